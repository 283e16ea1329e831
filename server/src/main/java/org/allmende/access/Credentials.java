// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.util.Optional;
import java.util.function.Consumer;
import org.allmende.base.ActorId;
import org.allmende.database.Database;
import org.allmende.database.Tx;

/// Names and passwords: checking and changing them. The costly hashing never happens inside a transaction.
final class Credentials {

    static final Problem WRONG_PASSWORD = new Problem(SignUpRules.PASSWORD, "This is not your password.");

    private final Database database;
    private final Passwords passwords;
    private final SignUpRules rules;
    private final OneTimeLinks links;
    private final AccountStore accounts = new AccountStore();
    private final SessionStore sessions = new SessionStore();
    private final TokenStore tokens = new TokenStore();
    private final CodeStore codes = new CodeStore();

    Credentials(Database database, Passwords passwords, SignUpRules rules, OneTimeLinks links) {
        this.database = database;
        this.passwords = passwords;
        this.rules = rules;
        this.links = links;
    }

    Optional<Account> authenticate(String nameOrEmail, String password) {
        var login = database.read(tx -> accounts.login(tx, nameOrEmail));
        if (login.isEmpty()) {
            passwords.fitsNobody(password);
            return Optional.empty();
        }
        var actor = login.get().actor();
        if (!passwords.fits(password, login.get().password())) {
            return Optional.empty();
        }
        if (passwords.outdated(login.get().password())) {
            var fresh = passwords.hash(password);
            // Only over the hash that was checked: the password may be changed in this very moment.
            write(tx -> accounts.renewPassword(tx, actor, login.get().password(), fresh));
        }
        return database.read(tx -> accounts.find(tx, actor));
    }

    boolean fit(ActorId actor, String password) {
        return database.read(tx -> accounts.password(tx, actor))
                .map(hash -> passwords.fits(password, hash))
                .orElseGet(() -> passwords.fitsNobody(password));
    }

    Optional<Problem> change(ActorId actor, String old, String fresh, Optional<Session> kept) {
        if (!fit(actor, old)) {
            return Optional.of(WRONG_PASSWORD);
        }
        var account = database.read(tx -> accounts.find(tx, actor)).orElseThrow();
        var problem = rules.passwordProblem(fresh, account.name(), account.email())
                .map(wrong -> new Problem("fresh", wrong.message()));
        if (problem.isEmpty()) {
            var hash = passwords.hash(fresh);
            write(tx -> {
                accounts.password(tx, actor, hash);
                sessions.endAll(tx, actor, kept.map(Session::id).orElse(0L));
            });
        }
        return problem;
    }

    Optional<Problem> reset(String secret, String fresh) {
        var account = links.find(secret, OneTimeLinks.Purpose.PASSWORD)
                .flatMap(OneTimeLinks.Link::actor)
                .flatMap(actor -> database.read(tx -> accounts.find(tx, actor)));
        if (account.isEmpty()) {
            return Optional.of(linkOver());
        }
        var problem =
                rules.passwordProblem(fresh, account.get().name(), account.get().email());
        if (problem.isPresent()) {
            return problem;
        }
        var hash = passwords.hash(fresh);
        return database.write(tx -> {
            if (links.redeem(tx, secret, OneTimeLinks.Purpose.PASSWORD).isEmpty()) {
                return Optional.of(linkOver());
            }
            // Who has lost a password may have lost it to somebody, who may have let an app in.
            accounts.password(tx, account.get().actor(), hash);
            sessions.endAll(tx, account.get().actor(), 0);
            tokens.revokeAll(tx, account.get().actor());
            codes.forget(tx, account.get().actor());
            return Optional.empty();
        });
    }

    private static Problem linkOver() {
        return new Problem(SignUpRules.FORM, "This link has been used or is over. Please ask for a new one.");
    }

    private void write(Consumer<Tx> change) {
        database.write(tx -> {
            change.accept(tx);
            return true;
        });
    }
}
