// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Emoji;
import org.allmende.base.MediaId;
import org.allmende.database.Tx;

/// The `emoji` table.
final class EmojiStore {

    /// `url` is where a foreign picture came from; empty for ours.
    record Row(
            long id,
            String domain,
            String shortcode,
            String category,
            boolean listed,
            Instant updated,
            MediaId media,
            String url) {

        Emoji.Custom key() {
            return new Emoji.Custom(shortcode, domain);
        }
    }

    private static final String COLUMNS = "id, domain, shortcode, category, listed, updated, media, url";

    private static final String INSERT = """
            INSERT INTO emoji (id, domain, shortcode, category, listed, updated, media, url)
            VALUES (:id, :domain, :shortcode, :category, :listed, :updated, :media, :url)
            ON CONFLICT (domain, shortcode) DO NOTHING
            """;

    /// All that have one of these names on one of these domains: more than asked for, where pages show several servers.
    List<Row> among(Tx tx, Collection<String> domains, Collection<String> shortcodes, int limit) {
        return tx.query("SELECT " + COLUMNS + " FROM emoji WHERE domain IN (<domains>) AND shortcode IN (<shortcodes>)"
                        + " ORDER BY id LIMIT :limit")
                .bindList("domains", List.copyOf(domains))
                .bindList("shortcodes", List.copyOf(shortcodes))
                .bind("limit", limit)
                .map((row, _) -> row(row))
                .list();
    }

    Optional<Row> find(Tx tx, String domain, String shortcode) {
        return tx.query("SELECT " + COLUMNS + " FROM emoji WHERE domain = :domain AND shortcode = :shortcode")
                .bind("domain", domain)
                .bind("shortcode", shortcode)
                .map((row, _) -> row(row))
                .findOne();
    }

    Optional<Row> find(Tx tx, long id) {
        return tx.query("SELECT " + COLUMNS + " FROM emoji WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> row(row))
                .findOne();
    }

    List<Row> of(Tx tx, String domain, int limit) {
        return tx.query("SELECT " + COLUMNS + " FROM emoji WHERE domain = :domain ORDER BY category, shortcode"
                        + " LIMIT :limit")
                .bind("domain", domain)
                .bind("limit", limit)
                .map((row, _) -> row(row))
                .list();
    }

    long count(Tx tx, String domain) {
        return tx.query("SELECT count(*) FROM emoji WHERE domain = :domain")
                .bind("domain", domain)
                .mapTo(Long.class)
                .one();
    }

    /// False where the name is taken.
    boolean insert(Tx tx, Row row) {
        return tx.change(INSERT)
                        .bind("id", row.id)
                        .bind("domain", row.domain)
                        .bind("shortcode", row.shortcode)
                        .bind("category", row.category)
                        .bind("listed", row.listed)
                        .bind("updated", row.updated.toEpochMilli())
                        .bind("media", row.media.value())
                        .bind("url", row.url)
                        .execute()
                == 1;
    }

    void renew(Tx tx, long id, MediaId media, String url, Instant updated) {
        tx.change("UPDATE emoji SET media = :media, url = :url, updated = :updated WHERE id = :id")
                .bind("id", id)
                .bind("media", media.value())
                .bind("url", url)
                .bind("updated", updated.toEpochMilli())
                .execute();
    }

    void change(Tx tx, long id, String shortcode, String category, boolean listed, Instant now) {
        tx.change("UPDATE emoji SET shortcode = :shortcode, category = :category, listed = :listed, updated = :now"
                        + " WHERE id = :id")
                .bind("id", id)
                .bind("shortcode", shortcode)
                .bind("category", category)
                .bind("listed", listed)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    void delete(Tx tx, long id) {
        tx.change("DELETE FROM emoji WHERE id = :id").bind("id", id).execute();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getString("domain"),
                row.getString("shortcode"),
                row.getString("category"),
                row.getBoolean("listed"),
                Instant.ofEpochMilli(row.getLong("updated")),
                new MediaId(row.getLong("media")),
                row.getString("url"));
    }
}
