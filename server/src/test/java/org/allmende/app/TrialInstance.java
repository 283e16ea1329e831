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
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.access.Consent;
import org.allmende.access.PhoneForTests;
import org.allmende.access.Role;
import org.allmende.access.Scopes;
import org.allmende.activitypub.Federation;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.database.DatabaseAddress;
import org.allmende.database.DeadLane;
import org.allmende.database.Job;
import org.allmende.http.Listen;
import org.allmende.media.ForeignMedia;
import org.allmende.media.Keeping;
import org.allmende.media.MediaBounds;
import org.allmende.media.Refusal;
import org.allmende.moderation.Level;

/// The whole program on loopback and SQLite, for tests that talk to it over HTTP.
public final class TrialInstance implements AutoCloseable {

    public static final String PASSWORD = "correct horse battery";

    private final Configuration configuration;
    private final Program program;

    private TrialInstance(Path folder, boolean loopback) {
        var port = freePort();
        this.configuration = new Configuration(
                folder,
                "localhost:" + port,
                "localhost:" + port,
                loopback,
                Listen.at("127.0.0.1:" + port),
                new DatabaseAddress.Sqlite(folder.resolve("test.sqlite")),
                folder.resolve("media"),
                new Configuration.Federation(List.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty()),
                Configuration.LogLevel.WARN);
        this.program = Program.start(configuration, Clock.systemUTC());
    }

    /// With limits that fit a village on one machine.
    public static TrialInstance start(Path folder) {
        return new TrialInstance(folder, true);
    }

    /// With the limits of an instance that everybody can reach.
    public static TrialInstance strict(Path folder) {
        return new TrialInstance(folder, false);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Floors floors() {
        return program.floors();
    }

    public URI address() {
        return URI.create(configuration.address());
    }

    public ActorId join(String name) {
        return join(name, Role.MEMBER);
    }

    public ActorId join(String name, Role role) {
        return floors().accounts
                .create(name, Optional.empty(), PASSWORD, role)
                .orThrow()
                .actor();
    }

    public ActorId actor(String name) {
        return floors().people.named(name).orElseThrow().id();
    }

    public String token(ActorId member, String scopes) {
        return floors().tokens.tokenFor(member, Scopes.parse(scopes).orElseThrow());
    }

    /// What the member's browser does when they agree to let the app in.
    public String consent(String clientId, String redirectUri, String scopes, String challenge, ActorId member) {
        var app = floors().apps.find(clientId).orElseThrow();
        return switch (floors().tokens.consent(app, redirectUri, scopes, Optional.of(challenge), Optional.of("S256"))) {
            case Consent.Ask ask -> floors().tokens.code(ask, member);
            case Consent.Refused refused -> throw new AssertionError(refused);
        };
    }

    /// What an owner adds: a custom emoji, from a file with its picture.
    public void emoji(String shortcode, Path picture) {
        try {
            floors().media.emojis().add(shortcode, "", picture);
        } catch (Refusal refusal) {
            throw new AssertionError(refusal);
        }
    }

    /// What an app on a phone shows for this secret just now.
    public String secondCode(String secret) {
        return PhoneForTests.code(secret, Clock.systemUTC().instant());
    }

    /// As the owner does on the page of the house.
    public void showTrends() {
        floors().trends.show(true);
    }

    /// How many messages still wait to be brought to a push server.
    public long wakesWaiting(String server) {
        return floors().jobs.waiting("push.wake", List.of(server)).getOrDefault(server, 0L);
    }

    /// What an owner writes on the page for it.
    public long announce(String text) {
        return floors().announcements.say(text, Optional.empty());
    }

    public void revoke(String token) {
        floors().tokens.revoke(token);
    }

    /// What a moderator decides about somebody.
    public void decide(ActorId moderator, ActorId target, Level level) {
        if (!floors().sanctions.decide(moderator, target, level, "")) {
            throw new AssertionError("there is nobody to decide about");
        }
    }

    /// Work that nobody can do, as often as it is said: it is given up at once.
    public void leaveBehind(String lane, int amount) {
        floors().database.write(tx -> {
            tx.later("nobody.does.this", Collections.nCopies(amount, new Job.Part(lane, "")));
            return true;
        });
    }

    /// How many jobs of a lane were given up.
    public long givenUp(String lane) {
        return floors().jobs.deadLanes(100).stream()
                .filter(one -> one.lane().equals(lane))
                .mapToLong(DeadLane::count)
                .sum();
    }

    public Instant lastTry(String lane) {
        return floors().jobs.deadLanes(100).stream()
                .filter(one -> one.lane().equals(lane))
                .map(DeadLane::last)
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    /// A server that has not answered since a while, and a letter that waits for it.
    public void silence(String host, Instant since) {
        floors().database.write(tx -> {
            tx.later(Job.of(Federation.DELIVERY, "1 https://" + host + "/inbox")
                    .in(host)
                    .at(Clock.systemUTC().instant().plus(Duration.ofDays(1))));
            return tx.change("""
                            INSERT INTO host (name, signature, failing_since, trouble)
                            VALUES (:host, 'CAVAGE', :since, 'no answer in time')
                            """)
                    .bind("host", host)
                    .bind("since", since.toEpochMilli())
                    .execute();
        });
    }

    public void close(ActorId member) {
        floors().accounts.close(member).ifPresent(problem -> {
            throw new AssertionError(problem);
        });
    }

    /// Where something is served that a post from elsewhere brought, and that lies at `url`.
    public String foreign(ActorId owner, String url, String mime) {
        var media = floors().media;
        var id = media.foreign(
                new ForeignMedia(owner, new PostId(1), url, mime, "", Optional.empty(), 0, 0, Optional.empty()));
        return "/media/" + id + "/" + media.find(id).orElseThrow().secret() + "/original";
    }

    public void keep(Keeping keeping, long cacheBytesMax) {
        var before = floors().media.bounds();
        floors().media.decide(new MediaBounds(before.uploadBytesMax(), cacheBytesMax, before.perPostMax(), keeping));
    }

    @Override
    public void close() {
        program.close();
    }
}
