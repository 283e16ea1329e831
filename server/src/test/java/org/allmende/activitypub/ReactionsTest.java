// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.allmende.TestKeys;
import org.allmende.activity.Activity;
import org.allmende.activity.Audience;
import org.allmende.activity.Emoji;
import org.allmende.activitypub.ForeignServer.Actor;
import org.allmende.activitystreams.WireActivity;
import org.allmende.activitystreams.WireActivity.Kind;
import org.allmende.activitystreams.WireEmoji;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.base.RsaKeys;
import org.allmende.media.CustomEmoji;
import org.allmende.media.ForeignEmoji;
import org.allmende.moderation.Level;
import org.allmende.posts.Post;
import org.allmende.posts.Reaction;
import org.allmende.posts.Reader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Emoji under posts and in texts, as they come from other servers and go there.
class ReactionsTest {

    private static final RsaKeys BOBS = TestKeys.RSA;
    private static final RsaKeys MALLORYS = TestKeys.OTHER;

    private final MovedClock clock = new MovedClock();
    private HomeInstance home;
    private ForeignServer there;
    private ForeignServer elsewhere;
    private ActorId ann;
    private Actor bob;
    private Actor mallory;
    private PostId post;

    @BeforeEach
    void ann_has_said_something() {
        home = new HomeInstance(clock);
        there = new ForeignServer(clock);
        elsewhere = new ForeignServer(clock);
        ann = home.member("ann");
        bob = there.actor("bob", BOBS);
        mallory = elsewhere.actor("mallory", MALLORYS);
        post = home.says(ann, "Good morning", Audience.PUBLIC);
    }

    @AfterEach
    void all_go_home() {
        home.close();
        there.close();
        elsewhere.close();
    }

    private String reaction(String id, String type, Actor actor, String rest) {
        return """
                {"@context":["https://www.w3.org/ns/activitystreams",{"toot":"http://joinmastodon.org/ns#",
                 "Emoji":"toot:Emoji","litepub":"http://litepub.social/ns#","EmojiReact":"litepub:EmojiReact"}],
                 "id":"%s/%s","type":"%s","actor":"%s","object":"%s"%s}
                """.formatted(there.base, id, type, actor.uri(), home.addresses.post(post), rest);
    }

    private static String tag(String name, String id, String url) {
        return """
                ,"tag":[{"type":"Emoji","id":%s,"name":"%s","updated":"2026-01-01T00:00:00Z",
                 "icon":{"type":"Image","mediaType":"image/png","url":"%s"}}]
                """.formatted(id, name, url);
    }

    private void send(String activity) {
        assertThat(there.send(home, bob, activity)).isEqualTo(202);
    }

    private Post seen() {
        return home.posts.find(post, Reader.ANYONE).orElseThrow();
    }

