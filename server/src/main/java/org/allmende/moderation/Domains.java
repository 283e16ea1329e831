// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.allmende.database.Database;
import org.allmende.database.Tx;

/// What may come from which domain. A policy holds for the domain and all its subdomains.
public final class Domains {

    /// What holds for a domain was changed: announced within the transaction.
    public record Changed(String domain) {}

    /// The longest name DNS allows.
    private static final int NAME_LENGTH_MAX = 253;

    private static final DomainPolicy FREE = new DomainPolicy("", Level.NONE, false, "", "", Instant.EPOCH);

    private final Database database;
    private final Clock clock;
    private final DomainStore store = new DomainStore();

    public Domains(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What holds for a domain: the strictest of what is said about it and the domains above it.
    public DomainPolicy policy(String domain) {
        return database.read(tx -> policy(tx, domain));
    }

    DomainPolicy policy(Tx tx, String domain) {
        var names = withParents(plain(domain));
        if (names.isEmpty()) {
            return FREE;
        }
        var found = store.find(tx, names);
        return found.stream()
                .max(Comparator.comparing(DomainPolicy::level))
                .map(strictest -> found.stream().anyMatch(DomainPolicy::rejectMedia)
                        ? new DomainPolicy(
                                strictest.domain(),
                                strictest.level(),
                                true,
                                strictest.reason(),
                                strictest.privateNote(),
                                strictest.created())
                        : strictest)
                .orElse(FREE);
    }

    public boolean suspended(String domain) {
        return policy(domain).suspended();
    }

    /// Policies by name, after `after`.
    public List<DomainPolicy> list(String after, int limit) {
        return database.read(tx -> store.after(tx, after, limit));
    }

    public Optional<DomainPolicy> find(String domain) {
        return database.read(tx -> store.find(tx, List.of(plain(domain)))).stream()
                .findFirst();
    }

    public void set(String domain, Level level, boolean rejectMedia, String reason, String privateNote) {
        var name = plain(domain);
        if (name.isEmpty() || name.length() > NAME_LENGTH_MAX) {
            throw new IllegalArgumentException("not the name of a domain");
        }
        database.write(tx -> {
            store.put(tx, new DomainPolicy(name, level, rejectMedia, reason, privateNote, clock.instant()));
            tx.announce(new Changed(name));
            return true;
        });
    }

    public boolean lift(String domain) {
        var name = plain(domain);
        return database.write(tx -> {
            tx.announce(new Changed(name));
            return store.delete(tx, name);
        });
    }

    private static String plain(String domain) {
        var name = domain.strip().toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    // A port is part of a domain only where servers are tried out; a policy for the name holds for each of them.
    private static List<String> withParents(String domain) {
        var names = new ArrayList<String>();
        if (domain.length() > NAME_LENGTH_MAX + ":65535".length()) {
            return names;
        }
        if (domain.contains(":")) {
            names.add(domain);
        }
        for (var rest = domain.split(":", 2)[0]; !rest.isEmpty(); ) {
            names.add(rest);
            var dot = rest.indexOf('.');
            rest = dot < 0 ? "" : rest.substring(dot + 1);
        }
        return names;
    }
}
