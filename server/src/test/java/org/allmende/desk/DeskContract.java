// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Audience;
import org.allmende.activity.Outcome;
import org.allmende.activity.Policy;
import org.allmende.base.ActorId;
import org.allmende.base.MediaId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.database.Jobs;
import org.allmende.media.Refusal;
import org.allmende.posts.AuthorFilter;
import org.allmende.posts.Commons;
import org.allmende.posts.Compose;
import org.allmende.posts.Reader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a desk promises on either database.
abstract class DeskContract {

    /// Says things without asking the gate; what it is told to refuse it refuses, and it can die in the middle.
    private final class Town implements Publisher {

        private Optional<Said.Refused> refusal = Optional.empty();
        private Runnable before = () -> {};
        private boolean dies;
        private final List<String> tried = new ArrayList<>();

        @Override
        public Optional<Said.Refused> check(Compose typed) {
            return refusal;
        }

        @Override
        public Said publish(Compose typed, ActivityId id) {
            tried.add(typed.text());
            before.run();
            if (refusal.isPresent()) {
                return refusal.get();
            }
            if (dies && tried.size() == 1) {
                throw new IllegalStateException("power cut");
            }
            var draft = commons.draft(typed.text(), typed.audience());
            var publish = new Activity.Publish(id, typed.author(), commons.ids.post(), draft);
            var outcome = commons.act(publish, tx -> commons.posts.publish(tx, publish));
            if (dies) {
                throw new IllegalStateException("power cut again");
            }
            return new Said.Published(new PostId(((Outcome.Done) outcome).subject()));
        }
    }

    private Commons commons;
    private Town town;
    private Desk desk;
    private ActorId ann;
    private ActorId bob;

    abstract Database open();

    @BeforeEach
    void furnish() {
        commons = new Commons(open());
        town = new Town();
        desk = new Desk(commons.database, commons.ids, commons.clock, commons.media, town);
        ann = commons.member("ann");
        bob = commons.member("bob");
    }

    @AfterEach
    void close() {
        commons.close();
    }

    private static Manuscript manuscript(String text, MediaId... media) {
        return new Manuscript(
                text,
                "text/plain",
                Optional.of("careful"),
                true,
                Optional.of("de"),
                new Audience(Audience.FOLLOWERS.reach(), true),
                Optional.of(new PostId(7)),
                List.of(media),
                Optional.of(new PollWish(List.of("tea", "coffee"), true, true, Duration.ofHours(1))),
                Optional.of(new PostId(8)),
                Policy.UNSAID.withQuote(Policy.Rule.FOLLOWERS));
    }

    private Instant in(Duration time) {
        return commons.now().plus(time).truncatedTo(ChronoUnit.MILLIS);
    }

    private static Paper kept(Laid laid) {
        return ((Laid.Kept) laid).paper();
    }

    private static String rule(Laid laid) {
        return ((Laid.Refused) laid).rule();
    }

    private List<String> said() {
        return commons.posts.by(ann, AuthorFilter.ALL, Page.first(10), Reader.member(ann)).items().stream()
                .map(post -> post.body().source())
                .toList();
    }

    private MediaId upload() {
        try {
            var file = Files.createTempFile("desk", ".png");
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
            return commons.media.upload(ann, file, "", Optional.empty()).id();
        } catch (IOException | Refusal e) {
            throw new AssertionError(e);
        }
    }

