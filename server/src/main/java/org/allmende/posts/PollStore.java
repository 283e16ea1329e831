// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.activity.PollDraft;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.database.Columns;
import org.allmende.database.Tx;

/// The tables `poll`, `poll_option` and `poll_vote`.
final class PollStore {

    private record OptionRow(
            long post,
            boolean multiple,
            boolean hideTotals,
            Optional<Instant> closes,
            long voters,
            String title,
            long votes) {}

    private record VoteRow(long post, int position) {}

    void open(Tx tx, PostId post, PollDraft draft) {
        tx.change("INSERT INTO poll (post, multiple, hide_totals, closes, voters)"
                        + " VALUES (:post, :multiple, :hideTotals, :closes, :voters)")
                .bind("post", post.value())
                .bind("multiple", draft.multiple())
                .bind("hideTotals", draft.hideTotals())
                .bind("closes", draft.closes().map(Instant::toEpochMilli).orElse(null))
                .bind("voters", draft.voters())
                .execute();
        var batch = tx.batch(
                "INSERT INTO poll_option (post, position, title, votes) VALUES (:post, :position, :title, :votes)");
        for (var position = 0; position < draft.options().size(); position++) {
            batch.bind("post", post.value())
                    .bind("position", position)
                    .bind("title", draft.options().get(position))
                    .bind(
                            "votes",
                            draft.counts().isEmpty() ? 0L : draft.counts().get(position))
                    .add();
        }
        batch.execute();
    }

    void remove(Tx tx, PostId post) {
        for (var table : List.of("poll_vote", "poll_option", "poll")) {
            tx.change("DELETE FROM " + table + " WHERE post = :post")
                    .bind("post", post.value())
                    .execute();
        }
    }

    /// The count as the poll's home has it now.
    void recount(Tx tx, PostId post, PollDraft draft) {
        tx.change("UPDATE poll SET voters = :voters, closes = :closes WHERE post = :post")
                .bind("post", post.value())
                .bind("voters", draft.voters())
                .bind("closes", draft.closes().map(Instant::toEpochMilli).orElse(null))
                .execute();
        for (var position = 0; position < draft.counts().size(); position++) {
            tx.change("UPDATE poll_option SET votes = :votes WHERE post = :post AND position = :position")
                    .bind("post", post.value())
                    .bind("position", position)
                    .bind("votes", draft.counts().get(position))
                    .execute();
        }
    }

    boolean vote(Tx tx, PostId post, ActorId actor, int position) {
        var fresh = tx.change("INSERT INTO poll_vote (post, actor, position) VALUES (:post, :actor, :position)"
                                + " ON CONFLICT DO NOTHING")
                        .bind("post", post.value())
                        .bind("actor", actor.value())
                        .bind("position", position)
                        .execute()
                == 1;
        if (fresh) {
            tx.change("UPDATE poll_option SET votes = votes + 1 WHERE post = :post AND position = :position")
                    .bind("post", post.value())
                    .bind("position", position)
                    .execute();
        }
        return fresh;
    }

    void countVoter(Tx tx, PostId post) {
        tx.change("UPDATE poll SET voters = voters + 1 WHERE post = :post")
                .bind("post", post.value())
                .execute();
    }

    List<ActorId> localVoters(Tx tx, PostId post, int limit) {
        return voters(tx, "a.domain = ''", post, limit);
    }

    List<ActorId> foreignVoters(Tx tx, PostId post, int limit) {
        return voters(tx, "a.domain <> ''", post, limit);
    }

    private static List<ActorId> voters(Tx tx, String which, PostId post, int limit) {
        return tx.query("SELECT DISTINCT v.actor FROM poll_vote v JOIN actor a ON a.id = v.actor WHERE v.post = :post"
                        + " AND a.erased_at IS NULL AND " + which + " ORDER BY v.actor LIMIT :limit")
                .bind("post", post.value())
                .bind("limit", limit)
                .map((row, _) -> new ActorId(row.getLong("actor")))
                .list();
    }

    /// The polls of some posts, with what `reader` chose.
    Map<PostId, Poll> of(Tx tx, Collection<PostId> posts, Reader reader, Instant now) {
        if (posts.isEmpty()) {
            return Map.of();
        }
        var ids = posts.stream().map(PostId::value).toList();
        var options = tx.query("""
                        SELECT p.post, p.multiple, p.hide_totals, p.closes, p.voters, o.title, o.votes
                        FROM poll p JOIN poll_option o ON o.post = p.post
                        WHERE p.post IN (<ids>) ORDER BY p.post, o.position
                        """)
                .bindList("ids", ids)
                .map((row, _) -> new OptionRow(
                        row.getLong("post"),
                        row.getBoolean("multiple"),
                        row.getBoolean("hide_totals"),
                        Columns.time(row, "closes"),
                        row.getLong("voters"),
                        row.getString("title"),
                        row.getLong("votes")))
                .list();
        if (options.isEmpty()) {
            return Map.of();
        }
        var own = own(tx, ids, reader);
        var byPost = new HashMap<Long, List<OptionRow>>();
        options.forEach(option ->
                byPost.computeIfAbsent(option.post, _ -> new ArrayList<>()).add(option));
        var polls = new HashMap<PostId, Poll>();
        byPost.forEach((post, rows) ->
                polls.put(new PostId(post), poll(new PostId(post), rows, own.getOrDefault(post, List.of()), now)));
        return polls;
    }

    private static Map<Long, List<Integer>> own(Tx tx, List<Long> ids, Reader reader) {
        var votes = new HashMap<Long, List<Integer>>();
        tx.query(
                        "SELECT post, position FROM poll_vote WHERE post IN (<ids>) AND actor = :reader ORDER BY post, position")
                .bindList("ids", ids)
                .bind("reader", reader.number())
                .map((row, _) -> new VoteRow(row.getLong("post"), row.getInt("position")))
                .list()
                .forEach(vote ->
                        votes.computeIfAbsent(vote.post, _ -> new ArrayList<>()).add(vote.position));
        return votes;
    }

    private static Poll poll(PostId post, List<OptionRow> rows, List<Integer> own, Instant now) {
        var first = rows.getFirst();
        return new Poll(
                post,
                rows.stream().map(row -> new Poll.Option(row.title, row.votes)).toList(),
                first.multiple,
                first.hideTotals,
                first.closes,
                first.closes.map(closes -> !closes.isAfter(now)).orElse(false),
                first.voters,
                !own.isEmpty(),
                own);
    }
}
