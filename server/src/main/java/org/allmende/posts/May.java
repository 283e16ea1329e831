// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

/// What the reader may do with a post.
public record May(Permission quote, Permission reply, Permission like, Permission share) {

    static final May NOTHING = new May(Permission.DENIED, Permission.DENIED, Permission.DENIED, Permission.DENIED);

    /// At once, or once the author agrees.
    public boolean possible(Interaction what) {
        return switch (of(what)) {
            case FREE, ASK -> true;
            case UNKNOWN, DENIED -> false;
        };
    }

    public Permission of(Interaction what) {
        return switch (what) {
            case QUOTE -> quote;
            case REPLY -> reply;
            case LIKE -> like;
            case SHARE -> share;
        };
    }
}
