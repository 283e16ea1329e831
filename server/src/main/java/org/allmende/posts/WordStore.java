// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Tx;
import org.allmende.database.WordIndex;
import org.allmende.database.WordQuery;
import org.allmende.posts.PostListStore.Listed;
import org.allmende.posts.SearchQuery.Condition;
import org.jdbi.v3.core.statement.Query;

/// The words of posts, and the questions over them.
final class WordStore {

    // How many posts with the wanted words are looked at: a question that hits a million must not read them all to
    // find that the searcher may see three. Asking for one author's is cheap per post, so it may go further back.
    private static final int LOOKED_AT_MAX = 20_000;
    private static final int LOOKED_AT_OF_ONE_MAX = 200_000;

    /// Who lets their public posts be found, and whatever the searcher had to do with.
    private static final String FINDABLE = """
            (p.author = :reader
             OR (p.reach = 'PUBLIC'
                 AND EXISTS (SELECT 1 FROM actor i WHERE i.id = p.author AND i.indexable
                             AND (i.limited_at IS NULL
                                  OR EXISTS (SELECT 1 FROM follow l WHERE l.follower = :reader AND l.followed = i.id
                                             AND l.state = 'ACCEPTED')) LIMIT 1 OFFSET 0))
             OR\s""";

    private static final String TOUCHED = """
            (EXISTS (SELECT 1 FROM post_mention tm WHERE tm.post = p.id AND tm.actor = :reader LIMIT 1 OFFSET 0)
             OR EXISTS (SELECT 1 FROM liking tl WHERE tl.post = p.id AND tl.actor = :reader LIMIT 1 OFFSET 0)
             OR EXISTS (SELECT 1 FROM bookmark tb WHERE tb.post = p.id AND tb.actor = :reader LIMIT 1 OFFSET 0)
             OR EXISTS (SELECT 1 FROM post ts WHERE ts.share_of = p.id AND ts.author = :reader
                        AND ts.deleted_at IS NULL LIMIT 1 OFFSET 0)
             OR EXISTS (SELECT 1 FROM poll_vote tv WHERE tv.post = p.id AND tv.actor = :reader LIMIT 1 OFFSET 0))
            """;

    private final WordIndex index = new WordIndex("post_words");

    void put(Tx tx, PostId post, List<String> words) {
        index.put(tx, post.value(), words);
    }

    void remove(Tx tx, PostId post) {
        index.remove(tx, post.value());
    }

    /// True when there are posts and none has words: after an update, or a restored backup.
    boolean neverMade(Tx tx) {
        return index.isEmpty(tx)
                && tx.query("SELECT id FROM post WHERE share_of IS NULL AND deleted_at IS NULL LIMIT 1")
                        .mapTo(Long.class)
                        .findOne()
                        .isPresent();
    }

    List<PostRow> below(Tx tx, long bound, int limit) {
        return tx.query("SELECT * FROM post WHERE id < :below AND share_of IS NULL AND deleted_at IS NULL"
                        + " ORDER BY id DESC LIMIT :limit")
                .bind("below", bound)
                .bind("limit", limit)
                .map((row, _) -> PostStore.read(row))
                .list();
    }

    /// @param authors the people whom conditions name; a name that nobody has is missing
    List<Listed> found(
            Tx tx, SearchQuery asked, Map<String, ActorId> authors, Page page, int skip, Reader reader, Instant now) {
        var query = tx.query("SELECT p.id AS post, p.id AS list_key FROM " + source(tx, asked, page) + " AND "
                + Visibility.VISIBLE + " AND (p.author = :reader OR (" + Visibility.WANTED + ")) AND p.share_of IS NULL"
                + " AND " + FINDABLE + TOUCHED + ")" + unwanted(tx, asked.words()) + conditions(asked.conditions())
                + PostListStore.order("p.id", page) + " OFFSET :skip");
        bindWords(tx, query, asked.words());
        bindConditions(query, asked.conditions(), authors);
        return PostListStore.page(
                page,
                PostListStore.seenBy(query, reader)
                        .bind("now", now.toEpochMilli())
                        .bind("skip", skip));
    }

    private String source(Tx tx, SearchQuery asked, Page page) {
        if (asked.words().all().isEmpty()) {
            return "post p WHERE p.id > 0";
        }
        var ofOne = asked.conditions().stream().anyMatch(one -> one.kind() == SearchQuery.Kind.FROM && !one.not());
        // CROSS keeps SQLite from beginning with the posts.
        return "(SELECT w.rowid AS hit FROM " + index.from() + " WHERE " + index.matching(tx, "asked")
                + " AND w.rowid < :below AND w.rowid > :above ORDER BY w.rowid " + (page.upwards() ? "ASC" : "DESC")
                + " LIMIT " + (ofOne ? LOOKED_AT_OF_ONE_MAX : LOOKED_AT_MAX)
                + ") AS found CROSS JOIN post p WHERE p.id = found.hit";
    }

