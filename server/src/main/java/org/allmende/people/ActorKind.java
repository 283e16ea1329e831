// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

/// What an actor says it is.
public enum ActorKind {
    PERSON,
    SERVICE,
    GROUP,
    ORGANIZATION,
    APPLICATION
}
