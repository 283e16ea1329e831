// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

/// How far a follow has come.
public enum FollowState {
    /// Asked; the other has not answered.
    WAITING,
    ACCEPTED
}
