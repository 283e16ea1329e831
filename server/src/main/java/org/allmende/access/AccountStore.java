// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Audience;
import org.allmende.activity.Policy;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.database.Columns;
import org.allmende.database.Tx;

/// The `account` table, with the names of those whose accounts they are.
final class AccountStore {

    private static final String ADD = """
            INSERT INTO account (actor, email, password, role, state, reason, accepted_terms, locale, default_reach,
                default_local, default_sensitive, default_language, default_quote, created, invited_by)
            VALUES (:actor, :email, :password, :role, :state, :reason, :terms, :locale, :reach,
                :local, :sensitive, :language, :quote, :created, :invitedBy)
            ON CONFLICT DO NOTHING
            """;

    private static final String ACCOUNT = """
            SELECT account.actor, actor.name, actor.suspended_at, email, role, state, reason, accepted_terms, locale,
                default_reach, default_local, default_sensitive, default_language, default_quote, default_policies,
                account.created
            FROM account JOIN actor ON actor.id = account.actor WHERE\s""";

    private static final String LOGIN = """
            SELECT account.actor, password FROM account JOIN actor ON actor.id = account.actor WHERE state <> 'CLOSED' AND\s""";

    private static final String CLOSE = """
            UPDATE account SET state = 'CLOSED', email = NULL, password = '', reason = NULL, locale = NULL,
                default_language = NULL, default_quote = 'EVERYBODY/', default_policies = '', last_active_day = NULL, invited_by = NULL
            WHERE actor = :actor
            """;

    /// Who logs in, and by what hash.
    record Login(ActorId actor, String password) {}

    /// False where the e-mail address is taken.
    boolean add(Tx tx, Account account, String password, Optional<ActorId> invitedBy) {
        var defaults = account.defaults();
        return tx.change(ADD)
                        .bind("actor", account.actor().value())
                        .bind("email", account.email().orElse(null))
                        .bind("password", password)
                        .bind("role", account.role().name())
                        .bind("state", account.state().name())
                        .bind("reason", account.reason().orElse(null))
                        .bind(
                                "terms",
                                account.acceptedTerms()
                                        .map(Instant::toEpochMilli)
                                        .orElse(null))
                        .bind("locale", account.locale().orElse(null))
                        .bind("reach", defaults.audience().reach().name())
                        .bind("local", defaults.audience().localOnly())
                        .bind("sensitive", defaults.sensitive())
                        .bind("language", defaults.language().orElse(null))
                        .bind("quote", defaults.quotable().text())
                        .bind("created", account.created().toEpochMilli())
                        .bind("invitedBy", invitedBy.map(ActorId::value).orElse(null))
                        .execute()
                == 1;
    }

    Optional<Account> find(Tx tx, ActorId actor) {
        return tx.query(ACCOUNT + "account.actor = :actor")
                .bind("actor", actor.value())
                .map((row, _) -> account(row))
                .findOne();
    }