    /// Lets the hours pass until it is so.
    private void workUntil(BooleanSupplier truth) {
        try (var jobs = new Jobs(commons.database, commons.clock)) {
            desk.work(jobs);
            jobs.start(true);
            var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!truth.getAsBoolean()) {
                assertThat(System.nanoTime()).as("in time").isLessThan(end);
                commons.pass(Duration.ofMinutes(1));
                jobs.hurry("nothing", "nothing");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    @Test
    void a_draft_comes_back_as_it_was_written_and_to_nobody_else() {
        var paper = kept(desk.keep(ann, manuscript("frist")));

        var found = desk.find(ann, paper.id());

        assertThat(found).map(Paper::manuscript).contains(manuscript("frist"));
        assertThat(desk.find(bob, paper.id())).isEmpty();
        assertThat(desk.rewrite(bob, paper.id(), manuscript("mine"), Optional.empty()))
                .isInstanceOf(Laid.Missing.class);
        assertThat(desk.discard(bob, paper.id())).isFalse();
        desk.rewrite(ann, paper.id(), manuscript("first"), Optional.empty());
        assertThat(desk.drafts(ann, Page.first(5)).items())
                .extracting(one -> one.manuscript().text())
                .containsExactly("first");
        assertThat(desk.scheduled(ann, Page.first(5)).items()).isEmpty();
        assertThat(desk.discard(ann, paper.id())).isTrue();
        assertThat(desk.find(ann, paper.id())).isEmpty();
    }

    @Test
    void an_hour_is_neither_too_near_nor_too_far() {
        assertThat(rule(desk.schedule(ann, manuscript("a"), in(Duration.ofMinutes(4)), Optional.empty())))
                .isEqualTo("schedule.hour");
        assertThat(rule(desk.schedule(ann, manuscript("a"), in(Duration.ofDays(800)), Optional.empty())))
                .isEqualTo("schedule.hour");
        assertThat(desk.count(ann, true)).isZero();
    }

    @Test
    void the_same_request_twice_is_one_paper() {
        var due = in(Duration.ofMinutes(10));
        var first = kept(desk.schedule(ann, manuscript("a"), due, Optional.of("k")));
        var again = kept(desk.schedule(ann, manuscript("a"), due, Optional.of("k")));
        var other = kept(desk.schedule(bob, manuscript("a"), due, Optional.of("k")));

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(other.id()).isNotEqualTo(first.id());
    }

    @Test
    void nobody_fills_the_desk() {
        for (var i = 0; i < Desk.DRAFTS_MAX; i++) {
            kept(desk.keep(ann, manuscript("a")));
        }

        assertThat(rule(desk.keep(ann, manuscript("a")))).isEqualTo("drafts.too_many");
        assertThat(rule(desk.keep(bob, manuscript("a".repeat(60_000))))).isEqualTo("draft.too_long");
    }

    @Test
    void what_waits_is_said_once_although_the_power_is_cut_in_between() {
        kept(desk.schedule(ann, manuscript("good morning"), in(Duration.ofMinutes(6)), Optional.empty()));
        town.dies = true;

        workUntil(() -> !said().isEmpty());
        // Once more, as after a restart.
        town.dies = false;
        workUntil(() -> desk.count(ann, true) == 0);

        assertThat(town.tried).hasSize(2);
        assertThat(said()).containsExactly("good morning");
        assertThat(desk.count(ann, true)).isZero();
    }

    @Test
    void what_was_thrown_away_in_the_last_moment_is_not_said() {
        var paper = kept(desk.schedule(ann, manuscript("oh no"), in(Duration.ofMinutes(6)), Optional.empty()));
        town.before = () -> desk.discard(ann, paper.id());

        var said = desk.send(ann, paper.id());

        assertThat(said).isEqualTo(new Said.Refused("paper.gone", ((Said.Refused) said).reason(), 0));
        assertThat(said()).isEmpty();
    }

    @Test
    void what_was_moved_waits_for_its_new_hour() {
        var paper = kept(desk.schedule(ann, manuscript("later"), in(Duration.ofMinutes(6)), Optional.empty()));
        var other = kept(desk.schedule(ann, manuscript("sooner"), in(Duration.ofMinutes(7)), Optional.empty()));
        desk.move(ann, paper.id(), in(Duration.ofDays(300)));

        workUntil(() -> !said().isEmpty());

        assertThat(said()).containsExactly("sooner");
        assertThat(desk.scheduled(ann, Page.first(5)).items())
                .extracting(Paper::id)
                .containsExactly(paper.id());
        assertThat(desk.find(ann, other.id())).isEmpty();
    }

    @Test
    void what_cannot_be_said_becomes_a_draft_that_says_why() {
        var paper = kept(desk.schedule(ann, manuscript("well"), in(Duration.ofMinutes(6)), Optional.empty()));
        town.refusal = Optional.of(new Said.Refused("reply.unknown", "What this answers no longer exists.", 0));

        workUntil(() -> desk.count(ann, true) == 0);

        assertThat(desk.find(ann, paper.id())).hasValueSatisfying(draft -> {
            assertThat(draft.due()).isEmpty();
            assertThat(draft.trouble()).contains("What this answers no longer exists.");
            assertThat(draft.manuscript()).isEqualTo(paper.manuscript());
        });
    }

    @Test
    void pictures_are_kept_as_long_as_something_on_the_desk_needs_them() {
        var held = upload();
        var loose = upload();
        var paper = kept(desk.keep(ann, manuscript("look", held)));

        commons.pass(Duration.ofDays(3));
        commons.media.tidy();

        assertThat(commons.media.find(held)).isPresent();
        assertThat(commons.media.find(loose)).isEmpty();
        assertThat(rule(desk.keep(bob, manuscript("stolen", held)))).isEqualTo("media.gone");
        assertThat(desk.count(bob, false)).isZero();

        desk.discard(ann, paper.id());
        commons.media.tidy();
        assertThat(commons.media.find(held)).isPresent();
        commons.pass(Duration.ofDays(3));
        commons.media.tidy();
        assertThat(commons.media.find(held)).isEmpty();
    }

    @Test
    void who_leaves_leaves_nothing_on_the_desk() {
        kept(desk.keep(ann, manuscript("a")));
        kept(desk.keep(bob, manuscript("b")));
        var erase = new Activity.EraseActor(commons.next(), ann);

        commons.act(erase, tx -> commons.village.people().erase(tx, erase));

        assertThat(desk.count(ann, false)).isZero();
        assertThat(desk.count(bob, false)).isEqualTo(1);
    }
}
