// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.allmende.activity.Activity;
import org.allmende.activity.Audience;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.posts.Commons;
import org.allmende.timelines.NotificationPolicy.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Of whom members want to hear, on any database.
abstract class RequestsContract {

    private static final NotificationFilter ALL =
            new NotificationFilter(EnumSet.allOf(NotificationKind.class), Optional.empty(), true);

    private Commons commons;
    private Notifications notifications;
    private Requests requests;
    private ActorId alice;
    private ActorId bob;
    private ActorId carol;

    abstract Database open();

    @BeforeEach
    void settle() {
        commons = new Commons(open());
        notifications = new Notifications(
                commons.database,
                commons.ids,
                commons.clock,
                commons.village.people(),
                commons.posts,
                commons.village.follows());
        requests = notifications.requests();
        alice = commons.member("alice");
        bob = commons.member("bob");
        carol = commons.member("carol");
        // Accounts of the village are made by the wall clock, so none is young a year later.
        commons.pass(Duration.ofDays(3_650));
    }

    @AfterEach
    void close() {
        if (commons != null) {
            commons.close();
        }
    }

    private static NotificationPolicy policy(
            Verdict notFollowing, Verdict notFollowers, Verdict newAccounts, Verdict letters) {
        return new NotificationPolicy(notFollowing, notFollowers, newAccounts, letters, Verdict.ACCEPT);
    }

    private List<NotificationKind> told(NotificationFilter filter) {
        return notifications.of(alice, filter, Page.first(40)).items().stream()
                .map(Notification::kind)
                .toList();
    }

    private List<NotificationKind> told() {
        return told(NotificationFilter.ALL);
    }

    private List<ActorId> waiting() {
        return requests.of(alice, Page.first(40)).items().stream()
                .map(one -> one.from().id())
                .toList();
    }

    private PostId mentions(ActorId author, Audience audience) {
        return commons.says(author, "hello", audience, alice);
    }

    @Test
    void strangers_are_set_apart_counted_and_let_in_with_what_they_said() {
        requests.setPolicy(alice, policy(Verdict.FILTER, Verdict.ACCEPT, Verdict.ACCEPT, Verdict.ACCEPT));
        commons.follow(alice, carol);
        var made = new ConcurrentLinkedQueue<Notifications.Made>();
        commons.database.after(Notifications.Made.class, made::add);
        var merged = new ConcurrentLinkedQueue<Requests.Merged>();
        commons.database.after(Requests.Merged.class, merged::add);

        mentions(bob, Audience.PUBLIC);
        var last = mentions(bob, Audience.PUBLIC);
        mentions(carol, Audience.PUBLIC);

        assertThat(told()).containsExactly(NotificationKind.MENTION);
        assertThat(made).extracting(Notifications.Made::actor).containsExactly(carol);
        assertThat(told(ALL)).hasSize(3);
        assertThat(notifications.unread(alice, 0)).isEqualTo(1);
        var request = requests.of(alice, Page.first(10)).items().getFirst();
        assertThat(request.notifications()).isEqualTo(2);
        assertThat(request.last().orElseThrow().id()).isEqualTo(last);
        assertThat(requests.summary(alice)).isEqualTo(new Requests.Summary(1, 2));
        assertThat(requests.find(alice, request.id())).contains(request);
        assertThat(requests.find(bob, request.id())).isEmpty();

        requests.accept(bob, Set.of(request.id()));
        assertThat(waiting()).containsExactly(bob);
        requests.accept(alice, Set.of(request.id()));
        assertThat(waiting()).isEmpty();
        assertThat(merged).containsExactly(new Requests.Merged(alice));
        assertThat(told()).hasSize(3);
        mentions(bob, Audience.PUBLIC);
        assertThat(told()).hasSize(4);
    }

    @Test
    void what_is_dismissed_is_gone_and_who_comes_again_waits_again() {
        requests.setPolicy(alice, policy(Verdict.FILTER, Verdict.ACCEPT, Verdict.ACCEPT, Verdict.ACCEPT));
        mentions(bob, Audience.PUBLIC);

        requests.dismiss(
                alice,
                List.of(requests.of(alice, Page.first(1)).items().getFirst().id()));
        assertThat(told(ALL)).isEmpty();
        assertThat(waiting()).isEmpty();

        mentions(bob, Audience.PUBLIC);
        assertThat(waiting()).containsExactly(bob);
        commons.follow(alice, bob);
        assertThat(waiting()).isEmpty();
        assertThat(told()).containsExactly(NotificationKind.MENTION);
    }

