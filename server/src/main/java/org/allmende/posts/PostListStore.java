// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Instant;
import java.util.List;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Tx;
import org.jdbi.v3.core.statement.Query;

/// Lists of post ids. Each holds the rule of who may see what, an order and a limit.
final class PostListStore {

    /// How many answers of a thread are read at most: a page with more helps nobody.
    static final int THREAD_MAX = 500;

    static final int ANCESTORS_MAX = 60;

    record Listed(PostId post, long key) {}

    /// Newest first below a bound, or upwards from one and then turned round.
    static List<Listed> page(Page page, Query query) {
        var listed = query.bind("below", page.below())
                .bind("above", page.above())
                .bind("limit", page.limit())
                .map((row, _) -> new Listed(new PostId(row.getLong("post")), row.getLong("list_key")))
                .list();
        return page.upwards() ? listed.reversed() : listed;
    }

    static Query seenBy(Query query, Reader reader) {
        return query.bind("reader", reader.number()).bind("member", reader.isMember());
    }

    static String order(String key, Page page) {
        return " AND " + key + " < :below AND " + key + " > :above ORDER BY " + key
                + (page.upwards() ? " ASC" : " DESC") + " LIMIT :limit";
    }

    List<PostRow> visible(Tx tx, List<Long> ids, Reader reader) {
        return seenBy(tx.query("SELECT p.* FROM post p WHERE p.id IN (<ids>) AND " + Visibility.VISIBLE), reader)
                .bindList("ids", ids)
                .map((row, _) -> PostStore.read(row))
                .list();
    }

    /// Which of these the reader may see and wants on a timeline.
    List<Long> wanted(Tx tx, List<Long> ids, Reader reader, Instant now) {
        return seenBy(
                        tx.query("SELECT p.id FROM post p WHERE p.id IN (<ids>) AND " + Visibility.VISIBLE + " AND "
                                + Visibility.WANTED),
                        reader)
                .bindList("ids", ids)
                .bind("now", now.toEpochMilli())
                .mapTo(Long.class)
                .list();
    }

    List<Listed> by(Tx tx, ActorId author, AuthorFilter filter, Page page, Reader reader) {
        var sql = "SELECT p.id AS post, p.id AS list_key FROM post p WHERE p.author = :author AND " + Visibility.VISIBLE
                + (filter.withShares() ? "" : " AND p.share_of IS NULL")
                // An answer to oneself is a continued thought.
                + (filter.withReplies() ? "" : " AND (p.in_reply_to IS NULL OR p.in_reply_to_author = p.author)")
                + (filter.onlyMedia() ? " AND p.has_media" : "")
                + (filter.onlyPinned() ? " AND p.pinned_at IS NOT NULL" : "")
                + (filter.tag().isPresent()
                        ? " AND EXISTS (SELECT 1 FROM post_tag t WHERE t.post = p.id AND t.tag = :tag)"
                        : "")
                + order("p.id", page);
        var query = seenBy(tx.query(sql), reader).bind("author", author.value());
        filter.tag().ifPresent(tag -> query.bind("tag", tag));
        return page(page, query);
    }

    private static String where(PublicFilter filter) {
        return "p.reach = 'PUBLIC' AND p.share_of IS NULL"
                + (filter.onlyHome() ? " AND p.home" : "")
                + (filter.onlyForeign() ? " AND NOT p.home" : "")
                + (filter.onlyMedia() ? " AND p.has_media" : "")
                // Who was limited by the moderators is read by followers, not shown to passers-by.
                + " AND NOT EXISTS (SELECT 1 FROM actor l WHERE l.id = p.author AND l.limited_at IS NOT NULL"
                + " LIMIT 1 OFFSET 0)"
                + " AND " + Visibility.VISIBLE + " AND " + Visibility.WANTED;
    }

    List<Listed> publicTimeline(Tx tx, PublicFilter filter, Page page, Reader reader, Instant now) {
        var sql = "SELECT p.id AS post, p.id AS list_key FROM post p WHERE " + where(filter)
                // Answers make no sense without what they answer; they are found in their threads.
                + " AND (p.in_reply_to IS NULL OR p.in_reply_to_author = p.author)" + order("p.id", page);
        return page(page, seenBy(tx.query(sql), reader).bind("now", now.toEpochMilli()));
    }

