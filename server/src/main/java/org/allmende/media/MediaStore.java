// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Hashes;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;
import org.allmende.database.Tx;

/// The `media` table.
final class MediaStore {

    static final String POST = "POST";
    static final String AVATAR = "AVATAR";
    static final String HEADER = "HEADER";
    static final String EMOJI = "EMOJI";
    static final String PREVIEW = "PREVIEW";

    static final String COLUMNS = """
            id, owner, secret, post, attached, kind, state, mime, description, focus_x, focus_y, width, height,
            small_width, small_height, small_mime, blurhash, bytes, file, small_file, remote_url
            """;

    private static final String INSERT_FOREIGN = """
            INSERT INTO media (id, owner, secret, purpose, post, attached, kind, state, mime, description, focus_x,
                focus_y, width, height, blurhash, remote_url, created)
            VALUES (:id, :owner, :secret, :purpose, :post, :attached, :kind, 'FOREIGN', :mime, :description, :focusX,
                :focusY, :width, :height, :blurhash, :url, :created)
            """;

    // What a stranger said before is overwritten in place, with a new secret: caches hold the old picture under the
    // old address.
    private static final String FACE = INSERT_FOREIGN + """
            ON CONFLICT (owner, purpose) WHERE purpose IN ('AVATAR', 'HEADER') AND remote_url IS NOT NULL
            DO UPDATE SET remote_url = excluded.remote_url, secret = excluded.secret, state = 'FOREIGN', file = NULL,
                small_file = NULL, small_mime = NULL, bytes = 0, blurhash = NULL, width = 0, height = 0
            """;

    private static final String UPLOADED = """
            INSERT INTO media (id, owner, secret, purpose, attached, kind, state, mime, description, focus_x, focus_y,
                width, height, blurhash, bytes, file, small_file, small_mime, small_width, small_height, created)
            VALUES (:id, :owner, :secret, :purpose, FALSE, :kind, 'READY', :mime, :description, :focusX, :focusY,
                :width, :height, :blurhash, :bytes, :file, :smallFile, :smallMime, :smallWidth, :smallHeight, :created)
            """;

    private static final String UNHELD = "NOT EXISTS (SELECT 1 FROM media_hold WHERE media_hold.media = media.id)";

    /// 96 bits cannot be guessed.
    private static final int SECRET_BYTES = 12;

    static String freshSecret() {
        return Hashes.secret(SECRET_BYTES);
    }

    Optional<Media> find(Tx tx, MediaId id) {
        return find(tx, List.of(id)).stream().findFirst();
    }

    List<Media> find(Tx tx, Collection<MediaId> ids) {
        return ids.isEmpty()
                ? List.of()
                : tx.query("SELECT " + COLUMNS + " FROM media WHERE id IN (<ids>) AND state <> 'HIDDEN' ORDER BY id")
                        .bindList("ids", ids.stream().map(MediaId::value).toList())
                        .map((row, _) -> media(row))
                        .list();
    }

    List<Media> of(Tx tx, Collection<PostId> posts) {
        return posts.isEmpty()
                ? List.of()
                : tx.query("SELECT " + COLUMNS + " FROM media WHERE post IN (<posts>) AND post <> 0 AND attached"
                                + " AND state <> 'HIDDEN' ORDER BY post, position, id")
                        .bindList("posts", posts.stream().map(PostId::value).toList())
                        .map((row, _) -> media(row))
                        .list();
    }

    /// Everything of these posts, also what they show no longer.
    List<Media> everythingOf(Tx tx, PostId post) {
        return tx.query("SELECT " + COLUMNS + " FROM media WHERE post = :post AND post <> 0 ORDER BY id")
                .bind("post", post.value())
                .map((row, _) -> media(row))
                .list();
    }

    List<Media> by(Tx tx, ActorId owner, int limit) {
        return tx.query("SELECT " + COLUMNS + " FROM media WHERE owner = :owner ORDER BY id LIMIT :limit")
                .bind("owner", owner.value())
                .bind("limit", limit)
                .map((row, _) -> media(row))
                .list();
    }

    List<Media> faces(Tx tx, ActorId owner, String purpose) {
        return tx.query("SELECT " + COLUMNS + " FROM media WHERE owner = :owner AND purpose = :purpose ORDER BY id")
                .bind("owner", owner.value())
                .bind("purpose", purpose)
                .map((row, _) -> media(row))
                .list();
    }

