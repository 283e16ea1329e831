// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.allmende.TestKeys;
import org.allmende.activitypub.ForeignServer.Actor;
import org.allmende.activitypub.ForeignServer.Page;
import org.allmende.base.RsaKeys;
import org.allmende.moderation.Level;
import org.allmende.text.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whom we believe when we ask, and about what.
class FetchingTest {

    private static final RsaKeys KEYS = TestKeys.RSA;

    private final MovedClock clock = new MovedClock();
    private HomeInstance home;
    private ForeignServer there;
    private ForeignServer evil;
    private Actor bob;

    @BeforeEach
    void open() {
        home = new HomeInstance(clock);
        there = new ForeignServer(clock);
        evil = new ForeignServer(clock);
        bob = there.actor("bob", KEYS);
    }

    @AfterEach
    void close() {
        home.close();
        there.close();
        evil.close();
    }

    private boolean found(String address) {
        return home.federation.lookup().post(address).isPresent();
    }

    private String note(String id, String content) {
        return ForeignServer.note(id, bob, content, "");
    }

    @Test
    void a_file_that_somebody_uploaded_is_no_document() {
        for (var type : new String[] {
            "application/json", "text/plain", "image/png", "application/ld+json", "application/activity+jsonp"
        }) {
            there.says("/files/1", type, note(there.base + "/files/1", "spoof"));

            assertThat(found(there.base + "/files/1")).isFalse();
        }
        there.says(
                "/files/1",
                "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"",
                note(there.base + "/files/1", "real"));
        assertThat(found(there.base + "/files/1")).isTrue();
    }

    @Test
    void a_document_is_asked_for_again_under_its_own_name() {
        there.document("/@bob/1", note(there.base + "/notes/1", "real"));
        there.document("/notes/1", note(there.base + "/notes/1", "real"));
        there.document("/@bob/2", note(there.base + "/notes/2", "invented"));

        assertThat(found(there.base + "/@bob/1")).isTrue();
        assertThat(found(there.base + "/@bob/2")).isFalse();
        assertThat(home.posts.idOf(there.base + "/notes/2")).isEmpty();
    }

    @Test
    void nobody_serves_what_lives_elsewhere() {
        there.document("/notes/1", note(there.base + "/notes/1", "real"));
        evil.document("/notes/1", note(there.base + "/notes/1", "invented"));

        assertThat(found(evil.base + "/notes/1")).isFalse();
        assertThat(home.posts.idOf(there.base + "/notes/1")).isEmpty();
    }

    @Test
    void a_redirect_lends_nobody_another_name() {
        there.says("/leads-away", new Page(302, "text/plain", "", Map.of("Location", evil.base + "/lie")));
        evil.document("/lie", note(there.base + "/leads-away", "invented"));
        evil.says("/leads-back", new Page(302, "text/plain", "", Map.of("Location", there.base + "/notes/1")));
        there.document("/notes/1", note(there.base + "/notes/1", "real"));

        assertThat(found(there.base + "/leads-away")).isFalse();
        assertThat(found(evil.base + "/leads-back")).isTrue();
        assertThat(home.posts.idOf(evil.base + "/leads-back")).isEmpty();
    }

    @Test
    void no_redirect_leads_to_an_instance_that_is_suspended() {
        evil.publish(new Actor("eve", evil.base + "/users/eve", KEYS, bob.ed25519()), "Eve");
        there.says("/short", new Page(302, "text/plain", "", Map.of("Location", evil.base + "/users/eve")));
        home.domains.set(evil.domain(), Level.SUSPEND, false, "", "");

        assertThat(home.federation.lookup().person(there.base + "/short")).isEmpty();
        assertThat(home.people.byUri(evil.base + "/users/eve")).isEmpty();
    }

    @Test
    void a_post_and_its_author_live_on_one_origin() {
        evil.document("/notes/1", note(evil.base + "/notes/1", "in bob's name"));

        assertThat(found(evil.base + "/notes/1")).isFalse();
    }

    @Test
    void circles_of_redirects_and_names_end() {
        there.says("/a", new Page(302, "text/plain", "", Map.of("Location", there.base + "/b")));
        there.says("/b", new Page(302, "text/plain", "", Map.of("Location", there.base + "/a")));
        there.document("/c", note(there.base + "/d", "c"));
        there.document("/d", note(there.base + "/c", "d"));

        assertThat(found(there.base + "/a")).isFalse();
        assertThat(found(there.base + "/c")).isFalse();
        assertThat(there.asked("/a").size()).isLessThan(5);
        assertThat(there.asked("/d")).hasSize(1);
    }

