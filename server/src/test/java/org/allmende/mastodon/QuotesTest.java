// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.allmende.app.TrialInstance;
import org.allmende.base.ActorId;
import org.allmende.mastodon.AppClient.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Quoting with consent, on one instance and between two, as apps and other servers see it.
class QuotesTest {

    private static final String ALL = "read write follow push";

    @TempDir
    static Path here;

    @TempDir
    static Path there;

    private static TrialInstance home;
    private static TrialInstance away;
    private static Villager alice;
    private static Villager anna;
    private static Villager bob;
    private static Villager carl;

    private record Villager(String name, ActorId id, AppClient app, URI at) {

        Reply says(String... form) {
            var reply = app.post("/api/v1/statuses", form);
            assertThat(reply.status()).as(reply.error()).isEqualTo(200);
            return reply;
        }

        JsonNode sees(String post) {
            return app.get("/api/v1/statuses/" + post).json();
        }

        JsonNode quoteIn(String post) {
            return sees(post).path("quote");
        }

        /// The post of another instance, found by its address.
        String finds(String uri) {
            var found = app.get("/api/v2/search?resolve=true&type=statuses&q=" + uri)
                    .json()
                    .path("statuses");
            assertThat(found).as(uri).hasSize(1);
            return found.path(0).path("id").asString();
        }

        boolean heard(String kind, String post) {
            return app.get("/api/v1/notifications?types[]=" + kind)
                    .json()
                    .valueStream()
                    .anyMatch(one -> one.path("status").path("id").asString("").equals(post));
        }
    }

    @BeforeAll
    static void open() {
        home = TrialInstance.start(here);
        away = TrialInstance.start(there);
        alice = join(home, "alice");
        anna = join(home, "anna");
        bob = join(away, "bob");
        carl = join(away, "carl");
        // Whom somebody follows, they hear of.
        follow(carl, alice);
        follow(alice, bob);
    }

    @AfterAll
    static void close() {
        home.close();
        away.close();
    }

    private static Villager join(TrialInstance instance, String name) {
        var id = instance.join(name);
        return new Villager(
                name, id, AppClient.nobody(instance.address()).with(instance.token(id, ALL)), instance.address());
    }

    private static void follow(Villager follower, Villager other) {
        var handle = "@" + other.name + "@" + other.at.getAuthority();
        var found = follower.app
                .get("/api/v1/accounts/search?resolve=true&q=" + handle)
                .json()
                .path(0)
                .path("id")
                .asString();
        follower.app.post("/api/v1/accounts/" + found + "/follow");
        Soon.soon(() -> assertThat(follower.app
                        .get("/api/v1/accounts/relationships?id[]=" + found)
                        .json()
                        .path(0)
                        .path("following")
                        .asBoolean())
                .isTrue());
    }

    private static JsonNode document(String uri) {
        return AppClient.send(AppClient.nobody(URI.create(uri))
                        .request("")
                        .uri(URI.create(uri))
                        .header("Accept", "application/activity+json"))
                .json();
    }

    private static void state(Villager reader, String post, String state) {
        Soon.soon(() ->
                assertThat(reader.quoteIn(post).path("state").asString("")).isEqualTo(state));
    }

