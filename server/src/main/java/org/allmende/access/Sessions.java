// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Hashes;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.Tx;

/// Browsers that are logged in.
public final class Sessions {

    /// A session ended: announced within the transaction, so that its live streams can be closed after it.
    public record Ended(long session) {}

    /// A browser that stays away for so long must log in again.
    public static final Duration LIFETIME = Duration.ofDays(60);

    /// And every browser once in a year.
    private static final Duration LIFETIME_MAX = Duration.ofDays(365);

    /// Nobody has more browsers; the one unused for longest gives way.
    private static final int PER_MEMBER_MAX = 50;

    private static final int SECRET_BYTES = 32;
    private static final int BROWSER_LENGTH_MAX = 200;

    /// Seen is written at most so often: reading pages must not write.
    private static final Duration TOUCH = Duration.ofHours(1);

    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final SessionStore sessions = new SessionStore();
    private final AccountStore accounts = new AccountStore();

    public Sessions(Database database, Ids ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /// Logs a browser in. `browser` is what it calls itself (User-Agent).
    ///
    /// @throws NoMember when the account is not open
    public NewSession open(ActorId actor, String browser) {
        var cookie = Hashes.secret(SECRET_BYTES);
        var now = clock.instant();
        var shortened = browser.substring(0, Math.min(browser.length(), BROWSER_LENGTH_MAX));
        var session = new Session(ids.next(), actor, Hashes.secret(SECRET_BYTES), shortened, now, now);
        database.write(tx -> {
            if (accounts.find(tx, actor).filter(Account::open).isEmpty()) {
                throw new NoMember(actor);
            }
            sessions.add(tx, session, Hashes.sha256Hex(cookie), expires(now, now));
            sessions.endOldest(tx, actor, PER_MEMBER_MAX);
            accounts.active(tx, actor, Days.of(now));
            return true;
        });
        return new NewSession(session, cookie, LIFETIME);
    }

    /// The session of a cookie, while its member may come in. Not inside a transaction: now and then it writes.
    public Optional<Session> find(String cookie) {
        var now = clock.instant();
        var found = database.read(tx -> sessions.find(tx, Hashes.sha256Hex(cookie), now));
        found.filter(session -> session.seen().plus(TOUCH).isBefore(now)).ifPresent(session -> touch(session, now));
        return found;
    }

    private void touch(Session session, Instant now) {
        database.write(tx -> {
            sessions.touch(tx, session.id(), now, expires(session.created(), now));
            accounts.active(tx, session.actor(), Days.of(now));
            return true;
        });
    }

    private static Instant expires(Instant created, Instant now) {
        var usual = now.plus(LIFETIME);
        var latest = created.plus(LIFETIME_MAX);
        return usual.isBefore(latest) ? usual : latest;
    }

    /// The member's sessions, the one used last first.
    public List<Session> of(ActorId actor) {
        return database.read(tx -> sessions.of(tx, actor, clock.instant(), PER_MEMBER_MAX));
    }

    public void end(ActorId actor, long id) {
        database.write(tx -> {
            sessions.end(tx, actor, id);
            return true;
        });
    }

    public void endOthers(Session kept) {
        database.write(tx -> {
            sessions.endAll(tx, kept.actor(), kept.id());
            return true;
        });
    }

    /// Nightly: forgets sessions that are over.
    public void tidy(Tx tx) {
        sessions.removeExpired(tx, clock.instant());
    }
}
