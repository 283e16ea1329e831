// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.previews;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.activity.Preview;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;
import org.allmende.database.Columns;
import org.allmende.database.Tx;

/// The tables `preview` and `post_link`: what is known of addresses, by whom, and which post links to what.
final class PreviewStore {

    /// Who has looked for themselves: we.
    static final long OURSELVES = 0;

    private static final String PUT = """
            INSERT INTO preview (id, url, giver, title, description, author, author_url, provider, picture, picture_text,
                                 language, published, media, looked, creator)
            VALUES (:id, :url, :giver, :title, :description, :author, :authorUrl, :provider, :picture, :pictureText,
                    :language, :published, :media, :looked, :creator)
            ON CONFLICT (url, giver) DO UPDATE SET
                title = excluded.title, description = excluded.description, author = excluded.author,
                author_url = excluded.author_url, provider = excluded.provider, picture = excluded.picture,
                picture_text = excluded.picture_text, language = excluded.language, published = excluded.published,
                media = excluded.media, looked = excluded.looked, creator = excluded.creator
            """;

    private static final String LINK = """
            INSERT INTO post_link (post, url, giver) VALUES (:post, :url, :giver)
            ON CONFLICT (post) DO UPDATE SET url = excluded.url, giver = excluded.giver
            """;

    private static final String UNUSED = """
            SELECT v.* FROM preview v
            WHERE NOT EXISTS (SELECT 1 FROM post_link l WHERE l.url = v.url AND (v.giver = 0 OR v.giver = l.giver))
            ORDER BY v.id LIMIT :limit
            """;

    void put(Tx tx, long id, PreviewRow row) {
        var preview = row.preview();
        tx.change(PUT)
                .bind("id", id)
                .bind("url", preview.url())
                .bind("giver", row.giver())
                .bind("title", preview.title())
                .bind("description", preview.description())
                .bind("author", preview.author())
                .bind("authorUrl", preview.authorUrl().orElse(null))
                .bind("provider", preview.provider())
                .bind("picture", preview.picture().orElse(null))
                .bind("pictureText", preview.pictureText())
                .bind("language", preview.language().orElse(null))
                .bind(
                        "published",
                        preview.published().map(Instant::toEpochMilli).orElse(null))
                .bind("media", row.media().map(MediaId::value).orElse(null))
                .bind("creator", preview.creator().orElse(null))
                .bind("looked", row.looked().map(Instant::toEpochMilli).orElse(null))
                .execute();
    }

    Optional<PreviewRow> find(Tx tx, String url, long giver) {
        return tx.query("SELECT * FROM preview WHERE url = :url AND giver = :giver")
                .bind("url", url)
                .bind("giver", giver)
                .map((row, _) -> preview(row))
                .findOne();
    }

    private static PreviewRow preview(ResultSet row) throws SQLException {
        return new PreviewRow(
                new Preview(
                        row.getString("url"),
                        row.getString("title"),
                        row.getString("description"),
                        row.getString("author"),
                        Columns.text(row, "author_url"),
                        row.getString("provider"),
                        Columns.text(row, "picture"),
                        row.getString("picture_text"),
                        Columns.text(row, "language"),
                        Columns.time(row, "published"),
                        Columns.text(row, "creator")),
                row.getLong("giver"),
                Columns.number(row, "media").map(MediaId::new),
                Columns.time(row, "looked"));
    }

    void link(Tx tx, PostId post, String url, long giver) {
        tx.change(LINK)
                .bind("post", post.value())
                .bind("url", url)
                .bind("giver", giver)
                .execute();
    }

    void unlink(Tx tx, PostId post) {
        tx.change("DELETE FROM post_link WHERE post = :post")
                .bind("post", post.value())
                .execute();
    }

    record Linked(PostId post, String url, long giver) {}

    List<Linked> links(Tx tx, Collection<PostId> posts) {
        return tx.query("SELECT post, url, giver FROM post_link WHERE post IN (<posts>)")
                .bindList("posts", posts.stream().map(PostId::value).toList())
                .map((row, _) ->
                        new Linked(new PostId(row.getLong("post")), row.getString("url"), row.getLong("giver")))
                .list();
    }

    /// All that anybody says of these addresses, for `givers` and ourselves.
    Map<String, List<PreviewRow>> said(Tx tx, Collection<String> urls, Collection<Long> givers) {
        var said = new HashMap<String, List<PreviewRow>>();
        var who = new ArrayList<>(givers);
        who.add(OURSELVES);
        tx.query("SELECT * FROM preview WHERE url IN (<urls>) AND giver IN (<givers>)")
                .bindList("urls", List.copyOf(urls))
                .bindList("givers", who)
                .map((row, _) -> preview(row))
                .forEach(row -> said.computeIfAbsent(row.preview().url(), _ -> new ArrayList<>())
                        .add(row));
        return said;
    }

    /// Lets go of the links of posts that are gone.
    void forgetErased(Tx tx, Instant since) {
        tx.change("DELETE FROM post_link WHERE post IN (SELECT id FROM post WHERE deleted_at >= :since)")
                .bind("since", since.toEpochMilli())
                .execute();
    }

    List<PreviewRow> unused(Tx tx, int limit) {
        return tx.query(UNUSED)
                .bind("limit", limit)
                .map((row, _) -> preview(row))
                .list();
    }

    void remove(Tx tx, String url, long giver) {
        tx.change("DELETE FROM preview WHERE url = :url AND giver = :giver")
                .bind("url", url)
                .bind("giver", giver)
                .execute();
    }
}