    @Test
    void what_is_gone_is_not_found_and_what_is_too_large_is_not_read() {
        there.document(
                "/notes/1",
                "{\"@context\":\"https://www.w3.org/ns/activitystreams\",\"id\":\"" + there.base
                        + "/notes/1\",\"type\":\"Tombstone\"}");
        there.document("/notes/2", note(there.base + "/notes/2", "x".repeat(1_100_000)));

        assertThat(found(there.base + "/notes/1")).isFalse();
        assertThat(found(there.base + "/notes/2")).isFalse();
    }

    @Test
    void requests_are_signed_and_whoever_wants_the_other_signature_gets_it() {
        there.says("/notes/1", new Page(401, "text/plain", "", Map.of()));

        found(there.base + "/notes/1");

        var asked = there.asked("/notes/1");
        assertThat(asked).hasSize(3);
        assertThat(asked.get(0).headers()).containsKey("signature").doesNotContainKey("signature-input");
        assertThat(asked.get(1).headers().get("signature-input").getFirst()).contains("rsa-v1_5-sha256");
        assertThat(asked.get(2).headers().get("signature-input").getFirst()).contains("ed25519");

        // Who reads none of them is not asked in every manner again.
        found(there.base + "/notes/1");
        assertThat(there.asked("/notes/1")).hasSize(4);
    }

    @Test
    void the_signature_that_a_host_read_is_the_first_that_it_gets_next() {
        there.document("/notes/1", ForeignServer.note(there.base + "/notes/1", bob, "hello", ""));
        there.reads(asked -> asked.headers().getOrDefault("signature-input", List.of()).stream()
                .anyMatch(input -> input.contains("ed25519")));

        there.document("/notes/2", ForeignServer.note(there.base + "/notes/2", bob, "again", ""));

        assertThat(found(there.base + "/notes/1")).isTrue();
        assertThat(found(there.base + "/notes/2")).isTrue();

        assertThat(there.asked("/notes/1")).hasSize(3);
        assertThat(there.asked("/notes/2")).hasSize(1);
    }

    @Test
    void a_domain_and_an_actor_that_name_each_other_are_believed() {
        // The actor lives on one host, and is called by the name of another.
        there.finger("bob@" + there.domain(), bob.uri());
        there.says(
                "/.well-known/webfinger?resource=acct%3Abob%40" + there.domain().replace(":", "%3A"),
                "application/jrd+json",
                """
                {"subject":"acct:bob@%s","links":[{"rel":"self","type":"application/activity+json","href":"%s"}]}
                """.formatted(evil.domain(), bob.uri()));
        evil.finger("bob@" + evil.domain(), bob.uri());

        assertThat(home.meet(bob).handle()).isEqualTo("bob@" + evil.domain());
    }

    @Test
    void nobody_takes_a_name_of_a_domain_that_does_not_know_them() {
        evil.publish(new Actor("bob", evil.base + "/users/bob", KEYS, bob.ed25519()), "Bob himself");
        evil.says(
                "/.well-known/webfinger?resource=acct%3Abob%40" + evil.domain().replace(":", "%3A"),
                "application/jrd+json",
                """
                {"subject":"acct:bob@%s","links":[{"rel":"self","type":"application/activity+json","href":"%s"}]}
                """.formatted(there.domain(), evil.base + "/users/bob"));

        var impostor = home.federation.lookup().person(evil.base + "/users/bob").orElseThrow();

        assertThat(impostor.handle()).isEqualTo("bob@" + evil.domain());
        assertThat(home.federation
                        .lookup()
                        .lookup(Handle.parse("bob@" + there.domain()).orElseThrow())
                        .orElseThrow()
                        .uri())
                .isEqualTo(bob.uri());
    }

    @Test
    void nobody_names_an_actor_who_does_not_answer_to_it() {
        // A domain claims somebody else's actor as one of its own people.
        evil.finger("president@" + evil.domain(), bob.uri());

        var found = home.federation
                .lookup()
                .lookup(Handle.parse("president@" + evil.domain()).orElseThrow());

        assertThat(found).isEmpty();
    }

    @Test
    void nobody_claims_a_name_of_this_instance() {
        home.member("ann");
        evil.document(
                "/users/ann",
                evil.actorDocument(new Actor("ann", evil.base + "/users/ann", KEYS, bob.ed25519()), "Ann")
                        .replace(
                                "\"preferredUsername\"",
                                "\"webfinger\":\"ann@" + home.addresses.authority() + "\",\"preferredUsername\""));

        var found = home.federation.lookup().person(evil.base + "/users/ann");

        assertThat(found.map(person -> person.handle())).contains("ann@" + evil.domain());
    }
}
