// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.base.Hashes;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.Tx;

/// The programs that are known here. Anybody may make one known; it can do nothing until a member lets it.
public final class Apps {

    private static final int NAME_LENGTH_MAX = 100;
    private static final int WEBSITE_LENGTH_MAX = 2_000;
    private static final int CLIENT_ID_BYTES = 24;
    private static final int SECRET_BYTES = 32;

    /// An app that nobody logged in with for so long is forgotten; it can register again.
    private static final Duration UNUSED_KEPT = Duration.ofDays(90);

    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final AppStore apps = new AppStore();

    public Apps(Database database, Ids ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /// `scopes` as sent, separated by blanks.
    public NewApp register(String name, List<String> redirectUris, String scopes, Optional<String> website) {
        var site = website.map(String::strip).filter(text -> !text.isEmpty());
        var wanted = Scopes.parse(scopes);
        var problems = problems(name.strip(), redirectUris, wanted, site);
        if (!problems.isEmpty()) {
            return new NewApp.Rejected(problems);
        }
        var secret = Hashes.secret(SECRET_BYTES);
        var app = new App(
                ids.next(),
                Hashes.secret(CLIENT_ID_BYTES),
                name.strip(),
                site,
                redirectUris,
                wanted.orElseThrow(),
                clock.instant());
        database.write(tx -> {
            apps.add(tx, app, Hashes.sha256Hex(secret));
            return true;
        });
        return new NewApp.Registered(app, secret);
    }

    private static List<Problem> problems(
            String name, List<String> redirectUris, Optional<Scopes> scopes, Optional<String> website) {
        var problems = new ArrayList<Problem>();
        if (name.isEmpty() || name.length() > NAME_LENGTH_MAX) {
            problems.add(new Problem("client_name", "An app has a name of 1 to " + NAME_LENGTH_MAX + " characters."));
        }
        if (redirectUris.isEmpty() || redirectUris.size() > RedirectUris.COUNT_MAX) {
            problems.add(new Problem(
                    "redirect_uris", "An app has 1 to " + RedirectUris.COUNT_MAX + " addresses to return to."));
        }
        redirectUris.stream()
                .filter(uri -> !RedirectUris.acceptable(uri))
                .findFirst()
                .ifPresent(_ -> problems.add(new Problem(
                        "redirect_uris",
                        "An address to return to is absolute, without fragment, and uses https, an app's own scheme,"
                                + " http on this machine, or " + RedirectUris.OUT_OF_BAND + ".")));
        if (scopes.isEmpty()) {
            problems.add(new Problem("scopes", "One of the scopes is unknown here."));
        }
        if (website.filter(site -> site.length() > WEBSITE_LENGTH_MAX || !site.matches("https?://[^\\s\"<>]+"))
                .isPresent()) {
            problems.add(new Problem("website", "The website is an http or https address."));
        }
        return problems;
    }

    public Optional<App> find(String clientId) {
        return database.read(tx -> apps.byClientId(tx, clientId));
    }

    public Optional<App> find(long id) {
        return database.read(tx -> apps.find(tx, id));
    }

    public boolean secretFits(App app, String secret) {
        return database.read(tx -> apps.secretHash(tx, app.id()))
                .filter(hash -> Hashes.same(hash, Hashes.sha256Hex(secret)))
                .isPresent();
    }

    /// Nightly: forgets apps that nobody uses.
    public void tidy(Tx tx) {
        apps.removeUnused(tx, clock.instant().minus(UNUSED_KEPT));
    }
}
