// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.allmende.app.TrialInstance;
import org.allmende.base.ActorId;
import org.allmende.moderation.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// People and what is between them, as apps see it.
class CompanyTest {

    private static final String ALL = "read write follow push";

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static AppClient nobody;

    private record Villager(ActorId id, AppClient app) {

        String path(String rest) {
            return "/api/v1/accounts/" + id + rest;
        }
    }

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        nobody = AppClient.nobody(instance.address());
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    private static Villager join(String name) {
        var id = instance.join(name);
        return new Villager(id, nobody.with(instance.token(id, ALL)));
    }

    private static List<String> names(JsonNode list) {
        return list.valueStream().map(one -> one.path("acct").asString()).toList();
    }

    @Test
    void of_who_is_suspended_only_the_name_is_told() {
        var ann = join("ruth");
        var mod = join("mod");
        ann.app.json(
                "PATCH", "/api/v1/accounts/update_credentials", "{\"display_name\":\"Insult\",\"note\":\"insults\"}");

        instance.decide(mod.id, ann.id, Level.SUSPEND);

        var shown = nobody.get(ann.path("")).json();
        assertThat(shown.path("suspended").asBoolean()).isTrue();
        assertThat(shown.path("username").asString()).isEqualTo("ruth");
        assertThat(shown.toString()).doesNotContainIgnoringCase("insult");
    }

