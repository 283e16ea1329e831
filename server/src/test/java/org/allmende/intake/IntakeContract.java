// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Audience;
import org.allmende.activity.Body;
import org.allmende.activity.Emoji;
import org.allmende.activity.Outcome;
import org.allmende.activity.Outcome.Cause;
import org.allmende.activity.Profile;
import org.allmende.base.ActorId;
import org.allmende.base.MediaId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.media.ForeignMedia;
import org.allmende.moderation.Level;
import org.allmende.posts.Reader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the one road in, and the gate on it, promise on any database.
abstract class IntakeContract {

    /// No post and nobody has it.
    static final PostId NOWHERE = new PostId(42);

    Town town;
    ActorId ann;
    ActorId ben;
    ActorId zoe;

    abstract Database open();

    @BeforeEach
    void settle() {
        town = new Town(open());
        ann = town.member("ann");
        ben = town.member("ben");
        zoe = town.stranger("zoe", "far.example");
    }

    @AfterEach
    void leave() {
        town.close();
    }

    long deeds() {
        return town.database.read(
                tx -> tx.query("SELECT count(*) FROM deed").mapTo(Long.class).one());
    }

    List<Accomplished> heard() {
        var heard = new ArrayList<Accomplished>();
        town.database.after(Accomplished.class, heard::add);
        return heard;
    }

