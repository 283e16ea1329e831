// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

/// People whose posts somebody reads apart. Nobody but its owner knows of it.
///
/// The people of an `exclusive` list do not appear at its owner's home.
public record PersonList(long id, String title, Replies replies, boolean exclusive) {

    /// To whom the people of the list may answer so that it still appears there; to themselves and to the owner always.
    public enum Replies {
        FOLLOWED,
        LIST,
        NONE
    }
}
