// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.Audience;
import org.allmende.activitypub.ForeignServer.Actor;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireActor;
import org.allmende.activitystreams.WireJson;
import org.allmende.base.ActorId;
import org.allmende.moderation.Level;
import org.allmende.text.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What others can read here, and what they cannot.
class ServingTest {

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

    private static WireJson json(HttpResponse<String> response) {
        try {
            assertThat(response.statusCode()).isEqualTo(200);
            return WireJson.parse(response.body().getBytes(UTF_8));
        } catch (Unreadable e) {
            throw new AssertionError(response.body(), e);
        }
    }

    @Test
    void an_actor_can_be_read_by_our_own_strict_reader() throws Unreadable {
        var response = home.get(home.addresses.actor(ann));

        var actor = WireActor.read(json(response));
        assertThat(actor.preferredUsername()).isEqualTo("ann");
        assertThat(actor.requestKeys()).hasSize(1);
        assertThat(actor.proofKeys()).hasSize(1);
        assertThat(response.headers().firstValue("ETag")).isPresent();
        assertThat(response.headers().firstValue("Vary").orElse("")).contains("Accept");
    }

    @Test
    void the_instance_has_an_actor_and_keeps_it() throws Unreadable {
        var before = home.federation.instanceActor();

        home = home.restarted();

        assertThat(home.federation.instanceActor()).isEqualTo(before);
        assertThat(WireActor.read(json(home.get(home.addresses.actor(before)))).type())
                .isEqualTo(WireActor.Type.APPLICATION);
    }

    @Test
    void a_handle_an_address_and_a_page_lead_to_the_same_actor() {
        for (var resource : new String[] {
            "acct:ann@" + home.addresses.authority(), home.addresses.actor(ann), home.addresses.page("ann")
        }) {
            var found = json(home.get("/.well-known/webfinger?resource=" + resource));
            assertThat(found.raw().toString()).contains(home.addresses.actor(ann));
        }
        assertThat(home.get("/.well-known/webfinger?resource=acct:nobody@" + home.addresses.authority())
                        .statusCode())
                .isEqualTo(404);
        assertThat(home.get("/.well-known/webfinger?resource=acct:ann@elsewhere.example")
                        .statusCode())
                .isEqualTo(404);
        assertThat(home.get("/.well-known/webfinger").statusCode()).isEqualTo(400);
    }

    @Test
    void the_instance_tells_what_it_is_and_counts_honestly() {
        home.says(ann, "one", Audience.PUBLIC);

        var node = json(home.get("/nodeinfo/2.1"));

        assertThat(home.get("/.well-known/nodeinfo").body()).contains("/nodeinfo/2.0", "/nodeinfo/2.1");
        assertThat(node.object("usage").orElseThrow().count("localPosts")).hasValue(1);
        assertThat(node.object("usage")
                        .orElseThrow()
                        .object("users")
                        .orElseThrow()
                        .count("total"))
                .hasValue(1);
        assertThat(home.get("/nodeinfo/3.0").statusCode()).isEqualTo(404);
        assertThat(home.get("/.well-known/host-meta").body()).contains("lrdd");
    }

    private long total(String address) {
        return json(home.get(address)).count("totalItems").orElseThrow();
    }

    private WireJson usage() {
        return json(home.get("/nodeinfo/2.0")).object("usage").orElseThrow();
    }

    @Test
    void what_is_counted_is_what_was_said_here_and_what_is_told_is_what_may_be_read() {
        var said = home.says(ann, "one", Audience.PUBLIC);
        home.says(ann, "for friends", Audience.FOLLOWERS);
        home.says(ann, "for here", Audience.LOCAL);
        var ben = home.member("ben");
        home.does(new Activity.Share(home.next(), ben, home.ids.post(), said, Audience.PUBLIC));

        assertThat(usage().count("localPosts")).hasValue(3);
        assertThat(usage().count("localComments")).hasValue(0);
        assertThat(total(home.addresses.outbox(ann))).isOne();
        assertThat(total(home.addresses.outbox(ben))).isOne();

        home.does(new Activity.Unshare(home.next(), ben, said));
        home.does(new Activity.Erase(home.next(), ann, said));
        assertThat(total(home.addresses.outbox(ann))).isZero();
        assertThat(total(home.addresses.outbox(ben))).isZero();
        home.database.write(tx -> {
            home.people.suspend(tx, ann, true);
            return true;
        });
        assertThat(usage().count("localPosts")).hasValue(0);
        assertThat(usage().object("users").orElseThrow().count("total")).hasValue(1);
    }

