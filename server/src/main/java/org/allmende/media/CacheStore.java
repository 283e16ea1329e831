// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.util.Collection;
import java.util.List;
import org.allmende.base.ActorId;
import org.allmende.base.MediaId;
import org.allmende.database.Tx;

/// The `media` table, as far as it tells of copies of foreign files.
final class CacheStore {

    private static final String CACHED = """
            UPDATE media SET state = 'READY', mime = :mime, width = :width, height = :height,
                blurhash = coalesce(:blurhash, blurhash), bytes = :bytes, file = :file, small_file = :smallFile,
                small_mime = :smallMime, small_width = :smallWidth, small_height = :smallHeight, seen_day = :day
            WHERE id = :id AND remote_url = :url AND state <> 'HIDDEN'
            """;

    // Width, height and blurhash stay what its home says: nothing here looks at the pictures of a film.
    private static final String CACHED_FILM = """
            UPDATE media SET state = 'READY', mime = :mime, bytes = :bytes, file = :file, small_file = NULL,
                small_mime = NULL, seen_day = :day
            WHERE id = :id AND remote_url = :url AND state <> 'HIDDEN'
            """;

    private static final String HIDE = """
            UPDATE media SET state = 'HIDDEN', file = NULL, small_file = NULL, small_mime = NULL, bytes = 0
            WHERE id IN (<ids>)
            """;

    String purpose(Tx tx, MediaId id) {
        return tx.query("SELECT purpose FROM media WHERE id = :id")
                .bind("id", id.value())
                .mapTo(String.class)
                .findOne()
                .orElse(MediaStore.POST);
    }

    boolean keep(Tx tx, Media media, MediaStore.Kept kept, long day) {
        return tx.change(CACHED)
                        .bind("id", media.id().value())
                        .bind("url", media.remoteUrl().orElseThrow())
                        .bind("mime", kept.mime())
                        .bind("width", kept.width())
                        .bind("height", kept.height())
                        .bind("blurhash", kept.blurhash())
                        .bind("bytes", kept.bytes())
                        .bind("file", kept.file())
                        .bind("smallFile", kept.smallFile())
                        .bind("smallMime", kept.smallMime())
                        .bind("smallWidth", kept.smallWidth())
                        .bind("smallHeight", kept.smallHeight())
                        .bind("day", day)
                        .execute()
                > 0;
    }

    boolean keepFilm(Tx tx, Media media, String file, String mime, long bytes, long day) {
        return tx.change(CACHED_FILM)
                        .bind("id", media.id().value())
                        .bind("url", media.remoteUrl().orElseThrow())
                        .bind("mime", mime)
                        .bind("bytes", bytes)
                        .bind("file", file)
                        .bind("day", day)
                        .execute()
                > 0;
    }

    /// Foreign media of this owner that are shown, or are hidden.
    List<Media> of(Tx tx, ActorId owner, boolean hidden, int limit) {
        return tx.query("SELECT " + MediaStore.COLUMNS + " FROM media WHERE owner = :owner AND remote_url IS NOT NULL"
                        + " AND state " + (hidden ? "=" : "<>") + " 'HIDDEN' ORDER BY id LIMIT :limit")
                .bind("owner", owner.value())
                .bind("limit", limit)
                .map((row, _) -> MediaStore.media(row))
                .list();
    }

    /// Ornaments that this domain brought, or one below it.
    List<Media> of(Tx tx, String domain, boolean hidden, int limit) {
        return tx.query("SELECT " + MediaStore.COLUMNS + " FROM media WHERE domain <> '' AND (domain = :domain"
                        + " OR domain LIKE :below ESCAPE '!' OR domain LIKE :ports ESCAPE '!')"
                        + " AND state " + (hidden ? "=" : "<>") + " 'HIDDEN' ORDER BY id LIMIT :limit")
                .bind("domain", domain)
                .bind("below", "%." + pattern(domain))
                .bind("ports", pattern(domain) + ":%")
                .bind("limit", limit)
                .map((row, _) -> MediaStore.media(row))
                .list();
    }

    private static String pattern(String domain) {
        return domain.replaceAll("[%_!]", "!$0");
    }

    void hide(Tx tx, Collection<Media> media) {
        change(tx, HIDE, media);
    }

    void show(Tx tx, Collection<Media> media) {
        change(tx, "UPDATE media SET state = 'FOREIGN' WHERE id IN (<ids>) AND state = 'HIDDEN'", media);
    }

    private static void change(Tx tx, String sql, Collection<Media> media) {
        if (!media.isEmpty()) {
            tx.change(sql)
                    .bindList("ids", media.stream().map(one -> one.id().value()).toList())
                    .execute();
        }
    }

    void evict(Tx tx, Collection<Media> media) {
        change(
                tx,
                "UPDATE media SET state = 'FOREIGN', file = NULL, small_file = NULL, small_mime = NULL, bytes = 0"
                        + " WHERE id IN (<ids>) AND remote_url IS NOT NULL",
                media);
    }

    long bytes(Tx tx) {
        return tx.query("SELECT coalesce(sum(bytes), 0) FROM media WHERE remote_url IS NOT NULL AND file IS NOT NULL")
                .mapTo(Long.class)
                .one();
    }

    List<Media> longestUnseen(Tx tx, int limit) {
        return tx.query("SELECT " + MediaStore.COLUMNS + " FROM media WHERE remote_url IS NOT NULL AND file IS NOT NULL"
                        + " ORDER BY seen_day, id LIMIT :limit")
                .bind("limit", limit)
                .map((row, _) -> MediaStore.media(row))
                .list();
    }

    /// Notes that it was looked at. The day is compared first: at most one write a day for each.
    void seen(Tx tx, MediaId id, long day) {
        tx.change("UPDATE media SET seen_day = :day WHERE id = :id AND seen_day < :day")
                .bind("id", id.value())
                .bind("day", day)
                .execute();
    }

    boolean seenBefore(Tx tx, MediaId id, long day) {
        return tx.query("SELECT count(*) FROM media WHERE id = :id AND seen_day < :day")
                        .bind("id", id.value())
                        .bind("day", day)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }
}
