// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.push;

import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import org.allmende.database.Tx;

/// The `push_key` table, with its one row.
final class KeyStore {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /// Our key. Made once, by whichever node comes first.
    Vapid get(Tx tx) {
        var fresh = Curve.fresh();
        tx.change("INSERT INTO push_key (id, public_key, private_key) VALUES (1, :public, :private)"
                        + " ON CONFLICT (id) DO NOTHING")
                .bind("public", BASE64.encodeToString(Curve.write((ECPublicKey) fresh.getPublic())))
                .bind("private", BASE64.encodeToString(fresh.getPrivate().getEncoded()))
                .execute();
        return tx.query("SELECT public_key, private_key FROM push_key WHERE id = 1")
                .map((row, _) -> Vapid.read(row.getString("public_key"), row.getString("private_key")))
                .one();
    }
}
