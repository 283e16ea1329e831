// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Hashes;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.Tx;

/// What apps may do for whom: OAuth 2 with authorization codes, PKCE and client credentials. Of every code and token
/// only a hash is kept.
public final class Tokens {

    /// A token no longer works: announced within the transaction, so that its live streams can be closed after it.
    public record Revoked(long token) {}

    private static final int SECRET_BYTES = 32;
    private static final int LIST_MAX = 200;

    /// RFC 6749 §4.1.2 recommends at most so long.
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

    /// So long a used code is remembered, to take its token back if somebody else has it too.
    private static final Duration CODE_KEPT = Duration.ofDays(7);

    /// Apps get tokens that speak for nobody with one request, and forget them.
    private static final Duration CLIENT_TOKEN_KEPT = Duration.ofDays(30);

    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final Apps apps;
    private final AccountStore accounts = new AccountStore();
    private final TokenStore tokens = new TokenStore();
    private final CodeStore codes = new CodeStore();

    public Tokens(Database database, Ids ids, Clock clock, Apps apps) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.apps = apps;
    }

    /// Checks what an app asks of a member, before the member is asked. `scopes` as sent.
    public Consent consent(
            App app, String redirectUri, String scopes, Optional<String> challenge, Optional<String> method) {
        if (!RedirectUris.fits(app.redirectUris(), redirectUri)) {
            return new Consent.Refused(
                    "invalid_request", "The address to return to is not one that the app registered.", false);
        }
        var wanted = Scopes.parse(scopes).filter(some -> some.within(app.scopes()));
        if (wanted.isEmpty()) {
            return new Consent.Refused("invalid_scope", "The app asks for more than it registered for.", true);
        }
        if (method.filter(name -> !name.equals(Pkce.METHOD)).isPresent() || challenge.isPresent() && method.isEmpty()) {
            return new Consent.Refused(
                    "invalid_request", "The only code_challenge_method here is " + Pkce.METHOD + ".", true);
        }
        if (challenge.filter(Pkce::acceptable).isEmpty() && (challenge.isPresent() || method.isPresent())) {
            return new Consent.Refused(
                    "invalid_request", "The code_challenge is a SHA-256 hash in base64url without padding.", true);
        }
        return new Consent.Ask(app, redirectUri, wanted.get(), challenge);
    }

    /// The member agreed: makes the code that the app can trade for a token.
    public String code(Consent.Ask ask, ActorId actor) {
        var code = Hashes.secret(SECRET_BYTES);
        var row = new CodeStore.Code(
                ask.app().id(),
                actor,
                ask.redirectUri(),
                ask.scopes(),
                ask.challenge(),
                clock.instant().plus(CODE_LIFETIME),
                Optional.empty());
        database.write(tx -> {
            codes.add(tx, Hashes.sha256Hex(code), row);
            return true;
        });
        return code;
    }

    /// Trades a code for a token. Who shows no secret must have bound the code to a verifier. A code that comes twice
    /// was stolen by one of the two: neither keeps the token.
    public Grant redeem(String code, App app, Optional<String> secret, String redirectUri, Optional<String> verifier) {
        if (secret.filter(shown -> !apps.secretFits(app, shown)).isPresent()) {
            return unknownClient();
        }
        var hash = Hashes.sha256Hex(code);
        var bearer = Hashes.secret(SECRET_BYTES);
        return database.write(tx -> {
            var found = codes.find(tx, hash).filter(row -> row.app() == app.id());
            if (found.isEmpty()) {
                return badCode();
            }
            var row = found.get();
            if (row.token().isPresent()) {
                tokens.revoke(tx, row.token().get());
                return badCode();
            }
            if (secret.isEmpty() && row.challenge().isEmpty()) {
                return unknownClient();
            }
            if (!row.expires().isAfter(clock.instant())
                    || !row.redirectUri().equals(redirectUri)
                    || !verifierFits(row.challenge(), verifier)
                    || !mayEnter(tx, row.actor())) {
                return badCode();
            }
            var token = fresh(Optional.of(app.id()), Optional.of(row.actor()), row.scopes());
            // Two at once: the second waits here for the first, and goes away empty-handed.
            if (!codes.trade(tx, hash, token.id())) {
                codes.find(tx, hash).flatMap(CodeStore.Code::token).ifPresent(used -> tokens.revoke(tx, used));
                return badCode();
            }
            tokens.add(tx, token, Hashes.sha256Hex(bearer));
            return new Grant.Granted(bearer, token);
        });
    }

    private static boolean verifierFits(Optional<String> challenge, Optional<String> verifier) {
        return challenge.isEmpty()
                ? verifier.isEmpty()
                : verifier.filter(shown -> Pkce.fits(challenge.get(), shown)).isPresent();
    }

    private static Grant.Refused badCode() {
        return new Grant.Refused(
                "invalid_grant",
                "The code is unknown, over, used, or was made for another app, address or verifier. Log in again.");
    }

    private static Grant.Refused unknownClient() {
        return new Grant.Refused("invalid_client", "The app must show its secret, and it must be the right one.");
    }

    /// A token for the app itself, that speaks for nobody. `scopes` as sent.
    public Grant clientToken(App app, String secret, String scopes) {
        if (!apps.secretFits(app, secret)) {
            return unknownClient();
        }
        return Scopes.parse(scopes)
                .filter(wanted -> wanted.within(app.scopes()))
                .<Grant>map(wanted -> write(fresh(Optional.of(app.id()), Optional.empty(), wanted)))
                .orElseGet(() -> new Grant.Refused("invalid_scope", "The app asks for more than it registered for."));
    }

    /// A token for whoever sits at the machine.
    ///
    /// @throws NoMember when the account is not open
    public String tokenFor(ActorId actor, Scopes scopes) {
        return issue(Optional.empty(), actor, scopes).bearer();
    }

    /// A token for the app with which a member just signed up.
    ///
    /// @throws NoMember when the account is not open
    public Grant.Granted issue(Optional<App> app, ActorId actor, Scopes scopes) {
        if (!database.read(tx -> mayEnter(tx, actor))) {
            throw new NoMember(actor);
        }
        return write(fresh(app.map(App::id), Optional.of(actor), scopes));
    }

    private boolean mayEnter(Tx tx, ActorId actor) {
        return accounts.find(tx, actor).filter(Account::open).isPresent();
    }

    private Token fresh(Optional<Long> app, Optional<ActorId> actor, Scopes scopes) {
        return new Token(ids.next(), app, actor, scopes, clock.instant());
    }

    private Grant.Granted write(Token token) {
        var bearer = Hashes.secret(SECRET_BYTES);
        database.write(tx -> {
            tokens.add(tx, token, Hashes.sha256Hex(bearer));
            return true;
        });
        return new Grant.Granted(bearer, token);
    }

    /// The token behind a bearer, while its member may come in. Not inside a transaction: once a day it writes.
    public Optional<Token> find(String bearer) {
        var found = database.read(tx -> tokens.find(tx, Hashes.sha256Hex(bearer)));
        var today = Days.of(clock.instant());
        found.filter(known -> known.usedDay() < today).ifPresent(known -> touch(known.token(), today));
        return found.map(TokenStore.Found::token);
    }

    private void touch(Token token, long today) {
        database.write(tx -> {
            tokens.used(tx, token.id(), today);
            token.actor().ifPresent(actor -> accounts.active(tx, actor, today));
            return true;
        });
    }

    /// Whether a token still works, of whom may come in, and covers this.
    public boolean holds(long token, String scope) {
        return database.read(tx -> tokens.standing(tx, token))
                .filter(known -> known.scopes().covers(scope))
                .isPresent();
    }

    /// The apps a member let in, the newest first.
    public List<AuthorizedApp> of(ActorId actor) {
        return database.read(tx -> tokens.of(tx, actor, LIST_MAX));
    }

    public boolean revoke(String bearer) {
        return database.write(tx -> tokens.revoke(tx, Hashes.sha256Hex(bearer)));
    }

    /// An app takes back a token of its own; that of another app stays (RFC 7009 §2.1).
    public boolean revoke(App app, String bearer) {
        return database.write(tx -> tokens.revokeOfApp(tx, app.id(), Hashes.sha256Hex(bearer)));
    }

    /// A member takes back what they allowed.
    public boolean revoke(ActorId actor, long token) {
        return database.write(tx -> tokens.revokeOfActor(tx, actor, token));
    }

    /// Nightly: forgets codes that are over, and tokens that speak for nobody and are not used.
    public void tidy(Tx tx) {
        var now = clock.instant();
        codes.removeExpired(tx, now.minus(CODE_KEPT));
        var before = now.minus(CLIENT_TOKEN_KEPT);
        tokens.removeUnused(tx, before, Days.of(before));
    }
}
