// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.allmende.TestKeys;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Audience;
import org.allmende.activity.Body;
import org.allmende.activity.Draft;
import org.allmende.activity.FollowWish;
import org.allmende.activity.Outcome;
import org.allmende.activity.PollDraft;
import org.allmende.activity.Profile;
import org.allmende.activity.Proof;
import org.allmende.activity.Verified;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.database.DatabaseAddress;
import org.allmende.database.Job;
import org.allmende.database.Jobs;
import org.allmende.database.Settings;
import org.allmende.http.Answer;
import org.allmende.http.HttpLimits;
import org.allmende.http.HttpServer;
import org.allmende.http.Listen;
import org.allmende.http.Outbound;
import org.allmende.http.OutboundPolicy;
import org.allmende.http.Routes;
import org.allmende.intake.Intake;
import org.allmende.intake.Rooms;
import org.allmende.media.MediaFolder;
import org.allmende.media.MediaLibrary;
import org.allmende.moderation.Domains;
import org.allmende.moderation.Gate;
import org.allmende.moderation.House;
import org.allmende.moderation.Reports;
import org.allmende.people.Blocks;
import org.allmende.people.Follows;
import org.allmende.people.MemberKeys;
import org.allmende.people.Moves;
import org.allmende.people.People;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.posts.Posts;
import org.allmende.posts.Reader;
import org.allmende.previews.LinkReader.Reading;
import org.allmende.previews.Previews;

/// An instance of ours on loopback, with everything below this door and no other door.
final class HomeInstance implements AutoCloseable {

    private static final MemberKeys KEYS = TestKeys.MEMBER;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final MovedClock clock;
    final Ids ids;
    final Database database;
    final Addresses addresses;
    final People people;
    final Follows follows;
    final Blocks blocks;
    final MediaLibrary media;
    final Moves moves;
    final Posts posts;
    final Previews previews;

    /// What pages say of themselves that posts link to.
    volatile Function<String, Reading> linked = _ -> new Reading.Nothing();

    final Domains domains;
    final Reports reports;
    final House house;
    final Intake intake;
    final Jobs jobs;
    final Federation federation;
    private final Outbound outbound;
    private final HttpServer server;
    private final DatabaseAddress address;
    private final Path folder;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    HomeInstance(MovedClock clock) {
        this(clock, sqlite());
    }

    HomeInstance(MovedClock clock, DatabaseAddress address) {
        this(clock, address, fresh(), free(), Optional.empty());
    }

    /// With its handles at another domain.
    static HomeInstance calledBy(String handles, MovedClock clock) {
        return new HomeInstance(clock, sqlite(), fresh(), free(), Optional.of(handles));
    }

    private HomeInstance(MovedClock clock, DatabaseAddress address, Path folder, int port, Optional<String> handles) {
        this.address = address;
        this.clock = clock;
        this.folder = folder;
        this.port = port;
        ids = new Ids(clock);
        database = Database.open(address, ids);
        addresses = new Addresses(URI.create("http://127.0.0.1:" + port), handles.orElse("127.0.0.1:" + port));
        people = new People(database, ids, clock, addresses.domains(), addresses::actor, addresses::page);
        follows = new Follows(database, ids, clock, people);
        blocks = new Blocks(database, ids, people, follows);
        moves = new Moves(database, clock, people);
        var settings = new Settings(database, clock);
        media = new MediaLibrary(database, settings, ids, clock, new MediaFolder(folder), (_, _, _) -> {
            throw new IOException("no pictures here");
        });
        posts = new Posts(database, ids, clock, people, media, addresses::post, addresses::page);
        previews = new Previews(database, settings, ids, clock, new Random(), media, url -> linked.apply(url));
        domains = new Domains(database, clock);
        reports = new Reports(database, ids, clock);
        house = new House(database, settings, ids, clock, text -> text);
        intake = new Intake(
                database,
                new Gate(database, people, blocks, posts, media, domains),
                new Rooms(people, follows, blocks, posts, media, reports, moves),
                clock);
        jobs = new Jobs(database, clock);
        outbound = new Outbound(OutboundPolicy.strict("Test").allowPlainHttp().allowLoopback(), clock);
        federation = new Federation(
                new Commons(
                        database, people, follows, blocks, media, posts, previews, domains, house, reports, intake,
                        moves),
                addresses,
                outbound,
                ids,
                clock,
                one -> addresses.at("/media/" + one.id()),
                () -> new Standing("1.2.3", true, 1, 2, Optional.empty()));
        posts.work(jobs);
        previews.work(jobs);
        intake.work(jobs);
        federation.work(jobs);
        federation.instanceActor();
        var routes = new Routes();
        federation.mount(routes);
        routes.group("", options -> options.filter(federation.pages())).get("/@{name}", _ -> Answer.html(200, "page"));
        server = new HttpServer(Listen.at("127.0.0.1:" + port), routes, HttpLimits.usual(folder.resolve("spool")));
        server.start();
        jobs.start(true);
    }

