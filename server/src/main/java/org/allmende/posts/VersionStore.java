// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;
import org.allmende.database.Tx;

/// The `post_version` table: what posts were before they were edited.
final class VersionStore {

    record VersionRow(
            String html,
            String source,
            Optional<String> summary,
            boolean sensitive,
            List<String> options,
            List<MediaId> media,
            Instant written) {}

    void keep(Tx tx, long id, PostId post, VersionRow version) {
        tx.change("""
                        INSERT INTO post_version (id, post, html, source, summary, sensitive, options, media, written)
                        VALUES (:id, :post, :html, :source, :summary, :sensitive, :options, :media, :written)
                        """)
                .bind("id", id)
                .bind("post", post.value())
                .bind("html", version.html)
                .bind("source", version.source)
                .bind("summary", version.summary.orElse(null))
                .bind("sensitive", version.sensitive)
                .bind("options", version.options.isEmpty() ? null : lines(version.options))
                .bind("media", version.media.stream().map(MediaId::toString).collect(Collectors.joining(" ")))
                .bind("written", version.written.toEpochMilli())
                .execute();
    }

    // One line each; strangers' options may have several.
    private static String lines(List<String> options) {
        return options.stream().map(option -> option.replace('\n', ' ')).collect(Collectors.joining("\n"));
    }

    List<VersionRow> of(Tx tx, PostId post, int limit) {
        return tx.query("SELECT * FROM post_version WHERE post = :post ORDER BY id LIMIT :limit")
                .bind("post", post.value())
                .bind("limit", limit)
                .map((row, _) -> new VersionRow(
                        row.getString("html"),
                        row.getString("source"),
                        Optional.ofNullable(row.getString("summary")),
                        row.getBoolean("sensitive"),
                        Optional.ofNullable(row.getString("options"))
                                .map(text -> List.of(text.split("\n")))
                                .orElse(List.of()),
                        Arrays.stream(row.getString("media").split(" "))
                                .flatMap(text -> MediaId.parse(text).stream())
                                .toList(),
                        Instant.ofEpochMilli(row.getLong("written"))))
                .list();
    }

    int count(Tx tx, PostId post) {
        return tx.query("SELECT count(*) FROM post_version WHERE post = :post")
                .bind("post", post.value())
                .mapTo(Integer.class)
                .one();
    }
}
