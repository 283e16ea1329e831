// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.allmende.TestKeys;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Body;
import org.allmende.activity.FollowWish;
import org.allmende.activity.Outcome;
import org.allmende.activity.Profile;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.MediaId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.database.Jobs;
import org.allmende.database.Settings;
import org.allmende.media.ForeignMedia;
import org.allmende.media.MediaFolder;
import org.allmende.media.MediaLibrary;
import org.allmende.media.Ornaments;
import org.allmende.people.ActorKind;
import org.allmende.people.ForeignPerson;
import org.allmende.people.MemberKeys;
import org.allmende.people.People;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the house, its policies and its moderators promise on any database.
abstract class ModerationContract {

    static final MemberKeys KEYS = TestKeys.MEMBER;
    static final ActorId MODERATOR = new ActorId(7);

    static final class SetClock extends Clock {
        Instant now = Instant.parse("2026-11-01T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
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

    @TempDir
    Path folder;

    final SetClock clock = new SetClock();
    final Ids ids = new Ids(clock);
    Database database;
    Jobs jobs;
    boolean working;
    People people;
    House house;
    Domains domains;
    MediaLibrary media;
    Sanctions sanctions;
    Reports reports;

    abstract Database open();

    @BeforeEach
    void furnish() {
        database = open();
        jobs = new Jobs(database, Clock.systemUTC());
        people = new People(
                database,
                ids,
                clock,
                "here.example",
                id -> "https://here.example/ap/" + id,
                name -> "https://here.example/@" + name);
        house = house();
        domains = new Domains(database, clock);
        media = new MediaLibrary(
                database,
                new Settings(database, clock),
                ids,
                clock,
                new MediaFolder(folder.resolve("media")),
                (_, _, _) -> {
                    throw new IOException("no network here");
                });
        media.work(jobs);
        sanctions = new Sanctions(database, clock, people, domains, media);
        sanctions.work(jobs);
        reports = new Reports(database, ids, clock);
    }

    House house() {
        return new House(
                database, new Settings(database, clock), ids, clock, source -> "<p>" + source.length() + "</p>");
    }

    @AfterEach
    void leave() {
        jobs.close();
        database.close();
    }

    static Profile profile() {
        return new Profile("", Body.EMPTY, List.of(), Optional.empty(), Optional.empty(), false, false, true, true);
    }

    ActorId stranger(String name, String domain) {
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

    ActorId member(String name) {
        return database.write(tx -> people.join(tx, name, profile(), KEYS)).id();
    }

    void untilJobsAreDone() throws InterruptedException {
        if (!working) {
            jobs.start(true);
            working = true;
        }
        for (var i = 0; i < 200 && jobs.waiting() > 0; i++) {
            TimeUnit.MILLISECONDS.sleep(25);
        }
    }

    // The house

    @Test
    void an_empty_house_is_furnished_once_and_never_again() {
        house.furnish();
        house.rules().forEach(rule -> house.removeRule(rule.id()));
        house().furnish();

        assertThat(house.rules()).isEmpty();
        for (var kind : HouseText.Kind.values()) {
            assertThat(house.versions(kind)).hasSize(1);
            assertThat(house.text(kind).source()).hasSizeGreaterThan(100).doesNotContain("\\");
            assertThat(house.text(kind).html()).startsWith("<p>");
        }
    }

    @Test
    void who_accepted_the_rules_before_they_changed_has_not_accepted_them() {
        house.furnish();
        var accepted = house.termsVersion();
        clock.now = clock.now.plus(Duration.ofDays(1));

        house.write(HouseText.Kind.ABOUT, "We are nice.");
        var first = house.rules().getFirst();
        house.editRule(first.id(), first.text(), "Another hint.");
        var same = house.termsVersion();
        house.editRule(first.id(), "Another rule.", "");
        var changed = house.termsVersion();
        clock.now = clock.now.plus(Duration.ofDays(1));
        house.write(HouseText.Kind.TERMS, "New terms.");

        assertThat(same).isEqualTo(accepted);
        assertThat(changed).isAfter(accepted);
        assertThat(house.termsVersion()).isAfter(changed);
        assertThat(house.text(HouseText.Kind.TERMS).source()).isEqualTo("New terms.");
        assertThat(house.versions(HouseText.Kind.TERMS)).hasSize(2);
    }

    @Test
    void rules_stand_in_the_order_that_was_chosen() {
        var one = house.addRule("one", "").id();
        var two = house.addRule("two", "").id();
        var three = house.addRule("three", "").id();

        house.orderRules(List.of(three, one, two));

        assertThat(house.rules()).extracting(Rule::text).containsExactly("three", "one", "two");
        assertThat(house.editRule(99, "x", "")).isFalse();
    }

    @Test
    void the_nameplate_is_what_was_written_on_it() {
        var plate = new Nameplate("Our place", "For us.", "us@here.example", List.of("de", "en"));

        house.write(plate);

        assertThat(house.nameplate()).isEqualTo(plate);
    }

    // Domains

    @Test
    void a_policy_holds_for_the_domain_and_all_below_it_and_for_nobody_else() {
        domains.set("Bad.Example.", Level.SUSPEND, false, "spam", "");
        domains.set("sub.bad.example", Level.LIMIT, true, "", "");

        assertThat(domains.suspended("bad.example")).isTrue();
        assertThat(domains.suspended("a.b.BAD.example")).isTrue();
        assertThat(domains.suspended("bad.example:8443")).isTrue();
        assertThat(domains.policy("x.sub.bad.example"))
                .satisfies(policy -> assertThat(policy.suspended()).isTrue())
                .satisfies(policy -> assertThat(policy.rejectMedia()).isTrue());
        assertThat(domains.suspended("notbad.example")).isFalse();
        assertThat(domains.suspended("example")).isFalse();
        assertThat(domains.suspended("")).isFalse();
        assertThat(domains.list("", 10))
                .extracting(DomainPolicy::domain)
                .containsExactly("bad.example", "sub.bad.example");
        assertThatThrownBy(() -> domains.set(" ", Level.LIMIT, false, "", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void who_comes_from_a_suspended_domain_is_suspended_until_it_is_lifted_but_not_longer_than_decided()
            throws Exception {
        var near = stranger("ann", "bad.example");
        var below = stranger("ben", "deep.bad.example");
        var worse = stranger("cid", "bad.example");
        var other = stranger("dora", "notbad.example");
        sanctions.decide(MODERATOR, worse, Level.SUSPEND, "threats");

        domains.set("bad.example", Level.SUSPEND, false, "", "");
        untilJobsAreDone();
        var during = people.find(List.of(near, below, worse, other));
        domains.lift("bad.example");
        untilJobsAreDone();
        var after = people.find(List.of(near, below, worse, other));

        assertThat(during.get(near).suspended()).isTrue();
        assertThat(during.get(below).suspended()).isTrue();
        assertThat(during.get(other).suspended()).isFalse();
        assertThat(after.get(near).suspended()).isFalse();
        assertThat(after.get(below).suspended()).isFalse();
        assertThat(after.get(worse).suspended()).isTrue();
    }

    @Test
    void who_is_met_after_their_domain_was_limited_is_limited_with_their_first_deed() {
        domains.set("loud.example", Level.LIMIT, false, "", "");
        var late = stranger("ann", "loud.example");
        var follow = new Activity.Follow(ActivityId.of(1), late, MODERATOR, FollowWish.USUAL);

        database.write(tx -> {
            tx.announce(new Accomplished(follow, new Outcome.Done(follow.id(), 1), false));
            return true;
        });

        assertThat(people.find(late).orElseThrow().limited()).isTrue();
    }

    @Test
    void a_sanction_names_who_decided_and_why_and_can_be_taken_back() {
        var ann = member("ann");

        var decided = sanctions.decide(MODERATOR, ann, Level.LIMIT, "loud");
        var during = people.find(ann).orElseThrow();
        var why = sanctions.find(ann).orElseThrow();
        sanctions.decide(MODERATOR, ann, Level.SUSPEND, "louder");
        var harder = people.find(ann).orElseThrow();
        sanctions.decide(MODERATOR, ann, Level.NONE, "");
        var after = people.find(ann).orElseThrow();

        assertThat(decided).isTrue();
        assertThat(during.limited()).isTrue();
        assertThat(why.moderator()).isEqualTo(MODERATOR);
        assertThat(why.reason()).isEqualTo("loud");
        assertThat(harder.suspended()).isTrue();
        assertThat(harder.limited()).isFalse();
        assertThat(after.suspended()).isFalse();
        assertThat(sanctions.list(Page.first(10)).items()).isEmpty();
        assertThat(sanctions.decide(MODERATOR, new ActorId(12345), Level.LIMIT, ""))
                .isFalse();
    }

    // Reports

    Outcome report(ActorId reporter) {
        var report = new Activity.Report(
                ActivityId.of(ids.next()),
                reporter,
                new ActorId(2),
                List.of(new PostId(5), new PostId(6)),
                "rude",
                true);
        return database.write(tx -> reports.report(tx, report));
    }

    @Test
    void a_report_is_open_until_a_moderator_resolves_it_once() {
        var done = (Outcome.Done) report(new ActorId(1));

        var open = reports.open(Page.first(10)).items();
        var first = reports.resolve(done.subject(), MODERATOR);
        var second = reports.resolve(done.subject(), new ActorId(8));

        assertThat(open).singleElement().satisfies(report -> {
            assertThat(report.posts()).containsExactly(new PostId(5), new PostId(6));
            assertThat(report.comment()).isEqualTo("rude");
            assertThat(report.made()).isEqualTo(clock.now);
        });
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(reports.openCount()).isZero();
        assertThat(reports.resolved(Page.first(10)).items())
                .singleElement()
                .satisfies(report -> assertThat(report.resolvedBy()).contains(MODERATOR));
        assertThat(reports.reopen(done.subject())).isTrue();
        assertThat(reports.openCount()).isOne();
    }

    @Test
    void nobody_buries_the_moderators_in_reports() {
        for (var i = 0; i < 50; i++) {
            assertThat(report(new ActorId(1))).isInstanceOf(Outcome.Done.class);
        }

        assertThat(report(new ActorId(1)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, no -> assertThat(no.rule()).isEqualTo("report.too_many"));
        assertThat(report(new ActorId(3))).isInstanceOf(Outcome.Done.class);
        clock.now = clock.now.plus(Duration.ofDays(2));
        assertThat(report(new ActorId(1))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void media_from_a_domain_that_may_send_none_disappear_and_come_back_with_the_policy() throws Exception {
        var cat = stranger("cat", "pics.far.example");
        var dog = stranger("dog", "near.example");
        var picture = shown(cat, 7, "https://pics.far.example/a.png");
        var avatar = media.foreignAvatar(cat, "https://pics.far.example/me.png");
        var other = shown(dog, 8, "https://near.example/a.png");
        var emoji = database.<MediaId>write(tx -> media.ornaments()
                .foreign(tx, Ornaments.Kind.EMOJI, "pics.far.example", "https://pics.far.example/blob.png"));

        domains.set("far.example", Level.NONE, true, "", "");
        untilJobsAreDone();
        assertThat(media.find(List.of(picture, avatar, emoji, other))).containsOnlyKeys(other);
        assertThat(media.of(List.of(new PostId(7)))).isEmpty();

        domains.lift("far.example");
        untilJobsAreDone();
        assertThat(media.find(List.of(picture, avatar, emoji))).hasSize(3);
        assertThat(media.of(List.of(new PostId(7)))).hasSize(1);
    }

    @Test
    void media_of_who_is_suspended_can_be_had_by_nobody_until_they_are_let_in_again() throws Exception {
        var mod = member("mod");
        var cat = stranger("cat", "far.example");
        var picture = shown(cat, 7, "https://far.example/a.png");

        sanctions.decide(mod, cat, Level.SUSPEND, "");
        untilJobsAreDone();
        assertThat(media.find(picture)).isEmpty();

        domains.set("far.example", Level.NONE, true, "", "");
        sanctions.decide(mod, cat, Level.NONE, "");
        untilJobsAreDone();
        assertThat(media.find(picture)).as("their domain may still send none").isEmpty();

        domains.lift("far.example");
        untilJobsAreDone();
        assertThat(media.find(picture)).isPresent();
    }

    private MediaId shown(ActorId owner, long post, String url) {
        var id = media.foreign(new ForeignMedia(
                owner, new PostId(post), url, "image/png", "", Optional.empty(), 0, 0, Optional.empty()));
        database.write(tx -> media.attach(tx, owner, new PostId(post), List.of(id)));
        return id;
    }
}
