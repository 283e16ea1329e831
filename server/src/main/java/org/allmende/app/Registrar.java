// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.allmende.access.NoMember;
import org.allmende.access.Problem;
import org.allmende.access.Role;
import org.allmende.access.Scopes;
import org.allmende.access.SignUp;
import org.allmende.base.Hashes;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.http.Outbound;

/// Makes accounts and tokens from the command line, also while the server runs: both speak to the same database.
final class Registrar {

    /// Long enough that nobody guesses it, short enough to be typed once.
    private static final int PASSWORD_BYTES = 12;

    private final Configuration configuration;
    private final Clock clock;
    private final PrintWriter out;

    Registrar(Configuration configuration, Clock clock, PrintWriter out) {
        this.configuration = configuration;
        this.clock = clock;
        this.out = out;
    }

    /// Makes an account. Without a password one is made and told.
    void createAccount(String name, Optional<String> email, Optional<String> password, String role) {
        var chosen = password.orElseGet(() -> Hashes.secret(PASSWORD_BYTES));
        var rank = role(role);
        var outcome = within(floors -> floors.accounts.create(name, email, chosen, rank));
        switch (outcome) {
            case SignUp.Joined _ -> {
                out.println("@" + name + "@" + configuration.handles() + " has an account. Role: "
                        + rank.name().toLowerCase(java.util.Locale.ROOT) + ".");
                if (password.isEmpty()) {
                    out.println("Password: " + chosen);
                }
            }
            case SignUp.Rejected(var problems) ->
                throw new Complaint(problems.stream().map(Problem::message).collect(Collectors.joining(" ")));
        }
    }

    private static Role role(String text) {
        for (var role : Role.values()) {
            if (role.name().equalsIgnoreCase(text)) {
                return role;
            }
        }
        throw new Complaint(Complaint.USAGE, "there is no role `" + text + "`: owner, moderator or member.");
    }

    /// Prints a token with which a program speaks for a member, and nothing else.
    void createToken(String name, String scopes) {
        var asked = Scopes.parse(scopes)
                .orElseThrow(() -> new Complaint(
                        Complaint.USAGE,
                        "these scopes are not known: " + scopes + ". Try \"read write follow push\"."));
        String token = within(floors -> {
            var person = floors.people.named(name).orElseThrow(() -> nobody(name));
            try {
                return floors.tokens.tokenFor(person.id(), asked);
            } catch (NoMember _) {
                throw nobody(name);
            }
        });
        out.println(token);
    }

    private static Complaint nobody(String name) {
        return new Complaint("there is no open account named " + name);
    }

    private <R> R within(Function<Floors, R> deed) {
        var ids = new Ids(clock);
        try (var database = Database.open(configuration.database(), ids);
                var outbound = new Outbound(configuration.outbound(), clock)) {
            var floors = new Floors(configuration, clock, ids, database, outbound);
            if (configuration.trial() && Belonging.open(floors.settings)) {
                throw new Complaint("nobody has said yet what this instance is called, and people's addresses hold its"
                        + " name: start it once, or write `domain` into "
                        + configuration.folder().resolve(ConfigurationFile.NAME));
            }
            Belonging.confirm(database, floors.settings, configuration);
            return deed.apply(floors);
        }
    }

    /// The first line of what is piped in.
    static String passwordFrom(BufferedReader in) {
        try {
            var line = in.readLine();
            if (line == null || line.isEmpty()) {
                throw new Complaint(Complaint.USAGE, "no password came on the standard input.");
            }
            return line;
        } catch (IOException e) {
            throw new Complaint("the standard input cannot be read: " + e.getMessage());
        }
    }
}