    List<Listed> tagged(Tx tx, TagFilter filter, Page page, Reader reader, Instant now) {
        var sql = new StringBuilder("SELECT p.id AS post, p.id AS list_key FROM ")
                .append(anyOf(filter))
                .append(" AND ")
                .append(where(filter.where()));
        for (var i = 0; i < filter.all().size(); i++) {
            sql.append(" AND EXISTS (SELECT 1 FROM post_tag t WHERE t.post = p.id AND t.tag = :all")
                    .append(i)
                    .append(')');
        }
        for (var i = 0; i < filter.none().size(); i++) {
            sql.append(" AND NOT EXISTS (SELECT 1 FROM post_tag t WHERE t.post = p.id AND t.tag = :none")
                    .append(i)
                    .append(')');
        }
        var key = filter.any().size() == 1 ? "g.post" : "p.id";
        var query = seenBy(tx.query(sql.append(order(key, page)).toString()), reader)
                .bindList("any", filter.any())
                .bind("now", now.toEpochMilli());
        for (var i = 0; i < filter.all().size(); i++) {
            query.bind("all" + i, filter.all().get(i));
        }
        for (var i = 0; i < filter.none().size(); i++) {
            query.bind("none" + i, filter.none().get(i));
        }
        return page(page, query);
    }

    // One tag is walked in its own order until the page is full. Of several, each post is wanted once, so all are
    // gathered first. CROSS keeps SQLite from beginning with the posts.
    private static String anyOf(TagFilter filter) {
        return filter.any().size() == 1
                ? "post_tag g CROSS JOIN post p WHERE g.tag = <any> AND p.id = g.post"
                : "post p WHERE p.id IN (SELECT g.post FROM post_tag g WHERE g.tag IN (<any>))";
    }

    List<Listed> liked(Tx tx, ActorId actor, Page page) {
        return reacted(tx, "liking", actor, page);
    }

    List<Listed> bookmarked(Tx tx, ActorId actor, Page page) {
        return reacted(tx, "bookmark", actor, page);
    }

    private static List<Listed> reacted(Tx tx, String table, ActorId actor, Page page) {
        var sql = "SELECT r.post, r.id AS list_key FROM " + table
                + " r JOIN post p ON p.id = r.post WHERE r.actor = :reader AND " + Visibility.VISIBLE
                + order("r.id", page);
        return page(page, seenBy(tx.query(sql), Reader.member(actor)));
    }

    record Reacted(ActorId actor, long key) {}

    List<Reacted> likers(Tx tx, PostId post, Page page) {
        return reactors(
                tx.query("SELECT r.actor, r.id AS list_key FROM liking r WHERE r.post = :post" + order("r.id", page)),
                post,
                page);
    }

    List<Reacted> sharers(Tx tx, PostId post, Page page, Reader reader) {
        return reactors(
                tx.query("SELECT r.author AS actor, r.id AS list_key FROM post r"
                                + " WHERE r.share_of = :post AND r.deleted_at IS NULL AND r.reach IN ('PUBLIC', 'UNLISTED')"
                                + " AND (NOT r.local_only OR :member)"
                                + order("r.id", page))
                        .bind("member", reader.isMember()),
                post,
                page);
    }

    private static List<Reacted> reactors(Query query, PostId post, Page page) {
        var listed = query.bind("post", post.value())
                .bind("below", page.below())
                .bind("above", page.above())
                .bind("limit", page.limit())
                .map((row, _) -> new Reacted(new ActorId(row.getLong("actor")), row.getLong("list_key")))
                .list();
        return page.upwards() ? listed.reversed() : listed;
    }

    /// From the post upwards, nearest first.
    List<PostId> ancestors(Tx tx, PostId post) {
        return tx.query("""
                        WITH RECURSIVE above (id, in_reply_to, depth) AS (
                            SELECT id, in_reply_to, 0 FROM post WHERE id = :post
                            UNION ALL
                            SELECT p.id, p.in_reply_to, a.depth + 1 FROM post p JOIN above a ON p.id = a.in_reply_to
                            WHERE a.depth < :depth)
                        SELECT id FROM above WHERE depth > 0 ORDER BY depth
                        """)
                .bind("post", post.value())
                .bind("depth", ANCESTORS_MAX)
                .map((row, _) -> new PostId(row.getLong("id")))
                .list();
    }

    List<PostId> descendants(Tx tx, PostId post) {
        return tx.query("""
                        WITH RECURSIVE below (id, depth) AS (
                            SELECT id, 0 FROM post WHERE id = :post
                            UNION ALL
                            SELECT p.id, b.depth + 1 FROM post p JOIN below b ON p.in_reply_to = b.id
                            WHERE p.deleted_at IS NULL AND b.depth < :depth)
                        SELECT id FROM below WHERE depth > 0 ORDER BY id LIMIT :limit
                        """)
                .bind("post", post.value())
                .bind("depth", ANCESTORS_MAX)
                .bind("limit", THREAD_MAX)
                .map((row, _) -> new PostId(row.getLong("id")))
                .list();
    }
}