    @Test
    void a_public_post_is_quoted_with_consent_and_shown_on_both_instances_until_its_author_takes_it_out() {
        var said = alice.says("status=something worth quoting");
        var original = bob.finds(said.json().path("uri").asString());

        var quoting = bob.says("status=look at this", "quoted_status_id=" + original);

        // There, as soon as the stamp has come.
        state(bob, quoting.id(), "accepted");
        assertThat(bob.quoteIn(quoting.id())
                        .path("quoted_status")
                        .path("content")
                        .asString())
                .contains("something worth quoting");
        // Here, to the author, who is told.
        var copy = alice.finds(quoting.json().path("uri").asString());
        state(alice, copy, "accepted");
        assertThat(alice.quoteIn(copy).path("quoted_status").path("id").asString())
                .isEqualTo(said.id());
        Soon.soon(() -> assertThat(alice.heard("quote", copy)).isTrue());
        assertThat(alice.sees(said.id()).path("quotes_count").asInt()).isOne();
        assertThat(alice.app.get("/api/v1/statuses/" + said.id() + "/quotes").json())
                .hasSize(1);
        // In all spellings, with the stamp, which says what it must.
        var note = document(quoting.json().path("uri").asString());
        var uri = said.json().path("uri").asString();
        for (var word : new String[] {"quote", "quoteUri", "quoteUrl", "_misskey_quote"}) {
            assertThat(note.path(word).asString("")).as(word).isEqualTo(uri);
        }
        assertThat(note.path("content").asString()).contains("quote-inline");
        assertThat(note.path("tag").toString()).contains("https://misskey-hub.net/ns#_misskey_quote");
        var stamp = note.path("quoteAuthorization").asString("");
        assertThat(stamp).startsWith(alice.at.toString());
        var proof = document(stamp);
        assertThat(proof.path("type").asString()).isEqualTo("QuoteAuthorization");
        assertThat(proof.path("interactingObject").asString())
                .isEqualTo(note.path("id").asString());
        assertThat(proof.path("interactionTarget").asString()).isEqualTo(uri);

        var revoked = alice.app.post("/api/v1/statuses/" + said.id() + "/quotes/" + copy + "/revoke");

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.json().path("quote").path("state").asString()).isEqualTo("revoked");
        state(bob, quoting.id(), "revoked");
        assertThat(bob.quoteIn(quoting.id()).path("quoted_status").isNull()).isTrue();
        Soon.soon(
                () -> assertThat(document(quoting.json().path("uri").asString()).has("quote"))
                        .isFalse());
        assertThat(document(stamp).path("type").asString("")).isEmpty();
        assertThat(alice.sees(said.id()).path("quotes_count").asInt()).isZero();
    }

    @Test
    void who_lets_nobody_quote_is_not_quoted() {
        var said = alice.says("status=not for quoting", "quote_approval_policy=nobody");
        var original = bob.finds(said.json().path("uri").asString());

        var refused = bob.app.post("/api/v1/statuses", "status=look", "quoted_status_id=" + original);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(bob.sees(original)
                        .path("quote_approval")
                        .path("current_user")
                        .asString())
                .isEqualTo("denied");
        assertThat(anna.app
                        .post("/api/v1/statuses", "status=look", "quoted_status_id=" + said.id())
                        .status())
                .isEqualTo(403);
        assertThat(alice.says("status=my own words", "quoted_status_id=" + said.id())
                        .json()
                        .path("quote")
                        .path("state")
                        .asString())
                .isEqualTo("accepted");
    }

    @Test
    void a_request_that_the_policy_does_not_cover_any_longer_is_rejected() {
        var said = alice.says("status=changed my mind");
        var original = bob.finds(said.json().path("uri").asString());
        // Nobody there has the post from home, so nobody there hears of the change.
        alice.app.put("/api/v1/statuses/" + said.id() + "/interaction_policy", "quote_approval_policy=nobody");

        var quoting = bob.says("status=look", "quoted_status_id=" + original);

        state(bob, quoting.id(), "rejected");
        assertThat(bob.quoteIn(quoting.id()).path("quoted_status").isNull()).isTrue();
        assertThat(alice.sees(said.id()).path("quotes_count").asInt()).isZero();
    }

    @Test
    void only_followers_quote_what_is_for_followers_to_quote() {
        var said = alice.says("status=for friends to quote", "quote_approval_policy=followers");
        var uri = said.json().path("uri").asString();

        assertThat(bob.app
                        .post("/api/v1/statuses", "status=look", "quoted_status_id=" + bob.finds(uri))
                        .status())
                .isEqualTo(403);
        var quoting = carl.says("status=look", "quoted_status_id=" + carl.finds(uri));
        state(carl, quoting.id(), "accepted");
    }

    @Test
    void of_a_quoted_post_that_was_deleted_nothing_is_left() {
        var said = alice.says("status=soon gone");
        var quoting = bob.says(
                "status=look",
                "quoted_status_id=" + bob.finds(said.json().path("uri").asString()));
        state(bob, quoting.id(), "accepted");
        var mine = anna.says("status=look as well", "quoted_status_id=" + said.id());

        alice.app.delete("/api/v1/statuses/" + said.id());

        assertThat(anna.quoteIn(mine.id()).path("state").asString()).isEqualTo("deleted");
        assertThat(anna.sees(mine.id()).toString()).doesNotContain("soon gone");
        state(bob, quoting.id(), "deleted");
    }

    @Test
    void a_quote_shows_no_reader_what_they_may_not_see() {
        var secret = alice.says("status=only for followers", "visibility=private");
        var wide = alice.app.post("/api/v1/statuses", "status=look", "quoted_status_id=" + secret.id());
        var narrow = alice.says("status=look", "visibility=private", "quoted_status_id=" + secret.id());
        var friendly = anna.app.post("/api/v1/statuses", "status=look", "quoted_status_id=" + secret.id());
        var missing = anna.app.post("/api/v1/statuses", "status=look", "quoted_status_id=1");
        var open = alice.says("status=an open word");
        var quoting = anna.says("status=says she", "quoted_status_id=" + open.id());
        var muted = anna.app
                .get("/api/v1/accounts/search?q=alice")
                .json()
                .path(0)
                .path("id")
                .asString();

        anna.app.post("/api/v1/accounts/" + muted + "/mute");

        // Her own, but not wider than it was; and nobody else's.
        assertThat(wide.status()).isEqualTo(422);
        assertThat(alice.quoteIn(narrow.id()).path("state").asString()).isEqualTo("accepted");
        assertThat(friendly.status()).isEqualTo(422);
        assertThat(friendly.error()).isEqualTo(missing.error());
        // Whom the reader has muted is not shown through the words of others, nor through their own.
        assertThat(anna.quoteIn(quoting.id()).path("state").asString()).isEqualTo("unauthorized");
        assertThat(anna.sees(quoting.id()).path("quote").toString()).doesNotContain("an open word");
        anna.app.post("/api/v1/accounts/" + muted + "/unmute");
    }

    @Test
    void what_stays_here_is_quoted_only_here() {
        var local = alice.says("status=among us", "visibility=local");

        var quoting = anna.says("status=look", "visibility=public", "quoted_status_id=" + local.id());

        assertThat(quoting.json().path("local_only").asBoolean()).isTrue();
        assertThat(quoting.json().path("quote").path("state").asString()).isEqualTo("accepted");
        assertThat(document(quoting.json().path("uri").asString()).path("type").asString(""))
                .isEmpty();
    }

    @Test
    void who_has_quoted_hears_of_changes_and_an_edit_keeps_the_quote() {
        var said = alice.says("status=first version");
        var quoting = anna.says("status=look", "quoted_status_id=" + said.id());

        alice.app.put("/api/v1/statuses/" + said.id(), "status=second version");
        anna.app.put("/api/v1/statuses/" + quoting.id(), "status=look again");

        Soon.soon(() -> assertThat(anna.heard("quoted_update", quoting.id())).isTrue());
        var now = anna.sees(quoting.id());
        assertThat(now.path("quote").path("quoted_status").path("content").asString())
                .contains("second version");
        assertThat(now.path("content").asString()).contains("quote-inline").contains("look again");
        assertThat(anna.app
                        .get("/api/v1/statuses/" + quoting.id() + "/source")
                        .json()
                        .path("text")
                        .asString())
                .isEqualTo("look again");
    }

    @Test
    void the_policy_of_a_member_is_theirs_to_choose_and_is_published() {
        anna.app.json("PATCH", "/api/v1/accounts/update_credentials", "{\"source\":{\"quote_policy\":\"followers\"}}");

        var said = anna.says("status=as usual");
        var letter = anna.says("status=quietly", "visibility=private", "quote_approval_policy=public");

        assertThat(anna.app
                        .get("/api/v1/preferences")
                        .json()
                        .path("posting:default:quote_policy")
                        .asString())
                .isEqualTo("followers");
        assertThat(said.json().path("quote_approval").path("automatic").toString())
                .isEqualTo("[\"followers\"]");
        assertThat(letter.json().path("quote_approval").path("automatic").toString())
                .isEqualTo("[]");
        var rule = document(said.json().path("uri").asString())
                .path("interactionPolicy")
                .path("canQuote")
                .path("automaticApproval");
        assertThat(rule.path(0).asString("")).endsWith("/followers");
        anna.app.json("PATCH", "/api/v1/accounts/update_credentials", "{\"source\":{\"quote_policy\":\"public\"}}");
    }
}