    // With words that are wanted the index itself leaves out those that are not.
    private String unwanted(Tx tx, WordQuery words) {
        var sql = new StringBuilder();
        for (var i = 0; words.all().isEmpty() && i < words.none().size(); i++) {
            sql.append(" AND NOT EXISTS (SELECT 1 FROM ")
                    .append(index.from())
                    .append(" WHERE ")
                    .append(index.matching(tx, "not" + i))
                    .append(" AND w.rowid = p.id)");
        }
        return sql.toString();
    }

    private void bindWords(Tx tx, Query query, WordQuery words) {
        if (!words.all().isEmpty()) {
            query.bind("asked", index.asked(tx, words));
            return;
        }
        for (var i = 0; i < words.none().size(); i++) {
            query.bind(
                    "not" + i,
                    index.asked(tx, new WordQuery(List.of(words.none().get(i)), List.of())));
        }
    }

    private static String conditions(List<Condition> conditions) {
        var sql = new StringBuilder();
        for (var i = 0; i < conditions.size(); i++) {
            sql.append(conditions.get(i).not() ? " AND NOT (" : " AND (")
                    .append(condition(conditions.get(i), ":c" + i))
                    .append(')');
        }
        return sql.toString();
    }

    private static String condition(Condition condition, String value) {
        return switch (condition.kind()) {
            case FROM -> "p.author = " + value;
            case LANGUAGE ->
                "coalesce(p.language, '') = " + value + " OR coalesce(p.language, '') LIKE " + value + " || '-%'";
            case BEFORE -> "p.created < " + value;
            case AFTER -> "p.created >= " + value + " + 86400000";
            case DURING -> "p.created >= " + value + " AND p.created < " + value + " + 86400000";
            case IN -> condition.value().equals("public") ? "p.reach = 'PUBLIC'" : "p.author = :reader OR " + TOUCHED;
            case IS, HAS ->
                switch (condition.value()) {
                    case "media" -> "p.has_media";
                    case "poll" -> "EXISTS (SELECT 1 FROM poll h WHERE h.post = p.id)";
                    case "link" -> "EXISTS (SELECT 1 FROM post_link h WHERE h.post = p.id)";
                    case "quote" -> "p.quoted IS NOT NULL";
                    case "reply" -> "p.in_reply_to IS NOT NULL";
                    case "sensitive" -> "p.sensitive";
                    default ->
                        "p.has_media AND EXISTS (SELECT 1 FROM media h WHERE h.post = p.id AND h.attached AND h.kind IN ("
                                + switch (condition.value()) {
                                    case "video" -> "'VIDEO', 'GIFV'";
                                    case "audio" -> "'AUDIO'";
                                    default -> "'IMAGE'";
                                }
                                + "))";
                };
        };
    }

    private static void bindConditions(Query query, List<Condition> conditions, Map<String, ActorId> authors) {
        for (var i = 0; i < conditions.size(); i++) {
            var value = conditions.get(i).value();
            switch (conditions.get(i).kind()) {
                case FROM ->
                    query.bind(
                            "c" + i,
                            Optional.ofNullable(authors.get(value))
                                    .map(ActorId::value)
                                    .orElse(0L));
                case LANGUAGE -> query.bind("c" + i, value);
                case BEFORE, AFTER, DURING ->
                    query.bind(
                            "c" + i,
                            SearchQuery.day(value)
                                    .map(LocalDate::atStartOfDay)
                                    .orElseThrow()
                                    .toInstant(ZoneOffset.UTC)
                                    .toEpochMilli());
                case HAS, IS, IN -> {}
            }
        }
    }

    /// The tags that begin so, those of the most recent posts first, whoever may see these.
    List<String> tags(Tx tx, String beginning, int limit) {
        return tx.query("""
                        SELECT tag FROM (SELECT tag, post FROM post_tag WHERE tag >= :from AND tag < :to LIMIT :seen) AS t
                        GROUP BY tag ORDER BY count(*) DESC, max(post) DESC LIMIT :limit
                        """)
                .bind("from", beginning)
                .bind("to", beginning + "\uDBFF\uDFFF")
                .bind("seen", LOOKED_AT_MAX)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }
}
