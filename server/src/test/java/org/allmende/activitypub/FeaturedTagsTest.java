// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.allmende.TestKeys;
import org.allmende.activity.Activity;
import org.allmende.activitypub.ForeignServer.Actor;
import org.allmende.activitystreams.WireActivity;
import org.allmende.base.ActorId;
import org.allmende.base.RsaKeys;
import org.allmende.posts.FeaturedTag;
import org.allmende.posts.FeaturedTags;
import org.allmende.posts.Reader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The hashtags on profiles, here and elsewhere.
class FeaturedTagsTest {

    private static final RsaKeys KEYS = TestKeys.RSA;

    private final MovedClock clock = new MovedClock();
    private HomeInstance home;
    private ForeignServer there;
    private ActorId ann;
    private Actor bob;

    @BeforeEach
    void open() {
        home = new HomeInstance(clock);
        there = new ForeignServer(clock);
        ann = home.member("ann");
        bob = there.actor("bob", KEYS);
        there.document(
                "/users/bob",
                there.actorDocument(bob, "Bob")
                        .replaceFirst("\"endpoints\"", "\"featuredTags\":\"" + bob.uri() + "/tags\",\"endpoints\""));
    }

    @AfterEach
    void close() {
        home.close();
        there.close();
    }

    private List<String> shown() {
        var person = home.people.byUri(bob.uri()).orElseThrow().id();
        return home.posts.featured().of(person, Reader.ANYONE).stream()
                .map(FeaturedTag::tag)
                .toList();
    }

    private String tag(String host, String name) {
        return "{\"type\":\"Hashtag\",\"href\":\"" + host + "/tags/" + name + "\",\"name\":\"#" + name + "\"}";
    }

    private void lists(String... items) {
        there.document(
                "/users/bob/tags",
                "{\"@context\":\"https://www.w3.org/ns/activitystreams\",\"id\":\"" + bob.uri()
                        + "/tags\",\"type\":\"Collection\",\"items\":[" + String.join(",", items) + "]}");
    }

    private void looks() {
        // The less was found, the longer the pause.
        home.pass(Duration.ofDays(10));
        home.federation.gatherer().person(home.people.byUri(bob.uri()).orElseThrow());
        home.settle();
    }

    private void tells(String type, String tag, String target) {
        var activity = ForeignServer.activity(bob.uri() + "#" + home.ids.next(), type, bob, tag);
        there.send(home, bob, activity.replaceFirst("\"to\"", "\"target\":\"" + target + "\",\"to\""));
    }

    @Test
    void ours_are_listed_for_everybody_and_told_to_followers() {
        home.follower(there, bob, ann);
        home.settle();

        home.does(new Activity.FeatureTag(home.next(), ann, "bread"));
        home.settle();
        var listed = home.get(home.addresses.featuredTags(ann)).body();
        home.does(new Activity.UnfeatureTag(home.next(), ann, "bread"));
        home.settle();

        assertThat(listed).contains("\"totalItems\":1", "\"#bread\"", "Hashtag");
        assertThat(home.get(home.addresses.featuredTags(ann)).body()).contains("\"totalItems\":0");
        assertThat(home.get(home.addresses.actor(ann)).body()).contains(home.addresses.featuredTags(ann));
        for (var kind : List.of(WireActivity.Kind.ADD, WireActivity.Kind.REMOVE)) {
            assertThat(there.delivered(kind)).singleElement().satisfies(one -> {
                assertThat(one.json().raw().path("object").path("name").asString())
                        .isEqualTo("#bread");
                assertThat(one.json().raw().path("target").asString()).isEqualTo(home.addresses.featured(ann));
            });
        }
    }

    @Test
    void those_of_others_are_looked_at_where_they_live_and_only_a_handful() {
        home.meet(bob);
        lists(tag(there.base, "Bread"), tag("https://elsewhere.example", "spam"), tag(there.base, "salt"));
        looks();
        assertThat(shown()).containsExactly("bread", "salt");

        lists(tag(there.base, "salt"), tag(there.base, "pepper"));
        looks();
        assertThat(shown()).containsExactly("salt", "pepper");

        var many = new String[60];
        for (var i = 0; i < many.length; i++) {
            many[i] = tag(there.base, "tag" + i);
        }
        lists(many);
        looks();
        assertThat(shown()).hasSize(FeaturedTags.MAX).doesNotContain("salt");
    }

    @Test
    void a_list_on_another_host_is_not_the_actor_s() {
        there.document(
                "/users/bob",
                there.actorDocument(bob, "Bob")
                        .replaceFirst(
                                "\"endpoints\"", "\"featuredTags\":\"https://elsewhere.example/tags\",\"endpoints\""));

        home.meet(bob);

        var person = home.people.byUri(bob.uri()).orElseThrow().id();
        assertThat(home.people.correspondence(person).orElseThrow().featuredTagsUri())
                .isEmpty();
    }

    @Test
    void they_come_and_go_by_add_and_remove_to_either_list_of_the_actor_s_own() {
        home.followed(ann, there, bob);
        home.settle();

        tells("Add", tag(there.base, "bread"), bob.uri() + "/featured");
        tells("Add", tag(there.base, "salt"), bob.uri() + "/tags");
        tells("Add", tag(there.base, "spam"), there.base + "/users/eve/tags");
        assertThat(shown()).containsExactly("bread", "salt");

        tells("Remove", tag(there.base, "bread"), bob.uri() + "/featured");
        tells("Remove", tag(there.base, "salt"), there.base + "/users/eve/tags");
        assertThat(shown()).containsExactly("salt");
    }
}
