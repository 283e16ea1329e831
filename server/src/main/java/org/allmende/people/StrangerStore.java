// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.database.Columns;
import org.allmende.database.Tx;

/// The `stranger` table: how to reach strangers and by which keys to know them.
final class StrangerStore {

    private static final String PUT = """
            INSERT INTO stranger (actor, inbox, shared_inbox, outbox, followers_uri, featured_uri, featured_tags_uri,
                key_id, public_key, assertion_keys, fetched_at)
            VALUES (:actor, :inbox, :sharedInbox, :outbox, :followersUri, :featuredUri, :featuredTagsUri,
                :keyId, :publicKey, :assertionKeys, :fetched)
            ON CONFLICT (actor) DO UPDATE SET inbox = excluded.inbox, shared_inbox = excluded.shared_inbox,
                outbox = excluded.outbox, followers_uri = excluded.followers_uri,
                featured_uri = excluded.featured_uri, featured_tags_uri = excluded.featured_tags_uri,
                key_id = excluded.key_id, public_key = excluded.public_key,
                assertion_keys = excluded.assertion_keys, fetched_at = excluded.fetched_at
            """;

    private static final String CORRESPONDENCE = """
            SELECT actor, inbox, shared_inbox, outbox, followers_uri, featured_uri, featured_tags_uri,
                key_id, public_key, assertion_keys, fetched_at
            FROM stranger WHERE\s""";

    // Through the index that the migration "delivery" makes of the very same expression.
    private static final String ADDRESSES = """
            SELECT DISTINCT coalesce(shared_inbox, inbox) AS address FROM stranger
            WHERE coalesce(shared_inbox, inbox) > :after ORDER BY address LIMIT :limit
            """;

    void put(Tx tx, ActorId actor, ForeignPerson foreign, Instant now) {
        // A key belongs to one actor, and the newest verified document says to whom.
        tx.change("UPDATE stranger SET key_id = NULL WHERE key_id = :keyId AND actor <> :actor")
                .bind("keyId", foreign.keyId().orElse(null))
                .bind("actor", actor.value())
                .execute();
        tx.change(PUT)
                .bind("actor", actor.value())
                .bind("inbox", foreign.inbox())
                .bind("sharedInbox", foreign.sharedInbox().orElse(null))
                .bind("outbox", foreign.outbox().orElse(null))
                .bind("followersUri", foreign.followersUri().orElse(null))
                .bind("featuredUri", foreign.featuredUri().orElse(null))
                .bind("featuredTagsUri", foreign.featuredTagsUri().orElse(null))
                .bind("keyId", foreign.keyId().orElse(null))
                .bind("publicKey", foreign.publicKeyPem().orElse(null))
                .bind("assertionKeys", String.join(" ", foreign.assertionKeys()))
                .bind("fetched", now.toEpochMilli())
                .execute();
    }

    Optional<Correspondence> find(Tx tx, ActorId actor) {
        return tx.query(CORRESPONDENCE + "actor = :actor")
                .bind("actor", actor.value())
                .map((row, _) -> correspondence(row))
                .findOne();
    }

    Optional<Correspondence> byKey(Tx tx, String keyId) {
        return tx.query(CORRESPONDENCE + "key_id = :keyId")
                .bind("keyId", keyId)
                .map((row, _) -> correspondence(row))
                .findOne();
    }

    List<String> addresses(Tx tx, String after, int limit) {
        return tx.query(ADDRESSES)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    List<ActorId> atInbox(Tx tx, String inbox, int limit) {
        return tx.query("SELECT actor FROM stranger WHERE inbox = :inbox ORDER BY actor LIMIT :limit")
                .bind("inbox", inbox)
                .bind("limit", limit)
                .map((row, _) -> new ActorId(row.getLong("actor")))
                .list();
    }

    private static Correspondence correspondence(ResultSet row) throws SQLException {
        var keys = row.getString("assertion_keys");
        return new Correspondence(
                new ActorId(row.getLong("actor")),
                row.getString("inbox"),
                Columns.text(row, "shared_inbox"),
                Columns.text(row, "outbox"),
                Columns.text(row, "followers_uri"),
                Columns.text(row, "featured_uri"),
                Columns.text(row, "featured_tags_uri"),
                Columns.text(row, "key_id"),
                Columns.text(row, "public_key"),
                keys.isEmpty() ? List.of() : List.of(keys.split(" ")),
                Instant.ofEpochMilli(row.getLong("fetched_at")));
    }
}