    static DatabaseAddress sqlite() {
        return new DatabaseAddress.Sqlite(fresh().resolve("allmende.db"));
    }

    private static Path fresh() {
        try {
            return Files.createTempDirectory("allmende-home");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same instance in another process, after this one was stopped in the middle of things.
    HomeInstance restarted() {
        close();
        return new HomeInstance(clock, address, folder, port, Optional.of(addresses.handles()));
    }

    ActorId member(String name) {
        return database.write(tx -> people.join(tx, name, profile(name, false), KEYS))
                .id();
    }

    ActorId locked(String name) {
        return database.write(tx -> people.join(tx, name, profile(name, true), KEYS))
                .id();
    }

    static Profile profile(String name, boolean locked) {
        return new Profile(name, Body.EMPTY, List.of(), Optional.empty(), Optional.empty(), locked, false, true, true);
    }

    /// A member does it, as if from an app.
    Outcome does(Activity activity) {
        return intake.receive(new Verified<>(activity, new Proof.Session(activity.actor())));
    }

    ActivityId next() {
        return ActivityId.of(ids.next());
    }

    PostId says(ActorId author, String text, Audience audience, ActorId... mentions) {
        return says(author, draft(text, audience, Optional.empty(), Optional.empty(), mentions));
    }

    PostId says(ActorId author, Draft draft) {
        var post = ids.post();
        var outcome = does(new Activity.Publish(next(), author, post, draft));
        if (!(outcome instanceof Outcome.Done)) {
            throw new AssertionError(outcome);
        }
        return post;
    }

    static Draft draft(
            String text, Audience audience, Optional<PostId> parent, Optional<PollDraft> poll, ActorId... mentions) {
        return new Draft(
                Optional.empty(),
                new Body("<p>" + text + "</p>", text, "text/plain"),
                Optional.empty(),
                false,
                Optional.of("en"),
                audience,
                parent,
                Set.of(mentions),
                Set.of(),
                List.of(),
                poll);
    }

    /// A member follows somebody whom the instance has met.
    void follow(ActorId follower, ActorId followed) {
        does(new Activity.Follow(next(), follower, followed, FollowWish.USUAL));
    }

    void block(ActorId member, ActorId target) {
        does(new Activity.Block(next(), member, target));
    }

    /// A member follows a stranger, who lets them.
    void followed(ActorId follower, ForeignServer server, ForeignServer.Actor stranger) {
        follow(follower, meet(stranger).id());
        server.send(
                this,
                stranger,
                ForeignServer.activity(stranger.uri() + "/accepts/" + ids.next(), "Accept", stranger, """
                        {"type":"Follow","actor":"%s","object":"%s"}
                        """.formatted(
                                addresses.actor(follower), stranger.uri())));
    }

    /// A stranger follows a member.
    void follower(ForeignServer server, ForeignServer.Actor stranger, ActorId member) {
        server.send(
                this,
                stranger,
                ForeignServer.activity(
                        stranger.uri() + "/follows/" + ids.next(),
                        "Follow",
                        stranger,
                        '"' + addresses.actor(member) + '"'));
    }

    /// What moderators decide about one person.
    void suspend(ActorId person) {
        database.write(tx -> {
            people.suspend(tx, person, true);
            return true;
        });
    }

    Person meet(ForeignServer.Actor stranger) {
        return federation.lookup().person(stranger.uri()).orElseThrow();
    }

    Optional<Post> post(String uri) {
        return posts.byUri(uri, Reader.ANYONE);
    }

    HttpResponse<String> get(String path, String accept) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : addresses.at(path)))
                            .header("Accept", accept)
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> get(String path) {
        return get(path, ForeignServer.ACTIVITY);
    }

    /// Waits until all that is due has been done.
    void settle() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (due() > 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("still " + due() + " jobs due");
            }
            sleep();
        }
    }

    long due() {
        return database.read(tx -> tx.query("SELECT count(*) FROM job WHERE NOT dead AND due <= :now")
                .bind("now", clock.millis())
                .mapTo(Long.class)
                .one());
    }

    /// Puts the clock forward, and lets the dispatcher of jobs notice.
    void pass(Duration time) {
        clock.pass(time);
        database.write(tx -> {
            tx.later(Job.of("nothing", ""));
            return true;
        });
        settle();
    }

    private static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.stop(Duration.ZERO);
        jobs.close();
        outbound.close();
        database.close();
    }
}
