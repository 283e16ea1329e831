// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.filters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.database.Columns;
import org.allmende.database.Tx;

/// The tables `reader_filter`, `filter_term`, `filter_post` and `filter_version`.
final class FilterStore {

    List<Filter> of(Tx tx, ActorId owner, int limit) {
        var terms = terms(tx, owner);
        var picks = picks(tx, owner);
        return tx.query("SELECT * FROM reader_filter WHERE owner = :owner ORDER BY id LIMIT :limit")
                .bind("owner", owner.value())
                .bind("limit", limit)
                .map((row, _) -> filter(row, terms, picks))
                .list();
    }

    private static Filter filter(ResultSet row, Map<Long, List<Filter.Term>> terms, Map<Long, List<Filter.Pick>> picks)
            throws SQLException {
        var id = row.getLong("id");
        return new Filter(
                id,
                row.getString("title"),
                Arrays.stream(row.getString("contexts").split(" ", -1))
                        .map(Filter.Context::valueOf)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Filter.Context.class))),
                Filter.Action.valueOf(row.getString("action")),
                Columns.time(row, "expires"),
                terms.getOrDefault(id, List.of()),
                picks.getOrDefault(id, List.of()));
    }

    private static Map<Long, List<Filter.Term>> terms(Tx tx, ActorId owner) {
        var found = new HashMap<Long, List<Filter.Term>>();
        tx.query("""
                        SELECT t.* FROM reader_filter f JOIN filter_term t ON t.filter = f.id
                        WHERE f.owner = :owner ORDER BY t.id
                        """)
                .bind("owner", owner.value())
                .map((row, _) -> Map.entry(
                        row.getLong("filter"),
                        new Filter.Term(
                                row.getLong("id"),
                                Filter.Kind.valueOf(row.getString("kind")),
                                row.getString("word"),
                                row.getBoolean("whole"))))
                .forEach(entry -> found.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        return found;
    }

    private static Map<Long, List<Filter.Pick>> picks(Tx tx, ActorId owner) {
        var found = new HashMap<Long, List<Filter.Pick>>();
        tx.query("""
                        SELECT p.* FROM reader_filter f JOIN filter_post p ON p.filter = f.id
                        WHERE f.owner = :owner ORDER BY p.id
                        """)
                .bind("owner", owner.value())
                .map((row, _) -> Map.entry(
                        row.getLong("filter"), new Filter.Pick(row.getLong("id"), new PostId(row.getLong("post")))))
                .forEach(entry -> found.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        return found;
    }

    void put(Tx tx, ActorId owner, Filter filter) {
        tx.change("""
                        INSERT INTO reader_filter (id, owner, title, contexts, action, expires)
                        VALUES (:id, :owner, :title, :contexts, :action, :expires)
                        ON CONFLICT (id) DO UPDATE SET title = excluded.title, contexts = excluded.contexts,
                            action = excluded.action, expires = excluded.expires
                        """)
                .bind("id", filter.id())
                .bind("owner", owner.value())
                .bind("title", filter.title())
                .bind(
                        "contexts",
                        filter.contexts().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")))
                .bind("action", filter.action().name())
                .bind("expires", filter.expires().map(Instant::toEpochMilli).orElse(null))
                .execute();
        empty(tx, filter.id());
        for (var term : filter.terms()) {
            tx.change("INSERT INTO filter_term (id, filter, kind, word, whole)"
                            + " VALUES (:id, :filter, :kind, :word, :whole)")
                    .bind("id", term.id())
                    .bind("filter", filter.id())
                    .bind("kind", term.kind().name())
                    .bind("word", term.text())
                    .bind("whole", term.wholeWord())
                    .execute();
        }
        for (var pick : filter.picks()) {
            tx.change("INSERT INTO filter_post (id, filter, post) VALUES (:id, :filter, :post) ON CONFLICT DO NOTHING")
                    .bind("id", pick.id())
                    .bind("filter", filter.id())
                    .bind("post", pick.post().value())
                    .execute();
        }
    }

    private static void empty(Tx tx, long filter) {
        for (var table : List.of("filter_term", "filter_post")) {
            tx.change("DELETE FROM " + table + " WHERE filter = :filter")
                    .bind("filter", filter)
                    .execute();
        }
    }

    void remove(Tx tx, long filter) {
        empty(tx, filter);
        tx.change("DELETE FROM reader_filter WHERE id = :id").bind("id", filter).execute();
    }

    Optional<Long> version(Tx tx, ActorId owner) {
        return tx.query("SELECT version FROM filter_version WHERE owner = :owner")
                .bind("owner", owner.value())
                .mapTo(Long.class)
                .findOne();
    }

    void turn(Tx tx, ActorId owner) {
        tx.change("""
                        INSERT INTO filter_version (owner, version) VALUES (:owner, 1)
                        ON CONFLICT (owner) DO UPDATE SET version = filter_version.version + 1
                        """).bind("owner", owner.value()).execute();
    }

    void forget(Tx tx, ActorId owner) {
        tx.change("DELETE FROM filter_version WHERE owner = :owner")
                .bind("owner", owner.value())
                .execute();
    }
}
