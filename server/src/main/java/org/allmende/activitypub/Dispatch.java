// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Arrays;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.PostId;

/// Something that a member did and others must be told, as it waits to be written out.
///
/// `number` makes it this telling and no other. `subject` is the post, person or report; `word` what would be forgotten
/// by then.
record Dispatch(Kind kind, long number, ActorId actor, long subject, String word) {

    enum Kind {
        CREATE,
        UPDATE,
        DELETE,
        COUNTS,
        PIN,
        UNPIN,
        FEATURE_TAG,
        UNFEATURE_TAG,
        LIKE,
        UNLIKE,
        REACT,
        UNREACT,
        SHARE,
        UNSHARE,
        VOTE,
        FOLLOW,
        UNFOLLOW,
        ACCEPT,
        REJECT,
        BLOCK,
        UNBLOCK,
        FLAG,
        PROFILE,
        QUOTE_REQUEST,
        QUOTE_ACCEPT,
        QUOTE_REJECT,
        QUOTE_REVOKE,
        DEED_REQUEST,
        DEED_ACCEPT,
        DEED_REJECT,
        DEED_REVOKE,
        MOVE
    }

    static Dispatch read(String payload) {
        var parts = payload.split(" ", 5);
        if (parts.length < 5) {
            throw new IllegalArgumentException("not a dispatch: " + Arrays.toString(parts));
        }
        return new Dispatch(
                Kind.valueOf(parts[0]),
                Ids.parse(parts[1]).orElseThrow(),
                ActorId.parse(parts[2]).orElseThrow(),
                Ids.parse(parts[3]).orElseThrow(),
                parts[4]);
    }

    String payload() {
        return String.join(" ", kind.name(), Long.toString(number), actor.toString(), Long.toString(subject), word);
    }

    PostId post() {
        return new PostId(subject);
    }

    ActorId other() {
        return new ActorId(subject);
    }

    /// The number in `word`.
    long earlier() {
        return Ids.parse(word).orElseThrow();
    }
}