    boolean emailTaken(Tx tx, String email) {
        return tx.query("SELECT actor FROM account WHERE email = :email")
                .bind("email", email)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    /// What people mean by what they type: the same for every spelling that finds the same account.
    static String typedAs(String nameOrEmail) {
        var typed = EmailRule.normal(nameOrEmail);
        return typed.startsWith("@") ? typed.substring(1).strip() : typed;
    }

    /// By name or by e-mail address: no name has an `@` inside, though people may write one in front.
    Optional<Login> login(Tx tx, String nameOrEmail) {
        var bare = typedAs(nameOrEmail);
        return tx.query(LOGIN + (bare.contains("@") ? "email = :typed" : "domain = '' AND name_key = :typed"))
                .bind("typed", bare)
                .map((row, _) -> new Login(new ActorId(row.getLong("actor")), row.getString("password")))
                .findOne();
    }

    Optional<String> password(Tx tx, ActorId actor) {
        return tx.query("SELECT password FROM account WHERE actor = :actor AND state <> 'CLOSED'")
                .bind("actor", actor.value())
                .mapTo(String.class)
                .findOne();
    }

    void password(Tx tx, ActorId actor, String hash) {
        tx.change("UPDATE account SET password = :hash WHERE actor = :actor AND state <> 'CLOSED'")
                .bind("actor", actor.value())
                .bind("hash", hash)
                .execute();
    }

    void renewPassword(Tx tx, ActorId actor, String old, String hash) {
        tx.change("UPDATE account SET password = :hash WHERE actor = :actor AND password = :old")
                .bind("actor", actor.value())
                .bind("old", old)
                .bind("hash", hash)
                .execute();
    }

    void defaults(Tx tx, ActorId actor, PostDefaults defaults) {
        tx.change(
                        "UPDATE account SET default_reach = :reach, default_local = :local, default_sensitive = :sensitive,"
                                + " default_language = :language, default_quote = :quote, default_policies = :policies WHERE actor = :actor")
                .bind("actor", actor.value())
                .bind("reach", defaults.audience().reach().name())
                .bind("local", defaults.audience().localOnly())
                .bind("sensitive", defaults.sensitive())
                .bind("language", defaults.language().orElse(null))
                .bind("quote", defaults.quotable().text())
                .bind("policies", defaults.policies().text())
                .execute();
    }

    void locale(Tx tx, ActorId actor, Optional<String> locale) {
        tx.change("UPDATE account SET locale = :locale WHERE actor = :actor")
                .bind("actor", actor.value())
                .bind("locale", locale.orElse(null))
                .execute();
    }

    void email(Tx tx, ActorId actor, Optional<String> email) {
        tx.change("UPDATE account SET email = :email WHERE actor = :actor")
                .bind("actor", actor.value())
                .bind("email", email.orElse(null))
                .execute();
    }

    void terms(Tx tx, ActorId actor, Instant version) {
        tx.change("UPDATE account SET accepted_terms = :version WHERE actor = :actor")
                .bind("actor", actor.value())
                .bind("version", version.toEpochMilli())
                .execute();
    }

    void role(Tx tx, ActorId actor, Role role) {
        tx.change("UPDATE account SET role = :role WHERE actor = :actor")
                .bind("actor", actor.value())
                .bind("role", role.name())
                .execute();
    }

    boolean approve(Tx tx, ActorId actor) {
        return tx.change("UPDATE account SET state = 'ACTIVE', reason = NULL"
                                + " WHERE actor = :actor AND state = 'PENDING'")
                        .bind("actor", actor.value())
                        .execute()
                == 1;
    }

    boolean removePending(Tx tx, ActorId actor) {
        return tx.change("DELETE FROM account WHERE actor = :actor AND state = 'PENDING'")
                        .bind("actor", actor.value())
                        .execute()
                == 1;
    }

    void close(Tx tx, ActorId actor) {
        tx.change(CLOSE).bind("actor", actor.value()).execute();
    }

    List<Account> pending(Tx tx, int limit) {
        return tx.query(ACCOUNT + "state = 'PENDING' ORDER BY account.actor LIMIT :limit")
                .bind("limit", limit)
                .map((row, _) -> account(row))
                .list();
    }

    List<Account> members(Tx tx, long below, int limit) {
        return tx.query(ACCOUNT
                        + "state = 'ACTIVE' AND account.actor < :below ORDER BY account.actor DESC LIMIT :limit")
                .bind("below", below)
                .bind("limit", limit)
                .map((row, _) -> account(row))
                .list();
    }

    List<ActorId> staff(Tx tx, int limit) {
        return tx.query("SELECT actor FROM account WHERE state = 'ACTIVE' AND role <> 'MEMBER'"
                        + " ORDER BY actor LIMIT :limit")
                .bind("limit", limit)
                .map((row, _) -> new ActorId(row.getLong("actor")))
                .list();
    }

    /// How many owners there are. Holds them, so that two cannot leave each other as the last.
    long owners(Tx tx) {
        return tx.change("UPDATE account SET role = role WHERE role = 'OWNER' AND state = 'ACTIVE'")
                .execute();
    }

    boolean hasOwner(Tx tx) {
        return tx.query("SELECT actor FROM account WHERE role = 'OWNER' AND state = 'ACTIVE' ORDER BY actor LIMIT 1")
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    void active(Tx tx, ActorId actor, long day) {
        tx.change("UPDATE account SET last_active_day = :day"
                        + " WHERE actor = :actor AND (last_active_day IS NULL OR last_active_day < :day)")
                .bind("actor", actor.value())
                .bind("day", day)
                .execute();
    }

    long activeSince(Tx tx, long day) {
        return tx.query("""
                        SELECT count(*) FROM account JOIN actor ON actor.id = account.actor
                        WHERE account.state = 'ACTIVE' AND account.last_active_day >= :day
                            AND actor.suspended_at IS NULL AND actor.erased_at IS NULL
                        """).bind("day", day).mapTo(Long.class).one();
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                new ActorId(row.getLong("actor")),
                row.getString("name"),
                Columns.text(row, "email"),
                Role.valueOf(row.getString("role")),
                AccountState.valueOf(row.getString("state")),
                Columns.number(row, "suspended_at").isPresent(),
                Columns.text(row, "reason"),
                Columns.time(row, "accepted_terms"),
                Columns.text(row, "locale"),
                new PostDefaults(
                        new Audience(Reach.valueOf(row.getString("default_reach")), row.getBoolean("default_local")),
                        row.getBoolean("default_sensitive"),
                        Columns.text(row, "default_language"),
                        Policy.Rule.of(row.getString("default_quote")),
                        PolicyDefaults.of(row.getString("default_policies"))),
                Instant.ofEpochMilli(row.getLong("created")));
    }
}