    @Test
    void what_is_dropped_was_never_there() {
        requests.setPolicy(alice, policy(Verdict.DROP, Verdict.FILTER, Verdict.ACCEPT, Verdict.ACCEPT));

        mentions(bob, Audience.PUBLIC);
        commons.follow(bob, alice);

        assertThat(told(ALL)).isEmpty();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void who_followed_a_moment_ago_is_no_follower_yet() {
        requests.setPolicy(alice, policy(Verdict.ACCEPT, Verdict.DROP, Verdict.ACCEPT, Verdict.ACCEPT));
        commons.follow(bob, alice);
        commons.database.write(tx -> tx.change("UPDATE follow SET id = :now")
                .bind("now", commons.ids.next())
                .execute());
        notifications.clear(alice);
        mentions(bob, Audience.PUBLIC);
        assertThat(told(ALL)).isEmpty();

        commons.pass(Duration.ofDays(4));
        mentions(bob, Audience.PUBLIC);

        assertThat(told()).containsExactly(NotificationKind.MENTION);
    }

    @Test
    void young_accounts_and_limited_ones_are_set_apart() {
        requests.setPolicy(
                alice,
                new NotificationPolicy(Verdict.ACCEPT, Verdict.ACCEPT, Verdict.FILTER, Verdict.ACCEPT, Verdict.FILTER));
        commons.database.write(tx -> {
            tx.change("UPDATE actor SET created = :now WHERE id = :bob")
                    .bind("now", commons.now().toEpochMilli())
                    .bind("bob", bob.value())
                    .execute();
            commons.village.people().limit(tx, carol, true);
            return true;
        });

        mentions(bob, Audience.PUBLIC);
        mentions(carol, Audience.PUBLIC);
        assertThat(waiting()).containsExactlyInAnyOrder(bob, carol);

        commons.pass(Duration.ofDays(31));
        mentions(bob, Audience.PUBLIC);
        assertThat(told()).containsExactly(NotificationKind.MENTION);
    }

    @Test
    void letters_out_of_the_blue_are_set_apart_and_answers_are_not() {
        requests.setPolicy(alice, policy(Verdict.ACCEPT, Verdict.ACCEPT, Verdict.ACCEPT, Verdict.FILTER));
        var mine = commons.says(alice, "bob, are you there?", Audience.DIRECT, bob);

        commons.reply(bob, mine, Audience.DIRECT, alice);
        mentions(bob, Audience.PUBLIC);
        assertThat(told()).hasSize(2);
        mentions(bob, Audience.DIRECT);

        assertThat(told()).hasSize(2);
        assertThat(waiting()).containsExactly(bob);
    }

    @Test
    void blocking_ends_the_request_and_what_one_asked_for_is_never_set_apart() {
        requests.setPolicy(alice, policy(Verdict.FILTER, Verdict.FILTER, Verdict.FILTER, Verdict.FILTER));
        mentions(bob, Audience.PUBLIC);
        var said = commons.says(carol, "one", Audience.PUBLIC);
        commons.share(alice, said);
        var edit = new Activity.Edit(commons.next(), carol, said, commons.draft("two", Audience.PUBLIC));
        commons.act(edit, tx -> commons.posts.edit(tx, edit));

        assertThat(told()).containsExactly(NotificationKind.EDIT);
        commons.block(alice, bob);
        assertThat(waiting()).isEmpty();
        assertThat(requests.summary(alice)).isEqualTo(new Requests.Summary(0, 0));
    }

    @Test
    void in_quiet_hours_notifications_are_kept_and_nothing_is_told() {
        var made = new ConcurrentLinkedQueue<Notifications.Made>();
        commons.database.after(Notifications.Made.class, made::add);
        var utc = ZoneId.of("UTC");
        var now = commons.now().atZone(utc).toLocalTime().withSecond(0).withNano(0);
        requests.setQuiet(alice, Optional.of(new QuietHours(utc, now.minusHours(1), now.plusHours(1))));

        mentions(bob, Audience.PUBLIC);
        assertThat(told()).hasSize(1);
        assertThat(made).isEmpty();
        assertThat(requests.quiet(alice).orElseThrow().until()).isEqualTo(now.plusHours(1));

        requests.setQuiet(alice, Optional.empty());
        mentions(bob, Audience.PUBLIC);
        assertThat(made).hasSize(1);
    }

    @Test
    void quiet_hours_go_over_midnight_in_the_persons_own_zone() {
        var night = new QuietHours(ZoneId.of("Europe/Berlin"), LocalTime.of(22, 0), LocalTime.of(7, 0));

        assertThat(night.at(java.time.Instant.parse("2026-07-01T19:59:00Z"))).isFalse();
        assertThat(night.at(java.time.Instant.parse("2026-07-01T20:00:00Z"))).isTrue();
        assertThat(night.at(java.time.Instant.parse("2026-07-02T04:59:00Z"))).isTrue();
        assertThat(night.at(java.time.Instant.parse("2026-07-02T05:00:00Z"))).isFalse();
        assertThat(new QuietHours(ZoneId.of("UTC"), LocalTime.NOON, LocalTime.NOON).at(commons.now()))
                .isFalse();
    }
}
