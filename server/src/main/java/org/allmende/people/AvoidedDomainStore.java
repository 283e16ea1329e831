// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.util.List;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.database.Tx;

/// The `avoided_domain` table.
final class AvoidedDomainStore {

    private static final String TIED = """
            SELECT f.followed AS other FROM follow f JOIN actor a ON a.id = f.followed
            WHERE f.follower = :actor AND a.domain = :domain
            UNION
            SELECT f.follower AS other FROM follow f JOIN actor a ON a.id = f.follower
            WHERE f.followed = :actor AND a.domain = :domain
            ORDER BY other LIMIT :limit
            """;

    private static final String TIES = """
            SELECT (SELECT count(*) FROM follow f JOIN actor a ON a.id = f.followed
                    WHERE f.follower = :actor AND f.state = 'ACCEPTED' AND a.domain = :domain) AS following,
                   (SELECT count(*) FROM follow f JOIN actor a ON a.id = f.follower
                    WHERE f.followed = :actor AND f.state = 'ACCEPTED' AND a.domain = :domain) AS followers
            """;

    record Row(long id, String domain) {}

    boolean add(Tx tx, long id, ActorId actor, String domain) {
        return tx.change("INSERT INTO avoided_domain (id, actor, domain) VALUES (:id, :actor, :domain)"
                                + " ON CONFLICT (actor, domain) DO NOTHING")
                        .bind("id", id)
                        .bind("actor", actor.value())
                        .bind("domain", domain)
                        .execute()
                == 1;
    }

    void remove(Tx tx, ActorId actor, String domain) {
        tx.change("DELETE FROM avoided_domain WHERE actor = :actor AND domain = :domain")
                .bind("actor", actor.value())
                .bind("domain", domain)
                .execute();
    }

    boolean has(Tx tx, ActorId actor, String domain) {
        return tx.query("SELECT id FROM avoided_domain WHERE actor = :actor AND domain = :domain")
                .bind("actor", actor.value())
                .bind("domain", domain)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    int count(Tx tx, ActorId actor) {
        return tx.query("SELECT count(*) FROM avoided_domain WHERE actor = :actor")
                .bind("actor", actor.value())
                .mapTo(Integer.class)
                .one();
    }

    List<Row> page(Tx tx, ActorId actor, Page page) {
        var query = tx.query(
                        "SELECT id, domain FROM avoided_domain WHERE actor = :actor AND id < :below AND id > :above "
                                + ListStore.order(page))
                .bind("actor", actor.value());
        var found = ListStore.bound(query, page)
                .map((row, _) -> new Row(row.getLong("id"), row.getString("domain")))
                .list();
        return page.upwards() ? found.reversed() : found;
    }

    /// Who follows or is followed, or asks to.
    List<ActorId> tied(Tx tx, ActorId actor, String domain, int limit) {
        return tx.query(TIED)
                .bind("actor", actor.value())
                .bind("domain", domain)
                .bind("limit", limit)
                .map((row, _) -> new ActorId(row.getLong("other")))
                .list();
    }

    AvoidedDomains.Ties ties(Tx tx, ActorId actor, String domain) {
        return tx.query(TIES)
                .bind("actor", actor.value())
                .bind("domain", domain)
                .map((row, _) -> new AvoidedDomains.Ties(row.getLong("following"), row.getLong("followers")))
                .one();
    }

    void forget(Tx tx, ActorId actor) {
        tx.change("DELETE FROM avoided_domain WHERE actor = :actor")
                .bind("actor", actor.value())
                .execute();
    }
}
