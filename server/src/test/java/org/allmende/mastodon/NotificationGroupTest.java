// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Audience;
import org.allmende.base.PostId;
import org.allmende.mastodon.NotificationGroup.Key;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.timelines.Notification;
import org.allmende.timelines.NotificationKind;
import org.junit.jupiter.api.Test;

class NotificationGroupTest {

    private static final Post ONE = post(10);
    private static final Post OTHER = post(11);

    @Test
    void likes_of_one_post_stand_together_and_mentions_alone() {
        var listed = List.of(
                note(9, NotificationKind.LIKE, Samples.BOB, ONE, Duration.ZERO),
                note(8, NotificationKind.MENTION, Samples.BOB, OTHER, Duration.ZERO),
                note(7, NotificationKind.LIKE, Samples.ANN, ONE, Duration.ZERO),
                note(6, NotificationKind.LIKE, Samples.ANN, OTHER, Duration.ZERO),
                note(5, NotificationKind.SHARE, Samples.ANN, ONE, Duration.ZERO),
                note(4, NotificationKind.LIKE, Samples.ANN, ONE, Duration.ofDays(1)));

        var groups = NotificationGroup.of(listed, List.of(), 40);

        assertThat(groups).extracting(group -> group.members().size()).containsExactly(2, 1, 1, 1, 1);
        assertThat(groups.getFirst().newest().id()).isEqualTo(9);
        assertThat(groups.getFirst().oldest().id()).isEqualTo(7);
        assertThat(groups.get(1).key()).isEqualTo("ungrouped-8");
    }

    @Test
    void the_page_ends_before_the_group_that_no_longer_fits() {
        var listed = List.of(
                note(9, NotificationKind.LIKE, Samples.BOB, ONE, Duration.ZERO),
                note(8, NotificationKind.MENTION, Samples.BOB, OTHER, Duration.ZERO),
                note(7, NotificationKind.LIKE, Samples.ANN, ONE, Duration.ZERO));

        assertThat(NotificationGroup.of(listed, List.of(), 1))
                .singleElement()
                .satisfies(group -> assertThat(group.members()).hasSize(1));
    }

    @Test
    void kinds_that_the_app_does_not_group_stand_alone() {
        var listed = List.of(
                note(9, NotificationKind.LIKE, Samples.BOB, ONE, Duration.ZERO),
                note(7, NotificationKind.LIKE, Samples.ANN, ONE, Duration.ZERO));

        assertThat(NotificationGroup.of(listed, List.of("reblog"), 40)).hasSize(2);
    }

    @Test
    void a_key_says_again_what_it_was_made_of() {
        var like = note(9, NotificationKind.LIKE, Samples.BOB, ONE, Duration.ZERO);
        var follow = new Notification(8, NotificationKind.FOLLOW, Samples.BOB, Optional.empty(), Samples.NOON);

        assertThat(Key.parse(NotificationGroup.keyOf(like)))
                .hasValueSatisfying(key -> assertThat(key).isInstanceOfSatisfying(Key.Together.class, together -> {
                    assertThat(together.kind()).isEqualTo(NotificationKind.LIKE);
                    assertThat(together.post()).contains(new PostId(10));
                }));
        assertThat(Key.parse(NotificationGroup.keyOf(follow)))
                .hasValueSatisfying(key -> assertThat(key).isInstanceOf(Key.Together.class));
        assertThat(Key.parse("ungrouped-8")).contains(new Key.Alone(8));
        assertThat(List.of(
                        "",
                        "ungrouped-",
                        "favourite",
                        "favourite-1",
                        "favourite-x-1",
                        "mention-1-2",
                        "follow-1-2",
                        "favourite-1-99999999999"))
                .allSatisfy(wrong -> assertThat(Key.parse(wrong)).isEmpty());
    }

    private static Post post(long id) {
        return Samples.post(id, Samples.ANN, Audience.PUBLIC, Optional.empty(), Optional.empty());
    }

    private static Notification note(long id, NotificationKind kind, Person actor, Post post, Duration ago) {
        return new Notification(id, kind, actor, Optional.of(post), Samples.NOON.minus(ago));
    }
}
