// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.allmende.activity.Activity;
import org.allmende.activity.Outcome;
import org.allmende.activitypub.ForeignServer.Actor;
import org.allmende.base.ActorId;
import org.allmende.people.Person;
import org.allmende.posts.Reader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a home says about how it stands with somebody: suspended, remembered, an author of pages.
class StandingElsewhereTest {

    private final MovedClock clock = new MovedClock();
    private HomeInstance home;
    private ForeignServer there;
    private ActorId ann;
    private Actor bob;

    @BeforeEach
    void ann_follows_bob() {
        home = new HomeInstance(clock);
        there = new ForeignServer(clock);
        ann = home.member("ann");
        bob = there.actor("bob");
        home.followed(ann, there, bob);
        there.send(home, bob, ForeignServer.create(bob, ForeignServer.note(note(), bob, "hello", "")));
        home.settle();
    }

    @AfterEach
    void close() {
        home.close();
        there.close();
    }

    private String note() {
        return there.base + "/notes/1";
    }

    private Person says(String more) {
        var document = there.actorDocument(bob, "Bob").stripTrailing();
        there.document(
                bob.uri().substring(there.base.length()),
                document.substring(0, document.length() - 1) + (more.isEmpty() ? "" : "," + more) + "}");
        there.send(
                home,
                bob,
                ForeignServer.activity(there.base + "/u/" + home.ids.next(), "Update", bob, '"' + bob.uri() + '"'));
        home.settle();
        return home.people.byUri(bob.uri()).orElseThrow();
    }

    private boolean shown() {
        return home.posts.byUri(note(), Reader.member(ann)).isPresent();
    }

    @Test
    void who_is_suspended_at_home_is_hidden_here_until_their_home_lifts_it() {
        assertThat(says("\"suspended\":true").suspended()).isTrue();
        assertThat(shown()).isFalse();

        assertThat(says("").suspended()).isFalse();
        assertThat(shown()).isTrue();
    }

    @Test
    void what_moderators_here_decided_no_home_lifts() {
        var id = home.people.byUri(bob.uri()).orElseThrow().id();
        home.database.write(tx -> {
            home.people.suspend(tx, id, true);
            return true;
        });

        says("\"suspended\":true");

        assertThat(says("").suspended()).isTrue();
    }

    @Test
    void who_has_died_is_remembered_and_an_author_names_their_websites() {
        var remembered = says("\"memorial\":true,\"attributionDomains\":[\"Blog.Example\",\"no domain\",7]");

        assertThat(remembered.profile().memorial()).isTrue();
        assertThat(remembered.profile().attributions()).containsExactly("blog.example");
        assertThat(remembered.writesFor("old.blog.example")).isTrue();
        assertThat(remembered.writesFor("notblog.example")).isFalse();
    }

    @Test
    void a_member_tells_which_websites_may_name_them() {
        var profile = home.people.find(ann).orElseThrow().profile();

        assertThat(home.does(new Activity.UpdateProfile(
                        home.next(), ann, profile.withAttributions(List.of("not a domain")))))
                .isInstanceOf(Outcome.Refused.class);
        home.does(new Activity.UpdateProfile(home.next(), ann, profile.withAttributions(List.of("blog.example"))));

        assertThat(home.get(home.addresses.actor(ann)).body()).contains("\"attributionDomains\":[\"blog.example\"]");
    }
}
