// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.push;

/// From whom somebody wants to be woken.
public enum From {
    ALL,
    FOLLOWED,
    FOLLOWER,
    NONE
}
