// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.allmende.TestKeys;
import org.allmende.activitypub.ForeignServer.Actor;
import org.allmende.activitypub.ForeignServer.Page;
import org.allmende.base.ActorId;
import org.allmende.base.Ed25519Keys;
import org.allmende.people.Person;
import org.allmende.text.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Strangers who change their names, and names that come to somebody else.
class RenamingTest {

    private final MovedClock clock = new MovedClock();
    private HomeInstance home;
    private ForeignServer there;
    private ActorId ann;

    @BeforeEach
    void open() {
        home = new HomeInstance(clock);
        there = new ForeignServer(clock);
        ann = home.member("ann");
    }

    @AfterEach
    void close() {
        home.close();
        there.close();
    }

    private Optional<Person> called(String name) {
        return home.people.byHandle(Handle.of(name, there.domain()).orElseThrow());
    }

    private static Actor as(String name, Actor actor) {
        return new Actor(name, actor.uri(), actor.rsa(), actor.ed25519());
    }

    private void says(Actor actor, String note) {
        there.send(home, actor, ForeignServer.create(actor, ForeignServer.note(note, actor, "hello", "")));
    }

    private void changes(Actor actor) {
        there.send(
                home,
                actor,
                ForeignServer.activity(
                        actor.uri() + "/updates/" + home.ids.next(),
                        "Update",
                        actor,
                        there.actorDocument(actor, "Bob")));
        home.settle();
    }

    @Test
    void who_changes_their_name_keeps_their_posts_and_follows() {
        var bob = there.actor("bob");
        home.followed(ann, there, bob);
        says(bob, bob.uri() + "/notes/1");
        var before = called("bob").orElseThrow();

        there.publish(as("robert", bob), "Bob");
        there.finger("robert@" + there.domain(), bob.uri());
        changes(as("robert", bob));

        assertThat(called("bob")).isEmpty();
        assertThat(called("robert").orElseThrow().id()).isEqualTo(before.id());
        assertThat(home.post(bob.uri() + "/notes/1").orElseThrow().author().name())
                .isEqualTo("robert");
        assertThat(home.follows.between(ann, before.id())).isPresent();
    }

    @Test
    void a_new_name_needs_the_word_of_webfinger() {
        var bob = there.actor("bob");
        home.meet(bob);

        there.publish(as("robert", bob), "Renamed");
        changes(as("robert", bob));
        assertThat(called("robert")).isEmpty();
        assertThat(called("bob").orElseThrow().profile().displayName()).isEqualTo("Renamed");

        there.finger("robert@" + there.domain(), there.base + "/users/somebody-else");
        changes(as("robert", bob));
        assertThat(called("robert")).isEmpty();
        assertThat(called("bob")).isPresent();
    }

    @Test
    void a_name_that_came_to_somebody_else_brings_nothing_along() {
        var bob = there.actor("bob");
        home.followed(ann, there, bob);
        says(bob, bob.uri() + "/notes/1");
        var old = called("bob").orElseThrow();

        var fresh = new Actor("bob", there.base + "/users/42", TestKeys.next(), Ed25519Keys.generate());
        there.publish(fresh, "Another Bob");
        there.finger("bob@" + there.domain(), fresh.uri());
        var met = home.meet(fresh);

        assertThat(called("bob").orElseThrow().id()).isEqualTo(met.id()).isNotEqualTo(old.id());
        assertThat(home.follows.between(ann, met.id())).isEmpty();
        var displaced = home.post(bob.uri() + "/notes/1").orElseThrow().author();
        assertThat(displaced.id()).isEqualTo(old.id());
        assertThat(displaced.name()).isEqualTo("bob." + old.id());
        assertThat(called(displaced.name()).map(Person::id)).contains(old.id());
        assertThat(home.follows.between(ann, old.id())).isPresent();
    }

    @Test
    void who_lost_their_name_is_asked_after() {
        var bob = there.actor("bob");
        var old = home.meet(bob);
        there.says(URI.create(bob.uri()).getPath(), new Page(410, "text/plain", "", Map.of()));

        var fresh = new Actor("bob", there.base + "/users/42", TestKeys.next(), Ed25519Keys.generate());
        there.publish(fresh, "Another Bob");
        there.finger("bob@" + there.domain(), fresh.uri());
        home.meet(fresh);
        home.settle();

        assertThat(home.people.find(old.id()).orElseThrow().erased()).isTrue();
        assertThat(called("bob").orElseThrow().present()).isTrue();
    }

    @Test
    void nobody_takes_a_name_that_webfinger_does_not_give_them() {
        var bob = there.actor("bob");
        var old = home.meet(bob);
        var thief = new Actor("bob", there.base + "/users/thief", bob.rsa(), bob.ed25519());
        there.publish(thief, "Thief");

        assertThat(home.federation.lookup().person(thief.uri())).isEmpty();
        there.says(
                "/.well-known/webfinger?resource=acct%3Abob%40" + there.domain().replace(":", "%3A"),
                new Page(500, "text/plain", "", Map.of()));
        assertThat(home.federation.lookup().person(thief.uri())).isEmpty();
        assertThat(called("bob").orElseThrow().id()).isEqualTo(old.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jörg", "用户", "a.b-c", "Ольга", "jo\u0308rg2"})
    void names_of_any_script_are_known_by_their_one_spelling(String name) {
        var actor = new Actor(name, there.base + "/users/7", TestKeys.next(), Ed25519Keys.generate());
        var normal = Handle.of(name, there.domain()).orElseThrow();
        there.publish(actor, "Somebody");
        there.says(
                "/.well-known/webfinger?resource=" + URLEncoder.encode("acct:" + normal, StandardCharsets.UTF_8),
                "application/jrd+json",
                """
                {"subject":"acct:%s@%s","links":[{"rel":"self","type":"application/activity+json","href":"%s"}]}
                """.formatted(name, there.domain(), actor.uri()));

        var found = home.federation
                .lookup()
                .lookup(Handle.parse("@" + name + "@" + there.domain()).orElseThrow())
                .orElseThrow();

        assertThat(found.handle()).isEqualTo(normal.toString());
        assertThat(home.people.byHandle(normal.key()).map(Person::id)).contains(found.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"an\u202Ena", "an\u200Bna", "an\u2044na", "an\uFF20na", "an na", "a/b"})
    void names_that_deceive_make_nobody(String name) {
        var actor = new Actor(name, there.base + "/users/7", TestKeys.next(), Ed25519Keys.generate());
        there.publish(actor, "Somebody");

        assertThat(home.federation.lookup().person(actor.uri())).isEmpty();
    }
}
