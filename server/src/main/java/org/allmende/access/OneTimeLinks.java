// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Hashes;
import org.allmende.database.Database;
import org.allmende.database.Tx;

/// Secrets that work once, for who cannot log in yet or any more.
public final class OneTimeLinks {

    /// What a link lets somebody do.
    public enum Purpose {
        /// Make the first owner's account.
        OWNER,
        /// Choose a new password.
        PASSWORD,
        /// Come in with a second factor: the password was right.
        LOGIN
    }

    /// A link that holds, and whose it is.
    public record Link(Purpose purpose, Optional<ActorId> actor) {}

    private static final int SECRET_BYTES = 24;

    private final Database database;
    private final Clock clock;
    private final LinkStore links = new LinkStore();

    public OneTimeLinks(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Makes a link, and ends older ones of the same person and purpose.
    public String make(Purpose purpose, Optional<ActorId> actor, Duration howLong) {
        var secret = Hashes.secret(SECRET_BYTES);
        var expires = clock.instant().plus(howLong);
        database.write(tx -> {
            links.remove(tx, purpose, actor);
            links.add(tx, Hashes.sha256Hex(secret), new Link(purpose, actor), expires);
            return true;
        });
        return secret;
    }

    /// Looks without using it up: for showing the form.
    public Optional<Link> find(String secret, Purpose purpose) {
        return database.read(tx -> links.find(tx, Hashes.sha256Hex(secret), purpose, clock.instant()));
    }

    /// Uses the link up. Empty where there is none, or it is over.
    public Optional<Link> redeem(Tx tx, String secret, Purpose purpose) {
        return links.take(tx, Hashes.sha256Hex(secret), purpose, clock.instant());
    }

    void forget(Tx tx, ActorId actor) {
        links.forget(tx, actor);
    }

    /// Nightly: forgets links that are over.
    public void tidy(Tx tx) {
        links.removeExpired(tx, clock.instant());
    }
}
