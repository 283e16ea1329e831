// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.allmende.TestKeys;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Audience;
import org.allmende.activity.Body;
import org.allmende.activity.Draft;
import org.allmende.activity.FollowWish;
import org.allmende.activity.Origin;
import org.allmende.activity.Outcome;
import org.allmende.activity.Profile;
import org.allmende.activity.Proof;
import org.allmende.activity.Verified;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.database.Jobs;
import org.allmende.database.Settings;
import org.allmende.media.MediaFolder;
import org.allmende.media.MediaLibrary;
import org.allmende.moderation.Domains;
import org.allmende.moderation.Gate;
import org.allmende.moderation.Reports;
import org.allmende.moderation.Sanctions;
import org.allmende.people.ActorKind;
import org.allmende.people.Blocks;
import org.allmende.people.Follows;
import org.allmende.people.ForeignPerson;
import org.allmende.people.MemberKeys;
import org.allmende.people.Moves;
import org.allmende.people.People;
import org.allmende.posts.Posts;

/// A small town with everything below the road in, for tests: members, strangers, and short ways to say what they do.
public final class Town implements AutoCloseable {

    private static final MemberKeys KEYS = TestKeys.MEMBER;

    /// Stands still between steps; each question for the time takes a millisecond.
    public static final class SetClock extends Clock {

        private Instant now = Instant.parse("2026-11-01T12:00:00Z");

        @Override
        public synchronized Instant instant() {
            now = now.plusMillis(1);
            return now;
        }

        public synchronized void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    public final SetClock clock = new SetClock();
    public final Ids ids = new Ids(clock);
    public final Database database;
    public final Jobs jobs;
    public final People people;
    public final Follows follows;
    public final Blocks blocks;
    public final MediaLibrary media;
    public final Posts posts;
    public final Reports reports;
    public final Domains domains;
    public final Sanctions sanctions;
    public final Intake intake;
    private boolean working;

    public Town(Database database) {
        this.database = database;
        this.jobs = new Jobs(database, Clock.systemUTC());
        this.people = new People(
                database,
                ids,
                clock,
                "here.example",
                id -> "https://here.example/ap/" + id,
                name -> "https://here.example/@" + name);
        this.follows = new Follows(database, ids, clock, people);
        this.blocks = new Blocks(database, ids, people, follows);
        this.media = new MediaLibrary(database, new Settings(database, clock), ids, clock, folder(), (_, _, _) -> {
            throw new IOException("there is no network in this town");
        });
        this.posts = new Posts(
                database,
                ids,
                clock,
                people,
                media,
                id -> "https://here.example/p/" + id,
                (name, id) -> "https://here.example/@" + name + "/" + id);
        this.reports = new Reports(database, ids, clock);
        this.domains = new Domains(database, clock);
        this.sanctions = new Sanctions(database, clock, people, domains, media);
        this.intake = new Intake(
                database,
                new Gate(database, people, blocks, posts, media, domains),
                new Rooms(people, follows, blocks, posts, media, reports, new Moves(database, clock, people)),
                clock);
        media.work(jobs);
        posts.work(jobs);
        sanctions.work(jobs);
        intake.work(jobs);
    }

    private static MediaFolder folder() {
        try {
            return new MediaFolder(Files.createTempDirectory("allmende-media"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // People

    public static Profile profile() {
        return new Profile("", Body.EMPTY, List.of(), Optional.empty(), Optional.empty(), false, false, true, true);
    }

    public ActorId member(String name) {
        return database.write(tx -> people.join(tx, name, profile(), KEYS)).id();
    }

    public ActorId stranger(String name, String domain) {
        var uri = "https://" + domain + "/" + name;
        return people.meet(new ForeignPerson(
                uri,
                name,
                domain,
                ActorKind.PERSON,
                profile(),
                uri,
                Optional.empty(),
                uri + "/inbox",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty()));
    }

    // What they do

    public ActivityId fresh() {
        return ActivityId.of(ids.next());
    }

    public Outcome receive(Activity activity) {
        return intake.receive(TownVerifier.believe(people, activity));
    }

    /// Believes everybody: members have a session, strangers a signature.
    static final class TownVerifier {

        private TownVerifier() {}

        static Verified<Activity> believe(People people, Activity activity) {
            var actor = activity.actor();
            var local = people.find(actor).map(person -> person.local()).orElse(true);
            return new Verified<>(activity, local ? new Proof.Session(actor) : new Proof.Signature(actor, "key"));
        }
    }

    public static Draft draft(Optional<Origin> origin, Audience audience, Optional<PostId> answers) {
        return new Draft(
                origin,
                new Body("<p>Hello</p>", "Hello", "text/plain"),
                Optional.empty(),
                false,
                Optional.empty(),
                audience,
                answers,
                Set.of(),
                Set.of(),
                List.of(),
                Optional.empty());
    }

    public static Draft mentioning(Draft draft, Set<ActorId> mentions) {
        return new Draft(
                draft.origin(),
                draft.body(),
                draft.summary(),
                draft.sensitive(),
                draft.language(),
                draft.audience(),
                draft.inReplyTo(),
                mentions,
                draft.tags(),
                draft.media(),
                draft.poll());
    }

    public static Draft with(Draft draft, Set<String> tags, List<MediaId> media, String html) {
        return new Draft(
                draft.origin(),
                new Body(html, "", "text/html"),
                draft.summary(),
                draft.sensitive(),
                draft.language(),
                draft.audience(),
                draft.inReplyTo(),
                draft.mentions(),
                tags,
                media,
                draft.poll());
    }

    public Optional<Origin> origin(String uri) {
        return Optional.of(new Origin(uri, uri, clock.instant(), new byte[0]));
    }

    public Activity.Publish publish(ActorId author, Audience audience) {
        var local = people.find(author).orElseThrow().local();
        var origin = local ? Optional.<Origin>empty() : origin("https://far.example/p/" + ids.next());
        return new Activity.Publish(fresh(), author, ids.post(), draft(origin, audience, Optional.empty()));
    }

    public Activity.Publish answer(ActorId author, PostId parent, Audience audience) {
        var plain = publish(author, audience);
        return new Activity.Publish(
                plain.id(), author, plain.post(), draft(plain.draft().origin(), audience, Optional.of(parent)));
    }

    public PostId published(ActorId author, Audience audience) {
        var publish = publish(author, audience);
        receive(publish);
        return publish.post();
    }

    public Activity.Like like(ActorId actor, PostId post) {
        return new Activity.Like(fresh(), actor, post);
    }

    public Activity.Follow follow(ActorId actor, ActorId target) {
        return new Activity.Follow(fresh(), actor, target, FollowWish.USUAL);
    }

    public void untilJobsAreDone() throws InterruptedException {
        if (!working) {
            jobs.start(true);
            working = true;
        }
        for (var i = 0; i < 400 && jobs.waiting() > 0; i++) {
            TimeUnit.MILLISECONDS.sleep(25);
        }
    }

    @Override
    public void close() {
        jobs.close();
        database.close();
    }
}
