// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Tx;
import org.allmende.text.Urls;

/// Domains that members want nothing to do with, each for themselves. Nobody is told; the follows that end are.
public final class AvoidedDomains {

    /// Nobody reads so long a list; each is compared with whatever comes.
    public static final int MAX = 2_000;

    private static final int SEVERED_AT_ONCE = 100;

    /// Somebody avoids a domain from now on: announced within the transaction.
    public record Avoided(ActorId actor, String domain) {}

    /// How many follows would end.
    public record Ties(long following, long followers) {}

    /// What became of the wish to avoid a domain.
    public enum Answer {
        DONE,
        NO_DOMAIN,
        TOO_MANY
    }

    private final Database database;
    private final Ids ids;
    private final Follows follows;
    private final AvoidedDomainStore store = new AvoidedDomainStore();

    AvoidedDomains(Database database, Ids ids, Follows follows) {
        this.database = database;
        this.ids = ids;
        this.follows = follows;
        database.within(People.Leaving.class, (tx, leaving) -> store.forget(tx, leaving.actor()));
    }

    /// Avoids a domain, and ends follows and requests both ways.
    public Answer avoid(ActorId actor, String typed) {
        var domain = normal(typed);
        if (domain.isEmpty()) {
            return Answer.NO_DOMAIN;
        }
        var kept = database.<Boolean>write(tx -> {
            if (store.count(tx, actor) >= MAX && !store.has(tx, actor, domain.get())) {
                return false;
            }
            if (store.add(tx, ids.next(), actor, domain.get())) {
                tx.announce(new Avoided(actor, domain.get()));
            }
            return true;
        });
        if (!kept) {
            return Answer.TOO_MANY;
        }
        // In steps, so that others can write in between. Asked again, it goes on where it was interrupted.
        int severed;
        do {
            severed = database.write(tx -> sever(tx, actor, domain.get()));
        } while (severed == SEVERED_AT_ONCE);
        return Answer.DONE;
    }

    private int sever(Tx tx, ActorId actor, String domain) {
        var some = store.tied(tx, actor, domain, SEVERED_AT_ONCE);
        some.forEach(other -> follows.sever(tx, actor, other));
        return some.size();
    }

    public void readmit(ActorId actor, String typed) {
        database.write(tx -> {
            normal(typed).ifPresent(domain -> store.remove(tx, actor, domain));
            return true;
        });
    }

    private static Optional<String> normal(String typed) {
        return Urls.domain(typed.strip());
    }

    /// The newest first.
    public Slice<String> of(ActorId actor, Page page) {
        return Slice.of(database.read(tx -> store.page(tx, actor, page)), AvoidedDomainStore.Row::id)
                .map(rows -> rows.stream().map(AvoidedDomainStore.Row::domain).toList());
    }

    public Ties ties(ActorId actor, String typed) {
        return normal(typed)
                .map(domain -> database.read(tx -> store.ties(tx, actor, domain)))
                .orElse(new Ties(0, 0));
    }
}