    static void refused(Outcome outcome, Cause cause, String rule) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, no -> {
            assertThat(no.rule()).isEqualTo(rule);
            assertThat(no.cause()).isEqualTo(cause);
            assertThat(no.reason()).endsWith(".");
        });
    }

    // Once

    @Test
    void what_comes_twice_happens_once_and_is_answered_alike() {
        var heard = heard();
        var publish = town.publish(ann, Audience.PUBLIC);

        var first = town.receive(publish);
        var again = town.receive(new Activity.Publish(publish.id(), ann, town.ids.post(), publish.draft()));
        var bens = town.receive(new Activity.Publish(publish.id(), ben, town.ids.post(), publish.draft()));

        assertThat(first)
                .isEqualTo(new Outcome.Done(publish.id(), publish.post().value()));
        assertThat(again)
                .isEqualTo(new Outcome.AlreadyDone(publish.id(), publish.post().value()));
        assertThat(bens).isInstanceOf(Outcome.Done.class);
        assertThat(heard).hasSize(2).allSatisfy(news -> assertThat(news.local()).isTrue());
    }

    @Test
    void what_comes_many_times_at_once_happens_once() throws Exception {
        var post = town.published(ann, Audience.PUBLIC);
        var told = heard();
        var publish = town.publish(zoe, Audience.PUBLIC);
        var like = town.like(zoe, post);

        var published =
                together(() -> town.receive(new Activity.Publish(publish.id(), zoe, town.ids.post(), publish.draft())));
        var liked = together(() -> town.receive(like));

        assertThat(published).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        assertThat(published).filteredOn(Outcome.AlreadyDone.class::isInstance).hasSize(7);
        assertThat(published.stream().map(IntakeContract::subject)).containsOnly(subject(published.getFirst()));
        assertThat(liked).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        assertThat(town.posts.find(post, Reader.ANYONE).orElseThrow().likes()).isOne();
        assertThat(told).hasSize(2).allSatisfy(news -> assertThat(news.local()).isFalse());
    }

    @Test
    void an_app_that_asks_again_before_it_was_answered_gets_one_post() throws Exception {
        var key = new ActivityId(Intake.APP_KEY + "abc");
        var draft = town.publish(ann, Audience.PUBLIC).draft();

        var outcomes = together(() -> town.receive(new Activity.Publish(key, ann, town.ids.post(), draft)));

        assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        assertThat(outcomes.stream().map(IntakeContract::subject).distinct()).hasSize(1);
        assertThat(town.people.counts().posts()).isOne();
    }

    static List<Outcome> together(Callable<Outcome> deed) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var all = IntStream.range(0, 8)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return deed.call();
                    }))
                    .toList();
            start.countDown();
            var outcomes = new ArrayList<Outcome>();
            for (var one : all) {
                outcomes.add(one.get());
            }
            return outcomes;
        }
    }

    static long subject(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> done.subject();
            case Outcome.AlreadyDone already -> already.subject();
            case Outcome.Waiting _, Outcome.Held _, Outcome.Refused _ -> -1;
        };
    }

    @Test
    void what_is_refused_leaves_nothing_and_may_come_again() {
        var heard = heard();
        var early = town.publish(ann, Audience.PUBLIC);
        var like = town.like(ben, early.post());
        var before = deeds();

        var tooEarly = town.receive(like);
        var noPoll = town.receive(new Activity.Vote(town.fresh(), ben, NOWHERE, List.of(0)));
        var between = deeds();
        town.receive(early);
        var now = town.receive(like);

        refused(tooEarly, Cause.NOT_FOUND, "post.unknown");
        refused(noPoll, Cause.NOT_FOUND, "post.unknown");
        assertThat(between).isEqualTo(before);
        assertThat(now).isInstanceOf(Outcome.Done.class);
        assertThat(heard).hasSize(2);
    }

    @Test
    void what_a_room_refuses_after_the_gate_leaves_nothing_either() {
        var post = town.published(ann, Audience.PUBLIC);
        var heard = heard();
        var before = deeds();

        var vote = town.receive(new Activity.Vote(town.fresh(), ben, post, List.of(0)));
        var share = town.receive(new Activity.Share(
                town.fresh(), ben, town.ids.post(), town.published(ann, Audience.LOCAL), Audience.PUBLIC));

        assertThat(vote).isInstanceOf(Outcome.Refused.class);
        assertThat(share).isInstanceOf(Outcome.Refused.class);
        assertThat(deeds()).isEqualTo(before + 1);
        assertThat(heard).hasSize(1);
    }

    @Test
    void a_deed_that_a_listening_room_cannot_follow_never_happened() {
        town.database.within(Accomplished.class, (_, _) -> {
            throw new IllegalStateException("no room at home");
        });
        var publish = town.publish(ann, Audience.PUBLIC);

        assertThatThrownBy(() -> town.receive(publish)).hasMessage("no room at home");

        assertThat(town.posts.find(publish.post(), Reader.ANYONE)).isEmpty();
        assertThat(deeds()).isZero();
    }

    @Test
    void the_ledger_forgets_keys_of_apps_after_an_hour_and_all_else_after_a_season() {
        var publish = town.publish(ann, Audience.PUBLIC);
        var keyed = new Activity.Publish(new ActivityId(Intake.APP_KEY + "abc"), ann, publish.post(), publish.draft());
        town.receive(keyed);
        town.receive(town.publish(ann, Audience.PUBLIC));

        town.intake.tidy();
        var atOnce = deeds();
        town.clock.pass(Duration.ofMinutes(61));
        town.intake.tidy();
        var later = deeds();
        town.clock.pass(Duration.ofDays(90));
        town.intake.tidy();

        assertThat(atOnce).isEqualTo(2);
        assertThat(later).isEqualTo(1);
        assertThat(deeds()).isZero();
    }

    // The gate

    /// Everything somebody can try on a post that is not theirs.
    List<Function<PostId, Activity>> touches(ActorId actor) {
        return List.of(
                post -> town.like(actor, post),
                post -> new Activity.React(town.fresh(), actor, post, new Emoji.Sign("🔥")),
                post -> new Activity.Share(town.fresh(), actor, town.ids.post(), post, Audience.PUBLIC),
                post -> new Activity.Vote(town.fresh(), actor, post, List.of(0)),
                post -> town.answer(actor, post, Audience.PUBLIC),
                post -> new Activity.Edit(
                        town.fresh(), actor, post, Town.draft(Optional.empty(), Audience.PUBLIC, Optional.empty())),
                post -> new Activity.Erase(town.fresh(), actor, post),
                post -> new Activity.Pin(town.fresh(), actor, post),
                post -> new Activity.Unpin(town.fresh(), actor, post));
    }

    void sameAsNowhere(ActorId actor, PostId hidden) {
        for (var touch : touches(actor)) {
            var onHidden = (Outcome.Refused) town.receive(touch.apply(hidden));
            var onNothing = (Outcome.Refused) town.receive(touch.apply(NOWHERE));

            assertThat(onHidden.cause()).isEqualTo(Cause.NOT_FOUND);
            assertThat(onHidden)
                    .usingRecursiveComparison()
                    .ignoringFields("id")
                    .as("%s", touch.apply(hidden))
                    .isEqualTo(onNothing);
        }
    }

    @Test
    void what_one_may_not_see_is_refused_like_what_does_not_exist() {
        sameAsNowhere(ben, town.published(ann, Audience.FOLLOWERS));
        sameAsNowhere(ben, town.published(ann, Audience.DIRECT));
        sameAsNowhere(zoe, town.published(ann, Audience.FOLLOWERS));
    }

    @Test
    void strangers_do_not_touch_what_stays_here_even_as_followers() {
        town.receive(town.follow(zoe, ann));
        var post = town.published(ann, Audience.LOCAL);

        sameAsNowhere(zoe, post);
        assertThat(town.receive(town.like(ben, post))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void who_is_blocked_finds_neither_posts_nor_a_way_to_follow() {
        var post = town.published(ann, Audience.PUBLIC);
        var bens = town.published(ben, Audience.PUBLIC);
        town.receive(new Activity.Block(town.fresh(), ann, ben));

        sameAsNowhere(ben, post);
        refused(town.receive(town.follow(ben, ann)), Cause.FORBIDDEN, "blocked");
        refused(town.receive(town.follow(ann, ben)), Cause.FORBIDDEN, "blocked");
        refused(town.receive(town.like(ann, bens)), Cause.NOT_FOUND, "post.unknown");
    }

    @Test
    void a_visible_post_of_others_is_not_ones_own() {
        var post = town.published(ann, Audience.PUBLIC);

        for (var actor : List.of(ben, zoe)) {
            for (var touch : touches(actor).subList(5, 9)) {
                refused(town.receive(touch.apply(post)), Cause.FORBIDDEN, "post.not_yours");
            }
        }
        assertThat(town.receive(new Activity.Erase(town.fresh(), ann, post))).isInstanceOf(Outcome.Done.class);
        assertThat(town.receive(new Activity.Erase(town.fresh(), ann, post))).isInstanceOf(Outcome.AlreadyDone.class);
    }

    @Test
    void who_is_suspended_can_only_take_back() {
        var post = town.published(ann, Audience.PUBLIC);
        var bens = town.published(ben, Audience.PUBLIC);
        town.receive(town.like(ann, bens));
        town.receive(new Activity.React(town.fresh(), ann, bens, new Emoji.Sign("🔥")));
        town.receive(town.follow(ann, ben));
        town.sanctions.decide(ben, ann, Level.SUSPEND, "spam");

        refused(town.receive(town.publish(ann, Audience.PUBLIC)), Cause.FORBIDDEN, "actor.suspended");
        refused(town.receive(town.like(ann, bens)), Cause.FORBIDDEN, "actor.suspended");
        refused(town.receive(town.follow(ben, ann)), Cause.NOT_FOUND, "person.unknown");
        assertThat(List.of(
                        new Activity.Unlike(town.fresh(), ann, bens),
                        new Activity.Unreact(town.fresh(), ann, bens, new Emoji.Sign("🔥")),
                        new Activity.Unfollow(town.fresh(), ann, ben),
                        new Activity.Erase(town.fresh(), ann, post),
                        new Activity.EraseActor(town.fresh(), ann)))
                .allSatisfy(deed -> assertThat(town.receive(deed)).isInstanceOf(Outcome.Done.class));
    }

    @Test
    void nothing_new_comes_from_a_suspended_domain_and_nobody_there_is_followed() {
        var theirs = town.published(zoe, Audience.PUBLIC);
        town.domains.set("far.example", Level.SUSPEND, false, "", "");

        refused(town.receive(town.publish(zoe, Audience.PUBLIC)), Cause.FORBIDDEN, "domain.suspended");
        refused(town.receive(town.follow(ann, zoe)), Cause.FORBIDDEN, "domain.suspended");
        assertThat(town.receive(new Activity.Erase(town.fresh(), zoe, theirs))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_stranger_may_answer_a_stranger_whom_we_see_less_of() {
        var yan = town.stranger("yan", "near.example");
        var hidden = town.published(yan, Audience.FOLLOWERS);

        assertThat(town.receive(town.answer(zoe, hidden, Audience.PUBLIC))).isInstanceOf(Outcome.Done.class);
        assertThat(town.receive(town.answer(ann, hidden, Audience.PUBLIC))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_letter_to_people_who_all_block_its_sender_is_not_kept() {
        var toAnn = town.publish(zoe, Audience.DIRECT);
        var letter = new Activity.Publish(toAnn.id(), zoe, toAnn.post(), Town.mentioning(toAnn.draft(), Set.of(ann)));
        var toBoth = new Activity.Publish(
                town.fresh(),
                zoe,
                town.ids.post(),
                Town.mentioning(town.publish(zoe, Audience.DIRECT).draft(), Set.of(ann, ben)));
        town.receive(new Activity.Block(town.fresh(), ann, zoe));

        refused(town.receive(letter), Cause.FORBIDDEN, "blocked");
        assertThat(town.receive(toBoth)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void what_a_stranger_sends_is_bounded() {
        var plain = town.publish(zoe, Audience.PUBLIC);
        var people = LongStream.rangeClosed(1, 101).mapToObj(ActorId::new).collect(Collectors.toSet());
        var tags = IntStream.rangeClosed(1, 101).mapToObj(i -> "t" + i).collect(Collectors.toSet());
        var media = LongStream.rangeClosed(1, 33).mapToObj(MediaId::new).toList();
        var before = deeds();

        var tries = new ArrayList<Outcome>();
        for (var draft : List.of(
                Town.mentioning(plain.draft(), people),
                Town.with(plain.draft(), tags, List.of(), ""),
                Town.with(plain.draft(), Set.of(), media, ""),
                Town.with(plain.draft(), Set.of(), List.of(), "x".repeat(1_000_001)))) {
            tries.add(town.receive(new Activity.Publish(town.fresh(), zoe, town.ids.post(), draft)));
        }

        refused(tries.get(0), Cause.INVALID, "post.too_many_mentions");
        refused(tries.get(1), Cause.INVALID, "post.too_many_tags");
        refused(tries.get(2), Cause.INVALID, "post.too_many_media");
        refused(tries.get(3), Cause.INVALID, "post.too_long");
        assertThat(deeds()).isEqualTo(before);
    }

    @Test
    void nobody_wears_the_picture_of_somebody_else() {
        var theirs = town.media.foreign(new ForeignMedia(
                zoe, town.ids.post(), "https://far.example/a.png", "", "", Optional.empty(), 0, 0, Optional.empty()));
        var profile = new Profile(
                "Ann", Body.EMPTY, List.of(), Optional.of(theirs), Optional.empty(), false, false, true, true);

        refused(town.receive(new Activity.UpdateProfile(town.fresh(), ann, profile)), Cause.INVALID, "media.not_yours");
        assertThat(town.receive(new Activity.UpdateProfile(town.fresh(), ann, Town.profile())))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_report_says_who_and_not_too_much() {
        var self = new Activity.Report(town.fresh(), ann, ann, List.of(), "", false);
        var nobody = new Activity.Report(town.fresh(), ann, new ActorId(5), List.of(), "", false);
        var wordy = new Activity.Report(town.fresh(), ann, ben, List.of(), "x".repeat(5_001), false);

        refused(town.receive(self), Cause.INVALID, "report.self");
        refused(town.receive(nobody), Cause.NOT_FOUND, "person.unknown");
        refused(town.receive(wordy), Cause.INVALID, "report.too_long");
        assertThat(town.receive(new Activity.Report(town.fresh(), zoe, ben, List.of(), "rude", false)))
                .isInstanceOf(Outcome.Done.class);
        assertThat(town.reports.openCount()).isOne();
    }

    // Leaving

    @Test
    void who_leaves_is_gone_at_once_and_soon_without_a_trace() throws Exception {
        var posts = new ArrayList<PostId>();
        for (var i = 0; i < 5; i++) {
            posts.add(town.published(ann, Audience.PUBLIC));
        }
        var picture = town.media.foreignAvatar(ann, "https://far.example/me.png");
        var bens = town.published(ben, Audience.PUBLIC);
        town.receive(town.like(ann, bens));
        town.posts.bookmark(ann, bens);
        var leave = new Activity.EraseActor(town.fresh(), ann);

        var outcome = town.receive(leave);
        var atOnce = town.posts.find(posts, Reader.member(ben));
        town.untilJobsAreDone();

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(atOnce).isEmpty();
        assertThat(posts).allSatisfy(post -> assertThat(town.posts.buried(post)).isPresent());
        assertThat(town.media.find(picture)).isEmpty();
        assertThat(town.posts.find(bens, Reader.member(ben)).orElseThrow().likes())
                .isZero();
        assertThat(town.posts.bookmarked(ann, Page.first(10)).items()).isEmpty();
        assertThat(town.receive(leave)).isInstanceOf(Outcome.AlreadyDone.class);
        assertThat(town.receive(new Activity.EraseActor(town.fresh(), ann))).isInstanceOf(Outcome.AlreadyDone.class);
        refused(town.receive(town.publish(ann, Audience.PUBLIC)), Cause.FORBIDDEN, "actor.erased");
    }
}