    @Test
    void following_brings_posts_home_and_tells_who_is_followed() {
        var ann = join("ann");
        var bob = join("bob");

        var between = bob.app.post(ann.path("/follow")).json();
        var post = ann.app.post("/api/v1/statuses", "status=to my followers").id();

        assertThat(between.path("following").asBoolean()).isTrue();
        assertThat(between.path("showing_reblogs").asBoolean()).isTrue();
        assertThat(names(nobody.get(ann.path("/followers")).json())).containsExactly("bob");
        assertThat(names(nobody.get(bob.path("/following")).json())).containsExactly("ann");
        Soon.soon(() -> assertThat(bob.app
                        .get("/api/v1/timelines/home")
                        .json()
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(post));
        var told = ann.app.get("/api/v1/notifications").json();
        assertThat(told.path(0).path("type").asString()).isEqualTo("follow");
        assertThat(told.path(0).path("account").path("acct").asString()).isEqualTo("bob");

        var quieter = bob.app
                .post(ann.path("/follow"), "reblogs=false", "notify=true")
                .json();
        assertThat(quieter.path("showing_reblogs").asBoolean()).isFalse();
        assertThat(quieter.path("notifying").asBoolean()).isTrue();

        assertThat(bob.app.post(ann.path("/unfollow")).json().path("following").asBoolean())
                .isFalse();
        assertThat(names(nobody.get(ann.path("/followers")).json())).isEmpty();
        assertThat(bob.app.post(bob.path("/follow")).status()).isEqualTo(403);
    }

    @Test
    void a_list_of_muted_people_says_until_when() {
        var nora = join("nora");
        var olga = join("olga");
        var paul = join("paul");

        nora.app.post(olga.path("/mute"), "duration=3600");
        nora.app.post(paul.path("/mute"));

        var muted = nora.app.get("/api/v1/mutes").json();
        assertThat(names(muted)).containsExactly("paul", "olga");
        assertThat(muted.path(0).path("mute_expires_at").isNull()).isTrue();
        assertThat(muted.path(1).path("mute_expires_at").asString()).startsWith("20");
    }

    @Test
    void who_is_locked_decides_who_follows() {
        var carl = join("carl");
        var dora = join("dora");
        var eve = join("eve");
        carl.app.json("PATCH", "/api/v1/accounts/update_credentials", "{\"locked\": true}");

        var asked = dora.app.post(carl.path("/follow")).json();
        eve.app.post(carl.path("/follow"));
        var waiting = carl.app.get("/api/v1/follow_requests").json();
        var own = carl.app.get("/api/v1/accounts/verify_credentials").json();
        var let = carl.app
                .post("/api/v1/follow_requests/" + dora.id + "/authorize")
                .json();
        carl.app.post("/api/v1/follow_requests/" + eve.id + "/reject");

        assertThat(asked.path("requested").asBoolean()).isTrue();
        assertThat(asked.path("following").asBoolean()).isFalse();
        assertThat(names(waiting)).containsExactlyInAnyOrder("dora", "eve");
        assertThat(own.path("source").path("follow_requests_count").asInt()).isEqualTo(2);
        assertThat(let.path("followed_by").asBoolean()).isTrue();
        assertThat(names(nobody.get(carl.path("/followers")).json())).containsExactly("dora");

        var removed = carl.app.post(dora.path("/remove_from_followers")).json();
        assertThat(removed.path("followed_by").asBoolean()).isFalse();
        assertThat(carl.app.post(dora.path("/remove_from_followers")).status()).isEqualTo(200);
    }

    @Test
    void blocks_and_mutes_hold_and_end() {
        var fred = join("fred");
        var gina = join("gina");
        gina.app.post(fred.path("/follow"));

        var blocked = fred.app.post(gina.path("/block")).json();
        var turnedAway = gina.app.post(fred.path("/follow"));

        assertThat(blocked.path("blocking").asBoolean()).isTrue();
        assertThat(blocked.path("followed_by").asBoolean()).isFalse();
        assertThat(turnedAway.status()).isIn(403, 404);
        assertThat(names(fred.app.get("/api/v1/blocks").json())).containsExactly("gina");
        fred.app.post(gina.path("/unblock"));
        assertThat(names(fred.app.get("/api/v1/blocks").json())).isEmpty();

        for (var undoing : List.of("unblock", "unmute", "unfollow")) {
            assertThat(fred.app.post(gina.path("/" + undoing)).status())
                    .as(undoing)
                    .isEqualTo(200);
        }

        var muted = fred.app
                .post(gina.path("/mute"), "duration=3600", "notifications=false")
                .json();
        assertThat(muted.path("muting").asBoolean()).isTrue();
        assertThat(muted.path("muting_notifications").asBoolean()).isFalse();
        assertThat(muted.path("muting_expires_at").asString()).endsWith("Z");
        assertThat(names(fred.app.get("/api/v1/mutes").json())).containsExactly("gina");
        assertThat(fred.app.post(gina.path("/unmute")).json().path("muting").asBoolean())
                .isFalse();

        var noted = fred.app.post(gina.path("/note"), "comment=met at the fair").json();
        assertThat(noted.path("note").asString()).isEqualTo("met at the fair");
        var relationships = fred.app
                .get("/api/v1/accounts/relationships?id[]=" + gina.id + "&id[]=99")
                .json();
        assertThat(relationships.size()).isEqualTo(1);
        assertThat(fred.app.get("/api/v1/accounts/relationships?id[]=x").status())
                .isEqualTo(422);
    }

    @Test
    void who_hides_whom_they_know_shows_it_to_themselves_alone() {
        var fay = join("fay");
        var gus = join("gus");
        fay.app.post(gus.path("/follow"));
        gus.app.post(fay.path("/follow"));

        var own = fay.app
                .json("PATCH", "/api/v1/accounts/update_credentials", "{\"hide_collections\": true}")
                .json();

        assertThat(own.path("source").path("hide_collections").asBoolean()).isTrue();
        assertThat(nobody.get(fay.path("")).json().path("hide_collections").asBoolean())
                .isTrue();
        assertThat(nobody.get(fay.path("")).json().path("followers_count").asInt())
                .isOne();
        for (var list : List.of("/followers", "/following")) {
            assertThat(names(fay.app.get(fay.path(list)).json())).containsExactly("gus");
            assertThat(names(gus.app.get(fay.path(list)).json())).isEmpty();
            assertThat(names(nobody.get(fay.path(list)).json())).isEmpty();
        }
        fay.app.json("PATCH", "/api/v1/accounts/update_credentials", "{\"display_name\": \"F\"}");
        assertThat(nobody.get(fay.path("")).json().path("hide_collections").asBoolean())
                .isTrue();
    }

    @Test
    void a_profile_is_rewritten_in_any_of_the_three_encodings() {
        var hugo = join("hugo");

        var json = hugo.app
                .json("PATCH", "/api/v1/accounts/update_credentials", """
                {"display_name": "Hugo", "note": "Baker\\n<b>of bread</b>", "bot": true,
                 "fields_attributes": [{"name": "Shop", "value": "https://bread.example"}],
                 "source": {"privacy": "unlisted", "language": "de", "sensitive": true}}
                """)
                .json();
        var multipart = hugo.app
                .upload(
                        "PATCH",
                        "/api/v1/accounts/update_credentials",
                        "nothing",
                        new byte[0],
                        "display_name=Hugo B.",
                        "fields_attributes[0][name]=Town",
                        "fields_attributes[0][value]=Ulm")
                .json();
        var tooLong = hugo.app.json(
                "PATCH", "/api/v1/accounts/update_credentials", "{\"display_name\": \"" + "x".repeat(101) + "\"}");

        assertThat(json.path("display_name").asString()).isEqualTo("Hugo");
        assertThat(json.path("note").asString()).contains("&lt;b&gt;").contains("Baker");
        assertThat(json.path("source").path("note").asString()).startsWith("Baker");
        assertThat(json.path("bot").asBoolean()).isTrue();
        assertThat(json.path("fields").path(0).path("value").asString()).contains("href=\"https://bread.example");
        assertThat(json.path("source").path("privacy").asString()).isEqualTo("unlisted");
        assertThat(json.path("source").path("language").asString()).isEqualTo("de");
        assertThat(multipart.path("display_name").asString()).isEqualTo("Hugo B.");
        assertThat(multipart.path("note").asString()).contains("Baker");
        assertThat(multipart.path("fields").path(0).path("value").asString()).isEqualTo("Ulm");
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(hugo.app
                        .post("/api/v1/statuses", "status=quiet")
                        .json()
                        .path("visibility")
                        .asString())
                .isEqualTo("unlisted");
    }

    @Test
    void people_are_found_by_name_and_shown_to_everybody() {
        var ida = join("ida");
        var listed = names(nobody.get("/api/v1/directory?local=true").json());
        ida.app.json("PATCH", "/api/v1/accounts/update_credentials", "{\"discoverable\": true}");

        assertThat(listed).doesNotContain("ida");
        assertThat(nobody.get("/api/v1/accounts/lookup?acct=IDA")
                        .json()
                        .path("id")
                        .asString())
                .isEqualTo(ida.id.toString());
        assertThat(nobody.get("/api/v1/accounts/lookup?acct=ida@"
                                + instance.address().getAuthority())
                        .status())
                .isEqualTo(200);
        assertThat(nobody.get("/api/v1/accounts/lookup?acct=nobody").status()).isEqualTo(404);
        assertThat(names(ida.app.get("/api/v1/accounts/search?q=ida").json())).contains("ida");
        assertThat(names(nobody.get("/api/v1/accounts?id[]=" + ida.id).json())).containsExactly("ida");
        assertThat(names(nobody.get("/api/v1/directory?local=true").json())).contains("ida");
        assertThat(nobody.get("/api/v1/accounts/lookup?acct=ida")
                        .json()
                        .path("avatar")
                        .asString())
                .endsWith("missing.png");
        assertThat(nobody.get("/avatars/original/missing.png").status()).isEqualTo(200);
    }

    @Test
    void notifications_are_listed_grouped_narrowed_and_dismissed() {
        var jan = join("jan");
        var kim = join("kim");
        var lea = join("lea");
        var post = jan.app.post("/api/v1/statuses", "status=like me").id();
        kim.app.post("/api/v1/statuses/" + post + "/favourite");
        lea.app.post("/api/v1/statuses/" + post + "/favourite");
        kim.app.post("/api/v1/statuses", "status=@jan hello");

        var all = jan.app.get("/api/v1/notifications").json();
        var likes = jan.app.get("/api/v1/notifications?types[]=favourite").json();
        var rest =
                jan.app.get("/api/v1/notifications?exclude_types[]=favourite").json();
        var byLea = jan.app.get("/api/v1/notifications?account_id=" + lea.id).json();
        var unknown = jan.app.get("/api/v1/notifications?types[]=admin.report").json();
        var grouped = jan.app.get("/api/v2/notifications").json();

        assertThat(all.size()).isEqualTo(3);
        assertThat(likes.size()).isEqualTo(2);
        assertThat(rest.size()).isEqualTo(1);
        assertThat(byLea.size()).isEqualTo(1);
        assertThat(unknown.size()).isZero();
        var group = grouped.path("notification_groups").path(1);
        assertThat(grouped.path("notification_groups").size()).isEqualTo(2);
        assertThat(group.path("type").asString()).isEqualTo("favourite");
        assertThat(group.path("notifications_count").asInt()).isEqualTo(2);
        assertThat(group.path("status_id").asString()).isEqualTo(post);
        assertThat(group.path("sample_account_ids").size()).isEqualTo(2);
        assertThat(grouped.path("statuses").size()).isEqualTo(2);

        var key = group.path("group_key").asString();
        assertThat(names(jan.app
                        .get("/api/v2/notifications/" + key + "/accounts")
                        .json()))
                .containsExactly("lea", "kim");
        assertThat(jan.app
                        .get("/api/v1/notifications/unread_count")
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(3);
        assertThat(lea.app.get("/api/v2/notifications/" + key).status()).isEqualTo(404);
        assertThat(jan.app.post("/api/v2/notifications/" + key + "/dismiss").status())
                .isEqualTo(200);
        var last = jan.app.get("/api/v1/notifications").json();
        assertThat(last.size()).isEqualTo(1);
        var id = last.path(0).path("id").asString();
        assertThat(lea.app.get("/api/v1/notifications/" + id).status()).isEqualTo(404);
        assertThat(lea.app.post("/api/v1/notifications/" + id + "/dismiss").status())
                .isEqualTo(404);
        assertThat(jan.app.post("/api/v1/notifications/" + id + "/dismiss").status())
                .isEqualTo(200);
        assertThat(jan.app.get("/api/v1/notifications").json().size()).isZero();
    }

    @Test
    void a_report_reaches_the_moderators_and_says_what_it_was() {
        var mia = join("mia");
        var ned = join("ned");
        var post = ned.app.post("/api/v1/statuses", "status=rude").id();

        var report = mia.app.post(
                "/api/v1/reports", "account_id=" + ned.id, "status_ids[]=" + post, "comment=that was rude");

        assertThat(report.status()).isEqualTo(200);
        assertThat(report.json().path("target_account").path("acct").asString()).isEqualTo("ned");
        assertThat(report.json().path("status_ids").path(0).asString()).isEqualTo(post);
        assertThat(mia.app.post("/api/v1/reports", "comment=nobody").status()).isEqualTo(422);
    }
}