    List<Media> loose(Tx tx, Instant before, int limit) {
        return tx.query("SELECT " + COLUMNS + " FROM media WHERE NOT attached AND created < :before AND " + UNHELD
                        + " ORDER BY created LIMIT :limit")
                .bind("before", before.toEpochMilli())
                .bind("limit", limit)
                .map((row, _) -> media(row))
                .list();
    }

    List<Media> discardable(Tx tx, ActorId owner, MediaId id) {
        return tx.query("SELECT " + COLUMNS + " FROM media WHERE id = :id AND owner = :owner AND purpose = 'POST'"
                        + " AND NOT attached AND remote_url IS NULL AND " + UNHELD)
                .bind("id", id.value())
                .bind("owner", owner.value())
                .map((row, _) -> media(row))
                .list();
    }

    long looseOf(Tx tx, ActorId owner) {
        return tx.query("SELECT count(*) FROM media WHERE owner = :owner AND NOT attached AND " + UNHELD)
                .bind("owner", owner.value())
                .mapTo(Long.class)
                .one();
    }

    Optional<MediaId> foreign(Tx tx, ForeignMedia foreign) {
        return tx.query("SELECT id FROM media WHERE post = :post AND owner = :owner AND remote_url = :url"
                        + " AND purpose = 'POST' AND post <> 0 ORDER BY id LIMIT 1")
                .bind("post", foreign.post().value())
                .bind("owner", foreign.owner().value())
                .bind("url", foreign.url())
                .map((row, _) -> new MediaId(row.getLong("id")))
                .findOne();
    }

    void insert(Tx tx, MediaId id, String secret, ForeignMedia foreign, Instant now) {
        var focus = foreign.focus().orElse(Focus.MIDDLE);
        tx.change(INSERT_FOREIGN)
                .bind("id", id.value())
                .bind("owner", foreign.owner().value())
                .bind("secret", secret)
                .bind("purpose", POST)
                .bind("post", foreign.post().value())
                .bind("attached", false)
                .bind("kind", foreign.kind().name())
                .bind("mime", foreign.mime())
                .bind("description", foreign.description())
                .bind("focusX", focus.x())
                .bind("focusY", focus.y())
                .bind("width", foreign.width())
                .bind("height", foreign.height())
                .bind("blurhash", foreign.blurhash().orElse(null))
                .bind("url", foreign.url())
                .bind("created", now.toEpochMilli())
                .execute();
    }

    /// What a post says of its media can change with an edit.
    void describe(Tx tx, MediaId id, ForeignMedia foreign) {
        var focus = foreign.focus().orElse(Focus.MIDDLE);
        describe(tx, id, foreign.description(), focus);
    }

    void describe(Tx tx, MediaId id, String description, Focus focus) {
        tx.change("UPDATE media SET description = :description, focus_x = :x, focus_y = :y WHERE id = :id")
                .bind("id", id.value())
                .bind("description", description)
                .bind("x", focus.x())
                .bind("y", focus.y())
                .execute();
    }

    void face(Tx tx, MediaId id, String secret, ActorId owner, String purpose, String url, Instant now) {
        tx.change(FACE)
                .bind("id", id.value())
                .bind("owner", owner.value())
                .bind("secret", secret)
                .bind("purpose", purpose)
                .bind("post", 0L)
                .bind("attached", true)
                .bind("kind", Media.Kind.IMAGE.name())
                .bind("mime", "")
                .bind("description", "")
                .bind("focusX", 0.0)
                .bind("focusY", 0.0)
                .bind("width", 0)
                .bind("height", 0)
                .bind("blurhash", (String) null)
                .bind("url", url)
                .bind("created", now.toEpochMilli())
                .execute();
    }

    void insert(Tx tx, MediaId id, String secret, Upload upload, Kept kept, Instant now) {
        tx.change(UPLOADED)
                .bind("id", id.value())
                .bind("owner", upload.owner().value())
                .bind("secret", secret)
                .bind("purpose", upload.purpose())
                .bind("kind", Media.Kind.IMAGE.name())
                .bind("mime", kept.mime())
                .bind("description", upload.description())
                .bind("focusX", upload.focus().x())
                .bind("focusY", upload.focus().y())
                .bind("width", kept.width())
                .bind("height", kept.height())
                .bind("blurhash", kept.blurhash())
                .bind("bytes", kept.bytes())
                .bind("file", kept.file())
                .bind("smallFile", kept.smallFile())
                .bind("smallMime", kept.smallMime())
                .bind("smallWidth", kept.smallWidth())
                .bind("smallHeight", kept.smallHeight())
                .bind("created", now.toEpochMilli())
                .execute();
    }

