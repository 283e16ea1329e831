// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.activity.Draft;
import org.allmende.activity.Origin;
import org.allmende.activity.Quote;
import org.allmende.database.Tx;
import org.allmende.media.Media;
import org.allmende.media.MediaLibrary;

/// Makes the draft again that a post once was, for those who hear of it only now.
final class Drafting {

    private final PostStore store;
    private final MediaLibrary media;

    Drafting(PostStore store, MediaLibrary media) {
        this.store = store;
        this.media = media;
    }

    Draft draft(Tx tx, PostRow row) {
        return new Draft(
                        row.home()
                                ? Optional.empty()
                                : Optional.of(new Origin(row.uri(), row.url(), row.created(), new byte[0])),
                        row.body(),
                        row.summary(),
                        row.sensitive(),
                        row.language(),
                        row.audience(),
                        row.inReplyTo(),
                        Set.copyOf(store.mentioned(tx, row.id())),
                        Set.copyOf(store.tags(tx, row.id())),
                        media.of(tx, List.of(row.id())).getOrDefault(row.id(), List.of()).stream()
                                .map(Media::id)
                                .toList(),
                        Optional.empty())
                .withPiece(row.piece())
                .withGroup(row.group())
                .withQuote(row.quoted().map(Quote::of))
                .withPolicy(row.policy());
    }
}
