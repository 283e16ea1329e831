// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.allmende.base.PostId;
import org.allmende.database.Tx;

/// What the posts of a page quote, as far as the reader may see it: with the quoted author's consent, visible as any
/// post must be, and by nobody whom the reader has muted or blocked.
///
/// Costs nothing on a page without quotes.
final class CitedPostStore {

    private final QuoteStore quotes;
    private final PostListStore queries;
    private final Clock clock;

    CitedPostStore(QuoteStore quotes, PostListStore queries, Clock clock) {
        this.quotes = quotes;
        this.queries = queries;
        this.clock = clock;
    }

    /// `rows` are the quoted posts that are shown; `facts` are by the number of the post that quotes.
    record Citing(Map<Long, PostRow> rows, Map<Long, QuoteFacts> facts, Set<Long> visible, Set<Long> deleted) {

        static final Citing NOTHING = new Citing(Map.of(), Map.of(), Set.of(), Set.of());

        Optional<Quoted> quoted(PostRow row, Function<PostId, Optional<Post>> shown) {
            return Optional.ofNullable(facts.get(row.id().value())).map(facts -> quoted(facts, shown));
        }

        private Quoted quoted(QuoteFacts facts, Function<PostId, Optional<Post>> shown) {
            var id = facts.quoted();
            if (!facts.accepted()) {
                return Quoted.without(facts.state(), facts.plain());
            }
            if (deleted.contains(id.value())) {
                return Quoted.without(QuoteState.DELETED, false);
            }
            return visible.contains(id.value())
                    ? new Quoted(QuoteState.ACCEPTED, Optional.of(id), shown.apply(id), false)
                    : Quoted.without(QuoteState.HIDDEN, false);
        }
    }

    Citing of(Tx tx, Collection<PostRow> posts, Reader reader) {
        var first = facts(tx, posts);
        if (first.isEmpty()) {
            return Citing.NOTHING;
        }
        var rows = new HashMap<Long, PostRow>();
        var visible = new HashSet<Long>();
        visible(tx, first, reader).forEach(row -> {
            rows.put(row.id().value(), row);
            visible.add(row.id().value());
        });
        // What they quote themselves is only hinted at, by those who may know.
        var second = facts(tx, rows.values());
        visible(tx, second, reader).forEach(row -> visible.add(row.id().value()));
        var facts = new HashMap<>(second);
        facts.putAll(first);
        var rest = facts.values().stream()
                .map(each -> each.quoted().value())
                .filter(id -> !visible.contains(id))
                .distinct()
                .toList();
        return new Citing(rows, facts, visible, quotes.deleted(tx, rest));
    }

    private Map<Long, QuoteFacts> facts(Tx tx, Collection<PostRow> posts) {
        return quotes.of(
                tx,
                posts.stream()
                        .filter(row -> row.quoted().isPresent())
                        .map(row -> row.id().value())
                        .toList());
    }

    private List<PostRow> visible(Tx tx, Map<Long, QuoteFacts> facts, Reader reader) {
        var ids = facts.values().stream()
                .filter(QuoteFacts::accepted)
                .map(each -> each.quoted().value())
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        var wanted = Set.copyOf(queries.wanted(tx, ids, reader, clock.instant()));
        return queries.visible(tx, ids, reader).stream()
                .filter(row -> wanted.contains(row.id().value()))
                .toList();
    }
}
