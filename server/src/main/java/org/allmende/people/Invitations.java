// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.allmende.base.ActorId;
import org.allmende.base.Hashes;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.Tx;

/// The codes by which members let others in.
public final class Invitations {

    /// How many a list shows; the oldest are left out.
    public static final int LIST_MAX = 200;

    /// Too many to guess, short enough to be read out.
    private static final int CODE_BYTES = 9;

    /// Expired ones stay in the list for a while, so that it can be seen why a code no longer works.
    private static final Duration KEPT = Duration.ofDays(30);

    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final InvitationStore invitations = new InvitationStore();

    public Invitations(Database database, Ids ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /// Makes a code, for so many people and so long; empty means without end.
    public String make(Optional<ActorId> by, OptionalInt uses, Optional<Duration> howLong) {
        var code = Hashes.secret(CODE_BYTES);
        var expires = howLong.map(clock.instant()::plus);
        database.write(tx -> {
            invitations.add(tx, new Invitation(ids.next(), code, by, uses, 0, expires));
            return true;
        });
        return code;
    }

    /// Uses the code once. False where there is no such code, or it is used up or over.
    public boolean redeem(Tx tx, String code) {
        return invitations.use(tx, code, clock.instant());
    }

    public Optional<Invitation> find(String code) {
        return database.read(tx -> find(tx, code));
    }

    public Optional<Invitation> find(Tx tx, String code) {
        return invitations.find(tx, code);
    }

    /// Whether the code would let somebody in now.
    public boolean holds(String code) {
        return find(code).filter(found -> found.holds(clock.instant())).isPresent();
    }

    public List<Invitation> list() {
        return database.read(tx -> invitations.all(tx, LIST_MAX));
    }

    public List<Invitation> by(ActorId inviter) {
        return database.read(tx -> invitations.by(tx, inviter, LIST_MAX));
    }

    public void revoke(long id) {
        database.write(tx -> {
            invitations.remove(tx, id);
            return true;
        });
    }

    /// Nightly: forgets those that have been over for long.
    public void tidy(Tx tx) {
        invitations.removeExpired(tx, clock.instant().minus(KEPT));
    }
}
