// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.time.Instant;
import org.allmende.base.MediaId;
import org.allmende.database.Tx;

/// The `media` table, as far as it tells of pictures that belong to no post and to nobody.
final class OrnamentStore {

    private static final String INSERT = """
            INSERT INTO media (id, owner, secret, purpose, domain, attached, kind, state, mime, description, remote_url,
                created)
            VALUES (:id, :owner, :secret, :purpose, :domain, TRUE, 'IMAGE', 'FOREIGN', '', '', :url, :created)
            """;

    void insert(Tx tx, MediaId id, String secret, Ornaments.Kind kind, String domain, String url, Instant now) {
        tx.change(INSERT)
                .bind("id", id.value())
                .bind("owner", Ornaments.NOBODY.value())
                .bind("secret", secret)
                .bind("purpose", kind.name())
                .bind("domain", domain)
                .bind("url", url)
                .bind("created", now.toEpochMilli())
                .execute();
    }

    void keep(Tx tx, MediaId id) {
        tx.change("UPDATE media SET attached = TRUE WHERE id = :id AND owner = :owner")
                .bind("id", id.value())
                .bind("owner", Ornaments.NOBODY.value())
                .execute();
    }
}
