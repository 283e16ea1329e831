// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.Audience;
import org.allmende.activitypub.ForeignServer.Actor;
import org.allmende.activitystreams.WireActivity;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.posts.AuthorFilter;
import org.allmende.posts.Post;
import org.allmende.posts.Reader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Groups that pass on what was done in them (FEP-1b12): communities of Lemmy, PieFed and Mbin, channels of PeerTube.
class GroupsTest {

    private final MovedClock clock = new MovedClock();
    private HomeInstance home;
    private ForeignServer lemmy;
    private ForeignServer elsewhere;
    private ActorId ann;
    private Actor bread;
    private Actor bob;

    @BeforeEach
    void ann_follows_a_group() {
        home = new HomeInstance(clock);
        lemmy = new ForeignServer(clock);
        elsewhere = new ForeignServer(clock);
        ann = home.member("ann");
        bread = lemmy.actor("bread");
        lemmy.document(
                URI.create(bread.uri()).getPath(),
                lemmy.actorDocument(bread, "Bread").replace("\"type\":\"Person\"", "\"type\":\"Group\""));
        bob = elsewhere.actor("bob");
        home.followed(ann, lemmy, bread);
    }

    @AfterEach
    void all_go_home() {
        home.close();
        lemmy.close();
        elsewhere.close();
    }

    private String page(String title) {
        var id = elsewhere.base + "/post/1";
        var page = """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%s","type":"Page","attributedTo":"%s",
                 "name":"%s","content":"<p>dough</p>","audience":"%s",
                 "to":["%s","https://www.w3.org/ns/activitystreams#Public"]}
                """.formatted(id, bob.uri(), title, bread.uri(), bread.uri());
        elsewhere.document("/post/1", page);
        return page;
    }

    private String comment(String parent) {
        var id = elsewhere.base + "/comment/1";
        var comment = """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%s","type":"Note","attributedTo":"%s",
                 "content":"<p>tasty</p>","inReplyTo":"%s","audience":"%s",
                 "to":["%s","https://www.w3.org/ns/activitystreams#Public"]}
                """.formatted(id, bob.uri(), parent, bread.uri(), bread.uri());
        elsewhere.document("/comment/1", comment);
        return comment;
    }

    private void announces(String id, String type, String object) {
        var inner = """
                {"id":"%s/activities/%s","type":"%s","actor":"%s","object":%s,"audience":"%s"}
                """.formatted(elsewhere.base, id, type, bob.uri(), object, bread.uri());
        assertThat(lemmy.send(home, bread, """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%s/announce/%s","type":"Announce","actor":"%s",
                 "object":%s,"to":["https://www.w3.org/ns/activitystreams#Public"],"cc":["%s/followers"]}
                """.formatted(lemmy.base, id, bread.uri(), inner, bread.uri())))
                .isEqualTo(202);
        home.settle();
    }

    private Optional<Post> shared() {
        var group = home.people.byUri(bread.uri()).orElseThrow().id();
        return home.posts.by(group, AuthorFilter.ALL, Page.first(5), Reader.member(ann)).items().stream()
                .findFirst();
    }

    @Test
    void what_was_posted_into_a_group_is_its_authors_and_passed_on_by_the_group() {
        announces("1", "Create", page("How to bake"));

        var shared = shared().orElseThrow();
        assertThat(shared.shown().author().handle()).startsWith("bob@");
        assertThat(shared.shown().piece().orElseThrow().title()).isEqualTo("How to bake");
        assertThat(shared.shown().group().orElseThrow().uri()).isEqualTo(bread.uri());
    }

    // The group could write anything into what it passes on.
    @Test
    void what_a_group_says_that_somebody_said_is_asked_at_their_home() {
        var truth = page("How to bake");
        announces("1", "Create", truth.replace("dough", "lies"));

        assertThat(home.post(elsewhere.base + "/post/1").orElseThrow().body().html())
                .contains("dough")
                .doesNotContain("lies");
    }

    @Test
    void answers_are_found_below_and_are_not_in_every_home() {
        announces("1", "Create", page("How to bake"));
        announces("2", "Create", comment(elsewhere.base + "/post/1"));

        var answer = home.post(elsewhere.base + "/comment/1").orElseThrow();
        assertThat(answer.inReplyTo()).isEqualTo(home.posts.idOf(elsewhere.base + "/post/1"));
        var group = home.people.byUri(bread.uri()).orElseThrow().id();
        assertThat(home.posts
                        .by(group, AuthorFilter.ALL, Page.first(5), Reader.member(ann))
                        .items())
                .hasSize(1);
    }

    @Test
    void an_edit_and_a_deletion_that_a_group_passes_on_are_looked_up() {
        announces("1", "Create", page("How to bake"));
        announces("2", "Update", page("How to bake well"));
        assertThat(shared().orElseThrow().shown().piece().orElseThrow().title()).isEqualTo("How to bake well");

        // Somebody claims so, and it is not true.
        announces("3", "Delete", '"' + elsewhere.base + "/post/1\"");
        assertThat(home.post(elsewhere.base + "/post/1")).isPresent();

        elsewhere.says("/post/1", new ForeignServer.Page(410, "text/plain", "", Map.of()));
        announces("4", "Delete", '"' + elsewhere.base + "/post/1\"");
        assertThat(home.post(elsewhere.base + "/post/1")).isEmpty();
    }

    @Test
    void a_member_posts_into_a_group_and_comments_there() {
        announces("1", "Create", page("How to bake"));
        var group = home.people.byUri(bread.uri()).orElseThrow().id();
        var parent = home.posts.idOf(elsewhere.base + "/post/1");
        var draft = HomeInstance.draft("mine too", Audience.PUBLIC, parent, Optional.empty());

        home.says(ann, draft.withGroup(Optional.of(group)));
        home.settle();

        var create = lemmy.delivered(WireActivity.Kind.CREATE).getFirst();
        var note = create.embedded().orElseThrow();
        assertThat(note.address("audience")).contains(bread.uri());
        assertThat(note.addresses("cc").toList()).contains(bread.uri());
    }

    @Test
    void a_like_in_a_group_is_told_to_the_group_too() {
        announces("1", "Create", page("How to bake"));
        var post = home.posts.idOf(elsewhere.base + "/post/1").orElseThrow();

        home.does(new Activity.Like(home.next(), ann, post));
        home.settle();

        assertThat(lemmy.delivered(WireActivity.Kind.LIKE)).hasSize(1);
        assertThat(elsewhere.delivered(WireActivity.Kind.LIKE)).hasSize(1);
    }

    @Test
    void a_person_who_pretends_to_pass_on_what_others_did_is_not_a_group() {
        var mallory = lemmy.actor("mallory");
        home.followed(ann, lemmy, mallory);
        announces("1", "Create", page("How to bake"));
        var before = home.post(elsewhere.base + "/post/1").orElseThrow();

        lemmy.send(home, mallory, """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%s/announce/9","type":"Announce","actor":"%s",
                 "object":{"id":"%s/d","type":"Delete","actor":"%s","object":"%s"}}
                """.formatted(lemmy.base, mallory.uri(), lemmy.base, mallory.uri(), before.uri()));
        home.settle();

        assertThat(home.post(before.uri())).isPresent();
    }
}