    /// Whose, what for, and what they say about it.
    record Upload(ActorId owner, String purpose, String description, Focus focus) {}

    /// What became of a picture: two files in the store.
    record Kept(
            String file,
            String mime,
            int width,
            int height,
            String smallFile,
            String smallMime,
            int smallWidth,
            int smallHeight,
            String blurhash,
            long bytes) {}

    /// Free to be attached: of this owner, whole, and on no other post.
    boolean attach(Tx tx, ActorId owner, PostId post, MediaId id, int position) {
        return tx.change("UPDATE media SET post = :post, position = :position, attached = TRUE WHERE id = :id"
                                + " AND owner = :owner AND purpose = 'POST' AND state IN ('READY', 'FOREIGN')"
                                + " AND (post = 0 OR post = :post)")
                        .bind("id", id.value())
                        .bind("owner", owner.value())
                        .bind("post", post.value())
                        .bind("position", position)
                        .execute()
                > 0;
    }

    /// Keeps an upload for something to come. False when it is not free to be attached.
    boolean hold(Tx tx, long holder, ActorId owner, MediaId id) {
        return tx.change("INSERT INTO media_hold (media, holder) SELECT id, :holder FROM media WHERE id = :id"
                                + " AND owner = :owner AND purpose = 'POST' AND state IN ('READY', 'WORKING')"
                                + " AND post = 0 ON CONFLICT (media, holder) DO NOTHING")
                        .bind("id", id.value())
                        .bind("owner", owner.value())
                        .bind("holder", holder)
                        .execute()
                == 1;
    }

    /// Lets go of what was held; for a while it can still be used.
    void unhold(Tx tx, long holder, Instant now) {
        tx.change("UPDATE media SET created = :now WHERE NOT attached"
                        + " AND id IN (SELECT media FROM media_hold WHERE holder = :holder)")
                .bind("holder", holder)
                .bind("now", now.toEpochMilli())
                .execute();
        tx.change("DELETE FROM media_hold WHERE holder = :holder")
                .bind("holder", holder)
                .execute();
    }

    void wear(Tx tx, ActorId owner, MediaId id, String purpose) {
        tx.change("UPDATE media SET attached = TRUE WHERE id = :id AND owner = :owner AND purpose = :purpose")
                .bind("id", id.value())
                .bind("owner", owner.value())
                .bind("purpose", purpose)
                .execute();
    }

    void loosen(Tx tx, MediaId id, Instant now) {
        tx.change("UPDATE media SET attached = FALSE, created = :now WHERE id = :id")
                .bind("id", id.value())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    void release(Tx tx, MediaId id, String secret, Instant now) {
        tx.change("UPDATE media SET attached = FALSE, post = 0, secret = :secret, created = :now WHERE id = :id")
                .bind("id", id.value())
                .bind("secret", secret)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    void delete(Tx tx, Collection<Media> media) {
        if (!media.isEmpty()) {
            tx.change("DELETE FROM media_hold WHERE media IN (<ids>)")
                    .bindList("ids", media.stream().map(one -> one.id().value()).toList())
                    .execute();
            tx.change("DELETE FROM media WHERE id IN (<ids>)")
                    .bindList("ids", media.stream().map(one -> one.id().value()).toList())
                    .execute();
        }
    }

    static Media media(ResultSet row) throws SQLException {
        var post = row.getLong("post");
        return new Media(
                new MediaId(row.getLong("id")),
                new ActorId(row.getLong("owner")),
                row.getString("secret"),
                row.getBoolean("attached") && post != 0 ? Optional.of(new PostId(post)) : Optional.empty(),
                Media.Kind.valueOf(row.getString("kind")),
                Media.State.valueOf(row.getString("state")),
                row.getString("mime"),
                row.getString("description"),
                row.getDouble("focus_x"),
                row.getDouble("focus_y"),
                row.getInt("width"),
                row.getInt("height"),
                row.getInt("small_width"),
                row.getInt("small_height"),
                Optional.ofNullable(row.getString("small_mime")),
                Optional.ofNullable(row.getString("blurhash")),
                row.getLong("bytes"),
                Optional.ofNullable(row.getString("file")),
                Optional.ofNullable(row.getString("small_file")),
                Optional.ofNullable(row.getString("remote_url")));
    }
}
