// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.access.Accounts;
import org.allmende.access.Consent;
import org.allmende.access.Role;
import org.allmende.access.Scopes;
import org.allmende.access.Tokens;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.database.DatabaseAddress;
import org.allmende.http.HttpLimits;
import org.allmende.http.HttpServer;
import org.allmende.http.Listen;
import org.allmende.http.Outbound;
import org.allmende.http.Routes;
import org.allmende.mastodon.Limits;
import org.allmende.mastodon.Links;
import org.allmende.mastodon.MastodonRoutes;
import org.allmende.mastodon.Resolver;
import org.allmende.mastodon.Rooms;
import org.allmende.people.Person;
import org.allmende.posts.Composer;

/// An instance on loopback and SQLite, for tests that talk to it over HTTP as apps do.
public final class TrialInstance implements AutoCloseable {

    private static final String PASSWORD = "correct horse battery";

    private final Floors floors;
    private final Database database;
    private final Outbound outbound;
    private final HttpServer server;
    private final String address;

    public TrialInstance(Path folder, Limits limits) {
        var clock = Clock.systemUTC();
        var ids = new Ids(clock);
        var port = freePort();
        var configuration = new Configuration(
                folder,
                "localhost:" + port,
                true,
                Listen.at("127.0.0.1:" + port),
                new DatabaseAddress.Sqlite(folder.resolve("test.sqlite")),
                folder.resolve("media"),
                new Configuration.Federation(List.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty()),
                Configuration.LogLevel.WARN);
        this.address = configuration.address();
        this.database = Database.open(configuration.database(), ids);
        this.outbound = new Outbound(configuration.outbound(), clock);
        this.floors = new Floors(configuration, clock, ids, database, outbound);
        floors.house.furnish();
        floors.jobs.start(true);
        var spool = folder.resolve("incoming");
        var routes = new Routes();
        mount(routes, spool, limits);
        this.server = new HttpServer(
                configuration.listen(), routes, HttpLimits.usual(spool).heartbeat(Duration.ofSeconds(2)));
        server.start();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void mount(Routes routes, Path spool, Limits limits) {
        var door = new MastodonRoutes(rooms(spool), limits, Version.NUMBER);
        door.mount(routes);
        database.after(Tokens.Revoked.class, news -> door.streams().tokenRevoked(news.token()));
        database.after(Accounts.Closed.class, news -> door.streams().accountClosed(news.actor()));
    }

    private Rooms rooms(Path spool) {
        var links = new Links(
                floors.addresses,
                (media, size) -> floors.addresses.at("/media/" + media.id() + "/" + media.secret() + "/" + size));
        return new Rooms(
                floors.people,
                floors.follows,
                floors.blocks,
                floors.mutes,
                floors.people::byHandle,
                floors.accounts,
                floors.apps,
                floors.tokens,
                floors.verifier,
                floors.media,
                floors.posts,
                new Composer(
                        floors.people,
                        floors.posts,
                        floors.people::byHandle,
                        floors.settings,
                        floors.clock,
                        floors.addresses::tag),
                floors.home,
                floors.notifications,
                floors.markers,
                floors.live,
                floors.house,
                floors.domains,
                floors.intake,
                NOBODY,
                links,
                floors.ids,
                floors.clock,
                spool);
    }

    private static final Resolver NOBODY = new Resolver() {
        @Override
        public Optional<PostId> post(String uri) {
            return Optional.empty();
        }

        @Override
        public Optional<Person> person(String uri) {
            return Optional.empty();
        }
    };

    public URI address() {
        return URI.create(address);
    }

    public ActorId join(String name) {
        return floors.accounts
                .create(name, Optional.empty(), PASSWORD, Role.MEMBER)
                .orThrow()
                .actor();
    }

    public String token(ActorId member, String scopes) {
        return floors.tokens.tokenFor(member, Scopes.parse(scopes).orElseThrow());
    }

    /// What the member's browser does when they agree to let the app in.
    public String consent(String clientId, String redirectUri, String scopes, String challenge, ActorId member) {
        var app = floors.apps.find(clientId).orElseThrow();
        return switch (floors.tokens.consent(app, redirectUri, scopes, Optional.of(challenge), Optional.of("S256"))) {
            case Consent.Ask ask -> floors.tokens.code(ask, member);
            case Consent.Refused refused -> throw new AssertionError(refused);
        };
    }

    public void close(ActorId member) {
        floors.accounts.close(member).ifPresent(problem -> {
            throw new AssertionError(problem);
        });
    }

    @Override
    public void close() {
        server.stop(Duration.ZERO);
        floors.jobs.close();
        outbound.close();
        database.close();
    }
}
