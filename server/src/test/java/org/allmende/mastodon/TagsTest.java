// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.allmende.app.TrialInstance;
import org.allmende.base.ActorId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Hashtags that members follow and show, and people whom they recommend, as apps see it.
class TagsTest {

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static AppClient nobody;

    private record Villager(ActorId id, AppClient app) {}

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
        return new Villager(id, nobody.with(instance.token(id, "read write follow")));
    }

    private static List<String> all(JsonNode list, String name) {
        return list.valueStream().map(one -> one.path(name).asString()).toList();
    }

    @Test
    void a_followed_hashtag_fills_the_home_and_is_listed_page_by_page() {
        var ann = join("ann");
        var bob = join("bob");

        var followed = ann.app.post("/api/v1/tags/Apfelbaum/follow").json();
        ann.app.post("/api/v1/tags/birnbaum/follow");
        var post =
                bob.app.post("/api/v1/statuses", "status=in bloom #apfelbaum").id();

        assertThat(followed.path("name").asString()).isEqualTo("apfelbaum");
        assertThat(followed.path("following").asBoolean()).isTrue();
        Soon.soon(() -> assertThat(all(ann.app.get("/api/v1/timelines/home").json(), "id"))
                .contains(post));
        var shown = ann.app.get("/api/v1/tags/apfelbaum").json();
        assertThat(shown.path("following").asBoolean()).isTrue();
        assertThat(shown.path("history").size()).isEqualTo(7);
        assertThat(shown.path("history").path(0).path("uses").asString()).isEqualTo("1");
        assertThat(shown.path("history").path(0).path("accounts").asString()).isEqualTo("1");
        assertThat(nobody.get("/api/v1/tags/apfelbaum").json().path("following").asBoolean())
                .isFalse();

        var first = ann.app.get("/api/v1/followed_tags?limit=1");
        assertThat(all(first.json(), "name")).containsExactly("birnbaum");
        var next = first.header("Link").replaceFirst(".*<https?://[^/]*([^>]*)>; rel=\"next\".*", "$1");
        assertThat(all(ann.app.get(next).json(), "name")).containsExactly("apfelbaum");

        assertThat(ann.app
                        .post("/api/v1/tags/apfelbaum/unfollow")
                        .json()
                        .path("following")
                        .asBoolean())
                .isFalse();
        assertThat(all(ann.app.get("/api/v1/timelines/home").json(), "id")).doesNotContain(post);
        assertThat(ann.app.post("/api/v1/tags/no%20tag/follow").status()).isEqualTo(404);
    }

    @Test
    void hashtags_stand_on_a_profile_with_their_numbers() {
        var carl = join("carl");
        var dora = join("dora");
        carl.app.post("/api/v1/statuses", "status=flour #brot");
        carl.app.post("/api/v1/statuses", "status=between us #brot", "visibility=private");

        assertThat(all(carl.app.get("/api/v1/featured_tags/suggestions").json(), "name"))
                .containsExactly("brot");
        var made = carl.app.post("/api/v1/featured_tags", "name=#Brot").json();
        carl.app.post("/api/v1/tags/salz/feature");

        assertThat(made.path("statuses_count").asString()).isEqualTo("1");
        assertThat(made.path("last_status_at").asString()).matches("\\d{4}-\\d\\d-\\d\\d");
        var seen =
                dora.app.get("/api/v1/accounts/" + carl.id + "/featured_tags").json();
        assertThat(all(seen, "name")).containsExactly("brot", "salz");
        assertThat(seen.path(1).path("last_status_at").isNull()).isTrue();
        assertThat(carl.app.get("/api/v1/tags/brot").json().path("featuring").asBoolean())
                .isTrue();
        assertThat(dora.app.get("/api/v1/tags/brot").json().path("featuring").asBoolean())
                .isFalse();

        assertThat(dora.app
                        .delete("/api/v1/featured_tags/" + made.path("id").asString())
                        .status())
                .isEqualTo(404);
        assertThat(carl.app
                        .delete("/api/v1/featured_tags/" + made.path("id").asString())
                        .status())
                .isEqualTo(200);
        assertThat(all(carl.app.get("/api/v1/featured_tags").json(), "name")).containsExactly("salz");
        assertThat(carl.app.post("/api/v1/featured_tags", "name=a b").status()).isEqualTo(422);
    }

    @Test
    void who_is_followed_can_be_recommended() {
        var emil = join("emil");
        var frida = join("frida");
        var path = "/api/v1/accounts/" + frida.id;

        assertThat(emil.app.post(path + "/endorse").status()).isEqualTo(422);
        emil.app.post(path + "/follow");
        assertThat(emil.app.post(path + "/pin").json().path("endorsed").asBoolean())
                .isTrue();

        assertThat(all(
                        nobody.get("/api/v1/accounts/" + emil.id + "/endorsements")
                                .json(),
                        "acct"))
                .containsExactly("frida");
        assertThat(all(emil.app.get("/api/v1/endorsements").json(), "acct")).containsExactly("frida");
        assertThat(emil.app.post(path + "/unendorse").json().path("endorsed").asBoolean())
                .isFalse();
        assertThat(emil.app.get("/api/v1/endorsements").json().size()).isZero();
    }

    @Test
    void what_many_speak_of_is_shown_where_the_house_wants_it() {
        var gert = join("gert");
        var hans = join("hans");
        var ida = join("ida");
        for (var one : List.of(gert, hans, ida)) {
            one.app.json("PATCH", "/api/v1/accounts/update_credentials", "{\"discoverable\":true}");
            one.app.post("/api/v1/statuses", "status=hot today #wetter");
        }
        assertThat(nobody.get("/api/v1/trends/tags").json().size()).isZero();

        instance.showTrends();

        var trends = nobody.get("/api/v1/trends/tags").json();
        assertThat(all(trends, "name")).contains("wetter");
        assertThat(nobody.get("/api/v1/trends/statuses").json().size()).isZero();
        assertThat(nobody.get("/api/v1/trends/links").json().size()).isZero();
        assertThat(nobody.get("/api/v1/timelines/link?url=https://a.example/")
                        .json()
                        .size())
                .isZero();
    }

    @Test
    void people_are_suggested_once_and_familiar_ones_named() {
        var jan = join("jan");
        var kim = join("kim");
        var lea = join("lea");
        lea.app.json("PATCH", "/api/v1/accounts/update_credentials", "{\"discoverable\":true}");
        jan.app.post("/api/v1/accounts/" + kim.id + "/follow");
        kim.app.post("/api/v1/accounts/" + lea.id + "/follow");

        var suggested = jan.app.get("/api/v2/suggestions").json();
        assertThat(suggested.path(0).path("account").path("acct").asString()).isEqualTo("lea");
        assertThat(suggested.path(0).path("sources").path(0).asString()).isEqualTo("friends_of_friends");
        var familiar = jan.app
                .get("/api/v1/accounts/familiar_followers?id[]=" + lea.id)
                .json();
        assertThat(all(familiar.path(0).path("accounts"), "acct")).containsExactly("kim");
        assertThat(all(jan.app.get("/api/v1/directory?order=new&limit=1").json(), "acct"))
                .hasSize(1);

        assertThat(jan.app.delete("/api/v1/suggestions/" + lea.id).status()).isEqualTo(200);
        assertThat(jan.app.get("/api/v1/suggestions").json().size()).isZero();
    }
}
