// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.Emoji;
import org.allmende.base.ActorId;
import org.allmende.database.Database;
import org.allmende.posts.Commons;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What announcements promise on either database.
abstract class AnnouncementsContract {

    private static final Emoji FIRE = new Emoji.Sign("🔥");

    private Commons commons;
    private Announcements announcements;
    private final List<Object> heard = new ArrayList<>();
    private ActorId ann;
    private ActorId bob;

    abstract Database open();

    @BeforeEach
    void furnish() {
        commons = new Commons(open());
        announcements = new Announcements(commons.database, commons.ids, commons.clock, text -> "<p>" + text + "</p>");
        commons.database.after(Announcements.Said.class, heard::add);
        commons.database.after(Announcements.Answered.class, heard::add);
        commons.database.after(Announcements.TakenDown.class, heard::add);
        ann = commons.member("ann");
        bob = commons.member("bob");
    }

    @AfterEach
    void close() {
        commons.close();
    }

    @Test
    void each_reader_puts_it_away_for_themselves() {
        var id = announcements.say("dry again", Optional.empty());

        assertThat(announcements.unread(ann)).isEqualTo(1);
        assertThat(announcements.dismiss(ann, id)).isTrue();
        assertThat(announcements.dismiss(ann, id)).isTrue();
        assertThat(announcements.dismiss(ann, 1)).isFalse();
        assertThat(announcements.unread(ann)).isZero();
        assertThat(announcements.unread(bob)).isEqualTo(1);
        assertThat(announcements.of(ann)).singleElement().matches(Announcement::read);
    }

    @Test
    void what_has_ended_is_told_no_more() {
        announcements.say("today", Optional.of(commons.now().plus(Duration.ofHours(1))));
        assertThat(announcements.of(ann)).hasSize(1);

        commons.pass(Duration.ofHours(2));

        assertThat(announcements.of(ann)).isEmpty();
        assertThat(announcements.unread(ann)).isZero();
    }

    @Test
    void emoji_are_counted_once_for_each_reader_and_only_so_many_fit() {
        var id = announcements.say("a", Optional.empty());

        announcements.react(ann, id, FIRE);
        announcements.react(ann, id, FIRE);
        announcements.react(bob, id, FIRE);
        for (var sign : List.of("🍞", "🍵", "🌳", "🐝", "🌧", "🌻", "🍎")) {
            assertThat(announcements.react(ann, id, new Emoji.Sign(sign))).isTrue();
        }

        assertThat(announcements.react(ann, id, new Emoji.Sign("🎉"))).isFalse();
        assertThat(announcements.find(bob, id).orElseThrow().answers())
                .hasSize(Announcements.EMOJI_MAX)
                .first()
                .isEqualTo(new Announcement.Answer(FIRE, 2, true));
        announcements.unreact(bob, id, FIRE);
        assertThat(announcements.find(bob, id).orElseThrow().answers())
                .contains(new Announcement.Answer(FIRE, 1, false));
    }

    @Test
    void what_changes_is_news_and_what_does_not_is_none() {
        var id = announcements.say("a", Optional.empty());
        announcements.react(ann, id, FIRE);
        announcements.react(ann, id, FIRE);
        announcements.change(id, "b");
        announcements.takeDown(id);

        assertThat(announcements.takeDown(id)).isFalse();
        assertThat(announcements.change(id, "c")).isFalse();
        assertThat(heard)
                .containsExactly(
                        new Announcements.Said(id),
                        new Announcements.Answered(id, FIRE),
                        new Announcements.Said(id),
                        new Announcements.TakenDown(id));
        assertThat(announcements.find(ann, id)).isEmpty();
    }

    @Test
    void who_leaves_leaves_no_answer() {
        var id = announcements.say("a", Optional.empty());
        announcements.react(ann, id, FIRE);
        var erase = new Activity.EraseActor(commons.next(), ann);

        commons.act(erase, tx -> commons.village.people().erase(tx, erase));

        assertThat(announcements.find(bob, id).orElseThrow().answers()).isEmpty();
    }
}