    @Test
    void who_hides_whom_they_know_tells_how_many_alone() {
        var bob = there.actor("bob");
        home.follower(there, bob, ann);
        assertThat(home.get(home.addresses.followers(ann) + "?page=true").body())
                .contains(bob.uri());

        home.does(new Activity.UpdateProfile(
                home.next(), ann, HomeInstance.profile("ann", false).withHiddenFollows(true)));

        assertThat(total(home.addresses.followers(ann))).isOne();
        assertThat(home.get(home.addresses.followers(ann)).body())
                .doesNotContain("first")
                .doesNotContain(bob.uri());
        for (var list : new String[] {home.addresses.followers(ann), home.addresses.following(ann)}) {
            assertThat(home.get(list + "?page=true").statusCode()).isEqualTo(404);
            assertThat(there.read(list + "?page=true", bob).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_false_proof_of_a_strangers_key_is_not_believed() {
        var bob = there.actor("bob");
        var document = there.actorDocument(bob, "Bob");
        var proof = """
                {"type":"VerifiableIdentityStatement","subject":"%s","alsoKnownAs":"%s","proof":{
                 "type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022","created":"2023-02-24T23:36:38Z",
                 "verificationMethod":"%s","proofPurpose":"assertionMethod","proofValue":"z26W7TfJYD9DrGqnem245zNbeCbTwjb8\
                avpduzi1JPhFrwML99CpP6gGXSKSXAcQdpGFBXF4kx7VwtXKhu7VDZJ54"}}
                """.formatted(
                bob.ed25519().open().didKey(), bob.uri(), bob.ed25519().open().didKey());
        there.document("/users/bob", document.strip().replaceFirst("\\}$", ",\"attachment\":[" + proof.strip() + "]}"));

        assertThat(home.meet(bob).profile().identities()).isEmpty();
    }

    @Test
    void a_stranger_whose_lists_are_closed_is_known_to_hide_them() {
        var bob = there.actor("bob");
        there.document("/users/bob/followers", closed(bob.uri() + "/followers", 7));

        var met = home.federation.lookup().person(bob.uri()).orElseThrow();
        assertThat(met.profile().hidesFollows()).isTrue();
        assertThat(met.followers()).isEqualTo(7);

        there.document(
                "/users/bob/followers",
                closed(bob.uri() + "/followers", 7).replace("}", ",\"first\":\"" + there.base + "/1\"}"));
        clock.pass(Duration.ofDays(2));
        home.federation.lookup().lookup(Handle.of("bob", there.domain()).orElseThrow());
        home.settle();
        assertThat(home.people.byUri(bob.uri()).orElseThrow().profile().hidesFollows())
                .isFalse();
    }

    private static String closed(String id, long total) {
        return """
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%s","type":"OrderedCollection",
                 "totalItems":%d}
                """.formatted(id, total).strip();
    }

    @Test
    void a_post_for_followers_is_read_by_followers_only() {
        var bob = there.actor("bob");
        var eve = there.actor("eve");
        home.follower(there, bob, ann);
        var post = home.addresses.post(home.says(ann, "for friends", Audience.FOLLOWERS));

        assertThat(home.get(post).statusCode()).isEqualTo(404);
        assertThat(there.read(post, eve).statusCode()).isEqualTo(404);
        assertThat(there.read(post, bob).body()).contains("for friends");
        for (var part : new String[] {"", "/activity", "/replies", "/likes", "/shares"}) {
            assertThat(there.read(post + part, bob)
                            .headers()
                            .firstValue("Cache-Control")
                            .orElse(""))
                    .as(part)
                    .contains("no-store");
        }
        assertThat(there.read(post, new Actor("bob", bob.uri(), eve.rsa(), bob.ed25519()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(home.get(post + "/activity").statusCode()).isEqualTo(404);
        assertThat(home.get(post + "/replies").statusCode()).isEqualTo(404);
        assertThat(home.get(post + "/likes").statusCode()).isEqualTo(404);
    }

    @Test
    void a_house_that_wants_to_know_its_readers_gives_nothing_to_the_nameless() throws Unreadable {
        var bob = there.actor("bob");
        home.meet(bob);
        var post = home.addresses.post(home.says(ann, "hello", Audience.PUBLIC));
        var addresses = new String[] {
            post,
            post + "/activity",
            post + "/replies",
            post + "/likes",
            post + "/shares",
            post.replace("/ap/posts/", "/ap/threads/"),
            home.addresses.outbox(ann),
            home.addresses.outbox(ann) + "?page=true",
            home.addresses.followers(ann),
            home.addresses.following(ann),
            home.addresses.featured(ann),
            home.addresses.featuredTags(ann)
        };
        home.house.demandSignatures(true);

        for (var address : addresses) {
            assertThat(home.get(address).statusCode()).as(address).isEqualTo(401);
            assertThat(home.get(address, "text/html").body()).as(address).doesNotContain("hello", "totalItems");
            assertThat(there.read(address, bob)
                            .headers()
                            .firstValue("Cache-Control")
                            .orElse(""))
                    .as(address)
                    .contains("no-store");
        }
        assertThat(home.get(home.addresses.actor(ann)).body())
                .contains("publicKeyPem")
                .doesNotContain("outbox");
        assertThat(there.read(home.addresses.actor(ann), bob).body()).contains("outbox");
        assertThat(home.get(home.addresses.actor(home.federation.instanceActor()))
                        .body())
                .contains("outbox");

        // Blocked by the author: as if nothing were there.
        home.block(ann, home.people.byUri(bob.uri()).orElseThrow().id());
        for (var address : addresses) {
            assertThat(there.read(address, bob).statusCode()).as(address).isEqualTo(404);
        }
        assertThat(there.read(home.addresses.actor(ann), bob).body()).doesNotContain("outbox");
    }

    @Test
    void a_suspended_server_is_nobody_to_a_house_that_wants_to_know_its_readers() {
        var bob = there.actor("bob");
        home.meet(bob);
        var post = home.addresses.post(home.says(ann, "hello", Audience.PUBLIC));
        home.house.demandSignatures(true);
        assertThat(there.read(post, bob).statusCode()).isEqualTo(200);

        home.domains.set(there.domain(), Level.SUSPEND, false, "", "");

        assertThat(there.read(post, bob).statusCode()).isEqualTo(401);
    }

    @Test
    void who_is_suspended_reads_like_the_nameless() {
        var bob = there.actor("bob");
        var carol = there.actor("carol", bob.rsa());
        home.follower(there, bob, ann);
        home.follower(there, carol, ann);
        var open = home.addresses.post(home.says(ann, "hello", Audience.PUBLIC));
        var narrow = home.addresses.post(home.says(ann, "for friends", Audience.FOLLOWERS));
        assertThat(there.read(narrow, bob).statusCode()).isEqualTo(200);

        home.suspend(home.people.byUri(bob.uri()).orElseThrow().id());

        assertThat(there.read(open, bob).statusCode()).isEqualTo(200);
        assertThat(there.read(narrow, bob).statusCode()).isEqualTo(404);
        home.house.demandSignatures(true);
        assertThat(there.read(open, bob).statusCode()).isEqualTo(401);
        assertThat(there.read(narrow, bob).statusCode()).isEqualTo(401);
        assertThat(there.read(narrow, carol).statusCode()).isEqualTo(200);
    }

    @Test
    void collections_show_what_is_public() {
        var post = home.says(ann, "hello", Audience.PUBLIC);
        home.says(ann, "for friends", Audience.FOLLOWERS);
        home.says(
                home.member("carl"),
                HomeInstance.draft("an answer", Audience.PUBLIC, Optional.of(post), Optional.empty()));

        assertThat(json(home.get(home.addresses.outbox(ann))).count("totalItems"))
                .hasValue(1);
        assertThat(home.get(home.addresses.outbox(ann) + "?page=true").body())
                .contains("hello")
                .doesNotContain("for friends");
        assertThat(json(home.get(home.addresses.replies(post))).count("totalItems"))
                .hasValue(1);
        assertThat(json(home.get(home.addresses.followers(ann))).count("totalItems"))
                .hasValue(0);
        assertThat(json(home.get(home.addresses.featured(ann))).count("totalItems"))
                .hasValue(0);
    }

    @Test
    void people_are_led_to_pages_and_programs_to_documents() {
        var post = home.says(ann, "hello", Audience.PUBLIC);

        assertThat(home.get(home.addresses.post(post), "text/html").headers().firstValue("Location"))
                .contains(home.addresses.page("ann", post));
        assertThat(home.get("/@ann").headers().firstValue("Location")).contains(home.addresses.actor(ann));
        assertThat(home.get("/@ann", "text/html,*/*").body()).isEqualTo("page");
    }

    @Test
    void a_stranger_is_found_by_handle_and_a_post_by_address() {
        var bob = there.actor("bob");
        there.document("/notes/1", ForeignServer.note(there.base + "/notes/1", bob, "found", ""));
        var lookup = home.federation.lookup();

        var person = lookup.lookup(Handle.parse("bob@" + there.domain()).orElseThrow());
        var post = lookup.post(there.base + "/notes/1");

        assertThat(person.orElseThrow().uri()).isEqualTo(bob.uri());
        assertThat(post).isPresent().isEqualTo(home.posts.idOf(there.base + "/notes/1"));
        assertThat(lookup.lookup(Handle.local("ann")).orElseThrow().id()).isEqualTo(ann);
        assertThat(lookup.person(home.addresses.page("ann")).orElseThrow().id()).isEqualTo(ann);
        assertThat(lookup.lookup(Handle.parse("nobody@" + there.domain()).orElseThrow()))
                .isEmpty();
    }
}