    private List<Emoji> emojis() {
        return seen().reactions().stream().map(Reaction::emoji).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "EmojiReact, ',\"content\":\"🔥\"', 🔥",
        "Like, ',\"content\":\"🔥\"', 🔥",
        "Like, ',\"_misskey_reaction\":\"👍\"', 👍",
        "Like, ',\"content\":\"👍\",\"_misskey_reaction\":\"👍\"', 👍",
        "Like, ',\"content\":\"⭐\"', ⭐",
        "EmojiReact, ',\"content\":\"❤\"', ❤\uFE0F",
        "Dislike, '', 👎"
    })
    void each_way_of_saying_it_is_a_reaction_and_its_undo_takes_it_away(String type, String rest, String emoji) {
        var done = reaction("r1", type, bob, rest);
        send(done);

        assertThat(emojis()).containsExactly(new Emoji.Sign(emoji));
        assertThat(seen().likes()).isZero();

        send(ForeignServer.activity(there.base + "/u1", "Undo", bob, done));
        assertThat(emojis()).isEmpty();

        send(reaction("r2", type, bob, rest));
        assertThat(emojis()).hasSize(1);
        send(ForeignServer.activity(there.base + "/u2", "Undo", bob, '"' + there.base + "/r2\""));
        assertThat(emojis()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "',\"content\":\"❤\",\"_misskey_reaction\":\"❤\"'",
        "',\"content\":\"❤\uFE0F\"'",
        "',\"content\":\"\"'",
        "',\"content\":\"I like this very much\"'",
        "',\"content\":\"🔥🔥\"'",
        "',\"content\":\":nobody_knows:\"'"
    })
    void a_like_that_says_nothing_more_is_a_like_and_so_is_its_undo(String rest) {
        var like = reaction("l1", "Like", bob, rest);
        send(like);

        assertThat(seen().likes()).isOne();
        assertThat(emojis()).isEmpty();

        send(ForeignServer.activity(there.base + "/u1", "Undo", bob, '"' + there.base + "/l1\""));
        assertThat(seen().likes()).isZero();

        send(reaction("l2", "Like", bob, rest));
        send(ForeignServer.activity(there.base + "/u2", "Undo", bob, reaction("l2", "Like", bob, rest)));
        assertThat(seen().likes()).isZero();
    }

    @Test
    void an_emoji_react_that_says_nothing_we_know_is_nothing() {
        send(reaction("r1", "EmojiReact", bob, ",\"content\":\"hello\""));
        send(reaction("r2", "EmojiReact", bob, ",\"content\":\":nobody_knows:\""));
        send(reaction("r3", "EmojiReact", bob, ""));

        assertThat(emojis()).isEmpty();
        assertThat(seen().likes()).isZero();
    }

    @Test
    void a_change_of_mind_as_misskey_has_it_leaves_the_newer() {
        var first = reaction("l1", "Like", bob, ",\"content\":\"🔥\"");
        send(first);
        send(ForeignServer.activity(there.base + "/u1", "Undo", bob, first));
        send(reaction("l1b", "Like", bob, ",\"content\":\"🎉\""));

        assertThat(emojis()).containsExactly(new Emoji.Sign("🎉"));
    }

    @Test
    void nobody_takes_back_what_another_did() {
        send(reaction("r1", "EmojiReact", bob, ",\"content\":\"🔥\""));

        elsewhere.send(
                home,
                mallory,
                ForeignServer.activity(elsewhere.base + "/u1", "Undo", mallory, '"' + there.base + "/r1\""));
        elsewhere.send(
                home,
                mallory,
                ForeignServer.activity(
                        elsewhere.base + "/u2",
                        "Undo",
                        mallory,
                        reaction("r1", "EmojiReact", bob, ",\"content\":\"🔥\"")));

        assertThat(emojis()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "EmojiReact, :cat:, ':cat:', null",
        "EmojiReact, cat, 'cat', '\"https://x.example/e\"'",
        "Like, :cat:, ':cat:', null",
        "EmojiReact, :cat@y.example:, ':cat@y.example:', null"
    })
    void a_picture_is_learned_with_the_reaction(String type, String content, String name, String id) {
        send(reaction("r1", type, bob, ",\"content\":\"" + content + "\"" + tag(name, id, there.base + "/cat.png")));

        var cat = new Emoji.Custom("cat", there.domain());
        assertThat(emojis()).containsExactly(cat);
        assertThat(known(cat).orElseThrow().picture().remoteUrl()).contains(there.base + "/cat.png");
    }

    private Optional<CustomEmoji> known(Emoji.Custom emoji) {
        return home.media.emojis().find(emoji);
    }

    @Test
    void pictures_that_we_do_not_want_are_not_learned_and_their_likes_are_likes() {
        home.meet(bob);
        home.domains.set(there.domain(), Level.NONE, true, "", "");

        send(reaction("r1", "Like", bob, ",\"content\":\":cat:\"" + tag(":cat:", "null", there.base + "/cat.png")));

        assertThat(known(new Emoji.Custom("cat", there.domain()))).isEmpty();
        assertThat(emojis()).isEmpty();
        assertThat(seen().likes()).isOne();
    }

    @Test
    void the_emoji_of_posts_and_people_are_learned_for_their_own_server_alone() {
        home.followed(ann, there, bob);
        send(ForeignServer.create(
                bob,
                ForeignServer.note(
                        there.base + "/notes/1",
                        bob,
                        "look :cat:",
                        tag(":cat:", "\"" + elsewhere.base + "/emoji/cat\"", elsewhere.base + "/cat.png")
                                .strip()
                                .substring(1))));

        assertThat(known(new Emoji.Custom("cat", there.domain()))).isPresent();
        assertThat(known(new Emoji.Custom("cat", elsewhere.domain()))).isEmpty();
        assertThat(known(new Emoji.Custom("cat", ""))).isEmpty();
        assertThat(home.post(there.base + "/notes/1").orElseThrow().emojis())
                .containsExactly(new Emoji.Custom("cat", there.domain()));
    }

    private PostId bobsNote() {
        home.followed(ann, there, bob);
        send(ForeignServer.create(bob, ForeignServer.note(there.base + "/notes/1", bob, "hello", "")));
        return home.posts.idOf(there.base + "/notes/1").orElseThrow();
    }

    @Test
    void ours_go_out_as_likes_that_say_with_what_and_are_taken_back_by_name() {
        var note = bobsNote();
        home.media
                .emojis()
                .learn(
                        "third.example",
                        List.of(new ForeignEmoji("cat", "https://third.example/cat.png", Optional.empty())));
        var cat = new Emoji.Custom("cat", "third.example");
        for (var emoji : List.of(new Emoji.Sign("🔥"), cat)) {
            home.does(new Activity.React(home.next(), ann, note, emoji));
        }
        home.does(new Activity.Unreact(home.next(), ann, note, cat));
        home.settle();

        var likes = there.delivered(Kind.LIKE);
        assertThat(likes)
                .extracting(like -> like.json().text("content", 99).orElse(""))
                .containsExactlyInAnyOrder("🔥", ":cat:");
        assertThat(likes)
                .allSatisfy(like -> assertThat(like.json().text("_misskey_reaction", 99))
                        .isEqualTo(like.json().text("content", 99)));
        var withPicture = likes.stream()
                .filter(like -> !WireEmoji.tags(like.json()).isEmpty())
                .toList();
        assertThat(WireEmoji.tags(withPicture.getFirst().json()))
                .extracting(WireEmoji::url)
                .containsExactly("https://third.example/cat.png");
        assertThat(there.delivered(Kind.UNDO))
                .extracting(WireActivity::subjectId)
                .containsExactly(withPicture.getFirst().id());
    }

    @Test
    void a_thumb_down_is_never_taken_for_a_like() {
        var note = bobsNote();

        home.does(new Activity.React(home.next(), ann, note, Emoji.DISLIKE));
        home.settle();

        assertThat(there.delivered(Kind.LIKE)).isEmpty();
        assertThat(there.delivered(Kind.EMOJI_REACT))
                .extracting(like -> like.json().text("content", 99).orElse(""))
                .containsExactly("👎");
    }
}
