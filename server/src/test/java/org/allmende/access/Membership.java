// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.Setting;
import org.allmende.database.Settings;
import org.allmende.people.HandClock;
import org.allmende.people.Invitations;
import org.allmende.people.Village;

/// The access room put together for tests, with passwords that cost little.
final class Membership implements AutoCloseable {

    static final String PASSWORD = "correct horse battery";

    final HandClock clock;
    final Database database;
    final Village village;
    final Settings settings;
    final Invitations invitations;
    final Passwords passwords = new Passwords(64, 1);
    final Accounts accounts;
    final Sessions sessions;
    final Apps apps;
    final Tokens tokens;
    final OneTimeLinks links;
    final List<Object> heard = new ArrayList<>();

    Membership(Database database, HandClock clock) {
        var ids = new Ids(clock);
        this.clock = clock;
        this.database = database;
        this.village = Village.on(database, clock);
        this.settings = new Settings(database, clock);
        this.invitations = new Invitations(database, ids, clock);
        this.accounts = accounts(passwords);
        this.sessions = new Sessions(database, ids, clock);
        this.apps = new Apps(database, ids, clock);
        this.tokens = new Tokens(database, ids, clock, apps);
        this.links = new OneTimeLinks(database, clock);
        database.after(Sessions.Ended.class, heard::add);
        database.after(Tokens.Revoked.class, heard::add);
        database.after(Accounts.Closed.class, heard::add);
    }

    Accounts accounts(Passwords with) {
        return new Accounts(database, village.people(), invitations, with, settings, clock, Village::keys);
    }

    ActorId member(String name) {
        return accounts.create(name, Optional.empty(), PASSWORD, Role.MEMBER)
                .orThrow()
                .actor();
    }

    ActorId owner(String name) {
        return accounts.create(name, Optional.empty(), PASSWORD, Role.OWNER)
                .orThrow()
                .actor();
    }

    <T> void set(Setting<T> setting, T value) {
        database.write(tx -> {
            settings.set(tx, setting, value);
            return true;
        });
    }

    static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        var results = new ArrayList<T>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : threads.invokeAll(java.util.Collections.nCopies(times, call))) {
                results.add(each.get());
            }
        }
        return results;
    }

    @Override
    public void close() {
        database.close();
    }
}
