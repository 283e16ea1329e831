// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.base.ActorId;
import org.allmende.base.Hashes;
import org.allmende.database.Database;
import org.allmende.database.Tx;

/// What a member shows at login beside the password, where they want that: a code from their phone, or one of the codes
/// that they wrote down for the day on which the phone is lost.
public final class SecondFactors {

    public static final int CODES = 10;

    /// RFC 4226 §4 recommends 160 bits.
    private static final int SECRET_BYTES = 20;

    /// 80 bits: a hash of it can be published without harm.
    private static final int CODE_BYTES = 10;

    private static final int CODE_GROUP = 4;
    private static final int TYPED_MAX = 64;

    /// Long enough to find the phone.
    private static final Duration TICKET_HOLDS = Duration.ofMinutes(10);

    /// What an app on the phone takes: typed, or as an address in a picture.
    public record Setup(String secret, String address) {}

    private final Database database;
    private final Clock clock;
    private final OneTimeLinks links;
    private final SecureRandom random = new SecureRandom();
    private final SecondFactorStore store = new SecondFactorStore();

    public SecondFactors(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.links = new OneTimeLinks(database, clock);
    }

    /// Since when a member is asked for it; empty where they are not.
    public Optional<Instant> since(ActorId actor) {
        return database.read(tx -> store.find(tx, actor)).flatMap(SecondFactorStore.Row::since);
    }

    public long codesLeft(ActorId actor) {
        return database.read(tx -> store.codes(tx, actor));
    }

    /// Makes a secret, which counts once it has been confirmed. Nothing happens where one counts already.
    public void begin(ActorId actor) {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        write(tx -> store.begin(tx, actor, Base32.write(secret)));
    }

    /// The secret that is to be confirmed. `house` and `name` are what the app shows.
    public Optional<Setup> pending(ActorId actor, String house, String name) {
        return database.read(tx -> store.find(tx, actor))
                .filter(row -> row.since().isEmpty())
                .map(row -> new Setup(
                        row.secret(),
                        "otpauth://totp/" + encoded(house) + ":" + encoded(name) + "?secret=" + row.secret()
                                + "&issuer=" + encoded(house)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Lets the secret count, once its first code has come. Gives the codes for a lost phone, to be shown once; empty
    /// where the code is wrong.
    public Optional<List<String>> confirm(ActorId actor, String typed) {
        return database.write(tx -> store.find(tx, actor)
                .filter(row -> row.since().isEmpty() && takes(tx, actor, row, plain(typed)))
                .map(_ -> {
                    store.confirm(tx, actor, clock.instant());
                    return freshCodes(tx, actor);
                }));
    }

    /// New codes for a lost phone; the old ones count no more.
    public List<String> renewCodes(ActorId actor) {
        return database.write(tx -> freshCodes(tx, actor));
    }

    private List<String> freshCodes(Tx tx, ActorId actor) {
        var codes = Stream.generate(this::code).distinct().limit(CODES).toList();
        store.replaceCodes(
                tx,
                actor,
                codes.stream().map(code -> Hashes.sha256Hex(plain(code))).toList());
        return codes;
    }

    private String code() {
        var bytes = new byte[CODE_BYTES];
        random.nextBytes(bytes);
        return Base32.write(bytes).toLowerCase(Locale.ROOT).replaceAll("(.{" + CODE_GROUP + "})(?=.)", "$1-");
    }

    public void end(ActorId actor) {
        write(tx -> store.remove(tx, actor));
    }

    /// The password was right: something to come back with, together with a code.
    public String ticket(ActorId actor) {
        return links.make(OneTimeLinks.Purpose.LOGIN, Optional.of(actor), TICKET_HOLDS);
    }

    /// Whose ticket it is, while it holds: to count how often they try.
    public Optional<ActorId> holder(String ticket) {
        return links.find(ticket, OneTimeLinks.Purpose.LOGIN).flatMap(OneTimeLinks.Link::actor);
    }

    /// Who may come in with this ticket and code; both are used up by it.
    public Optional<ActorId> enter(String ticket, String typed) {
        return database.write(tx -> {
            var entered = links.redeem(tx, ticket, OneTimeLinks.Purpose.LOGIN)
                    .flatMap(OneTimeLinks.Link::actor)
                    .filter(actor -> store.find(tx, actor)
                            .filter(row -> row.since().isPresent() && takes(tx, actor, row, plain(typed)))
                            .isPresent());
            if (entered.isEmpty()) {
                // The ticket is for another try, until it is over.
                tx.undo();
            }
            return entered;
        });
    }

    private boolean takes(Tx tx, ActorId actor, SecondFactorStore.Row row, String code) {
        if (code.length() != Totp.DIGITS) {
            return row.since().isPresent() && store.takeCode(tx, actor, Hashes.sha256Hex(code));
        }
        var step = Totp.step(Base32.read(row.secret()), code, clock.instant(), row.lastStep());
        return step.isPresent() && store.take(tx, actor, step.getAsLong());
    }

    private static String plain(String typed) {
        return typed.substring(0, Math.min(TYPED_MAX, typed.length()))
                .replaceAll("[\\s-]", "")
                .toLowerCase(Locale.ROOT);
    }

    private interface Change {
        void in(Tx tx);
    }

    private void write(Change change) {
        database.write(tx -> {
            change.in(tx);
            return true;
        });
    }
}
