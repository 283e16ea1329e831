// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.allmende.access.Role;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people with bad intentions do to pages, and what it gets them.
class GuardTest {

    private static final String HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}";

    /// What would run or load something: a tag out of the text, or an attribute out of its quotes.
    private static final Pattern BROKEN_OUT = Pattern.compile("<script>|<img src=x|<[^>]*\\son[a-z]+\\s*=");

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static Browser ann;
    private static Browser bob;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        instance.join("ann", Role.OWNER);
        instance.join("bob");
        ann = Browser.of(instance, "ann");
        bob = Browser.of(instance, "bob");
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    @Test
    void forms_of_other_sites_do_not_count() {
        var home = bob.get("/home");

        var elsewhere = bob.forged("/deeds", "https://evil.example", bob.csrf(), "like=1");
        var blind = bob.forged("/logout", instance.address().toString(), "guessed");
        var login = new Browser(instance.address())
                .forged("/login", "https://evil.example", "", "name=bob", "password=" + TrialInstance.PASSWORD);

        assertThat(home.status()).isEqualTo(200);
        assertThat(elsewhere.status()).isEqualTo(403);
        assertThat(blind.status()).isEqualTo(403);
        assertThat(login.status()).isEqualTo(403);
        assertThat(bob.get("/home").path()).isEqualTo("/home");
    }

    @Test
    void the_longest_address_leads_to_the_login_too() {
        var visitor = new Browser(instance.address());

        assertThat(visitor.get("/home?" + "a=b&".repeat(3_000)).path()).startsWith("/login");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "https://evil.example",
                "/\\evil.example",
                "/%09/evil.example\r\nX: y",
                "javascript:alert(1)"
            })
    void after_the_login_one_stays_here(String next) {
        var browser = new Browser(instance.address(), HttpClient.Redirect.NEVER);

        var page = browser.post("/login", "name=bob", "password=" + TrialInstance.PASSWORD, "next=" + next);

        assertThat(page.status()).isEqualTo(303);
        assertThat(page.header("Location")).isEqualTo("/home");
    }

    @Test
    void the_session_is_out_of_reach_of_scripts_and_other_sites() {
        var browser = new Browser(instance.address(), HttpClient.Redirect.NEVER);

        var page = browser.post("/login", "name=bob", "password=" + TrialInstance.PASSWORD, "next=/");

        assertThat(page.header("Set-Cookie"))
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Path=/;");
    }

    @Test
    void a_login_ends_the_session_that_was_there_before() {
        var browser = Browser.of(instance, "bob");
        var before = browser.csrf();

        browser.post("/login", "name=ann", "password=" + TrialInstance.PASSWORD);

        assertThat(browser.get("/home").html()).contains("/@ann").doesNotContain(before);
    }

    @Test
    void a_cookie_is_worth_nothing_after_the_logout() {
        var browser = new Browser(instance.address(), HttpClient.Redirect.NEVER);
        browser.get("/login");
        var cookie = browser.post("/login", "name=bob", "password=" + TrialInstance.PASSWORD)
                .header("Set-Cookie")
                .split(";", 2)[0];
        var thief = new Browser(instance.address());
        assertThat(thief.getWith(cookie, "/home").path()).isEqualTo("/home");

        browser.get("/home");
        assertThat(browser.post("/logout").status()).isEqualTo(303);

        assertThat(thief.getWith(cookie, "/home").path()).startsWith("/login");
    }

    @Test
    void a_report_of_a_letter_does_not_open_it_to_those_who_look_at_reports() {
        var carl = instance.join("carl");
        Browser.of(instance, "carl").write("@bob a word in private", "audience=direct");
        var letter = bob.get("/@carl").find("id=\"p(\\d+)\"").orElseThrow();

        bob.post("/people/" + carl + "/report", "comment=he is rude", "post=" + letter);

        assertThat(ann.get("/house/reports").html()).contains("he is rude").doesNotContain("a word in private");
        bob.write("for everybody to read", "audience=public");
        var open = bob.get("/@bob").find("id=\"p(\\d+)\"").orElseThrow();
        ann.post("/people/" + instance.actor("bob") + "/report", "comment=and so is he", "post=" + open);
        assertThat(ann.get("/house/reports").html()).contains("for everybody to read");
    }

    @Test
    void nothing_on_any_page_runs_or_asks_others() {
        var pages = List.of(
                "/home",
                "/local",
                "/federated",
                "/compose",
                "/notifications",
                "/search?q=a",
                "/@bob",
                "/bookmarks",
                "/settings/profile",
                "/settings/sessions",
                "/settings/leave",
                "/house",
                "/house/rules",
                "/house/texts/terms",
                "/house/storage",
                "/house/reports",
                "/house/domains",
                "/house/jobs",
                "/house/invitations",
                "/about",
                "/terms",
                "/privacy",
                "/accept",
                "/look",
                "/menu",
                "/about/audiences",
                "/requests",
                "/nothing-here");
        for (var path : pages) {
            var page = ann.get(path);

            assertThat(page.header("Content-Security-Policy"))
                    .as(path)
                    .startsWith("default-src 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(page.header("Referrer-Policy")).as(path).isEqualTo("same-origin");
            assertThat(page.html())
                    .as(path)
                    .doesNotContainPattern("<script(?! src=\"/assets/)|<style|\\sstyle=|\\son[a-z]+=");
            assertThat(page.all("<(?:script|img|video|audio|iframe|source)[^>]* src=\"([^\"]+)\""))
                    .as(path)
                    .allMatch(src -> src.startsWith("/"));
            assertThat(page.html())
                    .as(path)
                    .contains("<main id=\"main\"")
                    .contains("<h1")
                    .contains("class=\"skip\"");
        }
    }

    @Test
    void whatever_is_typed_is_shown_as_text() {
        ann.get("/settings/profile");
        ann.upload(
                "/settings/profile",
                List.of(),
                "display=" + HOSTILE,
                "bio=" + HOSTILE,
                "field0=" + HOSTILE,
                "value0=" + HOSTILE);
        ann.write(HOSTILE, "audience=public", "warning=" + HOSTILE, "option[]=" + HOSTILE, "option[]=" + HOSTILE + "2");
        var post = ann.get("/@ann").find("id=\"p(\\d+)\"").orElseThrow();
        bob.post("/deeds", "like=" + post, "back=/home");

        for (var path :
                List.of("/@ann", "/@ann/" + post, "/local", "/search?q=" + "%22%3E%3Cscript%3E", "/@ann/followers")) {
            assertThat(bob.get(path).html()).as(path).doesNotContainPattern(BROKEN_OUT);
        }
        assertThat(ann.get("/notifications").html()).doesNotContainPattern(BROKEN_OUT);
        assertThat(ann.get("/settings/profile").html()).doesNotContainPattern(BROKEN_OUT);
        assertThat(ann.get("/posts/" + post + "/edit").html()).doesNotContainPattern(BROKEN_OUT);
        assertThat(bob.get("/compose?text=" + "%3Cscript%3Ealert(1)%3C/script%3E")
                        .html())
                .doesNotContainPattern(BROKEN_OUT);
        assertThat(bob.get("/@ann.rss").html()).doesNotContain("<script>");
    }

    @Test
    void who_may_not_see_a_post_sees_what_is_not_there() {
        for (var audience : List.of("followers", "direct", "mutuals")) {
            ann.write("between us " + audience, "audience=" + audience);
            var id = ann.get("/@ann").find("id=\"p(\\d+)\"").orElseThrow();
            var absent = Long.toString(Long.parseLong(id) + 1);

            for (var path : List.of(
                    "/@ann/%s",
                    "/posts/%s", "/@ann/%s/history", "/@ann/%s/likes", "/posts/%s/edit", "/compose?reply=%s")) {
                var hidden = bob.get(path.formatted(id));
                var nothing = bob.get(path.formatted(absent));

                assertThat(hidden.status()).as(path).isEqualTo(404);
                assertThat(hidden.html().replace(id, ""))
                        .as(path)
                        .isEqualTo(nothing.html().replace(absent, ""));
            }
            assertThat(bob.post("/deeds", "like=" + id).status()).isEqualTo(404);
            assertThat(bob.get("/@ann").html()).doesNotContain("between us");
            assertThat(new Browser(instance.address()).get("/@ann.rss").html()).doesNotContain("between us");
        }
    }

    @Test
    void what_stays_here_is_for_members() {
        ann.write("only for this place", "audience=local");
        var id = ann.get("/@ann").find("id=\"p(\\d+)\"").orElseThrow();
        var visitor = new Browser(instance.address());

        assertThat(bob.get("/@ann/" + id).html()).contains("only for this place");
        assertThat(visitor.get("/@ann/" + id).status()).isEqualTo(404);
        assertThat(visitor.get("/local").html()).doesNotContain("only for this place");
    }

    @Test
    void the_posts_of_others_are_not_to_be_changed() {
        ann.write("mine alone", "audience=public");
        var id = ann.get("/@ann").find("id=\"p(\\d+)\"").orElseThrow();

        assertThat(bob.post("/posts/" + id + "/erase").status()).isEqualTo(404);
        assertThat(bob.upload("/posts/" + id + "/edit", List.of(), "text=his").status())
                .isEqualTo(404);
        assertThat(bob.post("/deeds", "pin=" + id).status()).isBetween(400, 499);
        assertThat(bob.get("/@ann/" + id).html()).contains("mine alone");
    }

    @Test
    void the_house_is_looked_after_by_its_own() {
        for (var path : List.of(
                "/house",
                "/house/rules",
                "/house/texts/terms",
                "/house/storage",
                "/house/members",
                "/house/invitations",
                "/house/reports",
                "/house/domains",
                "/house/jobs")) {
            assertThat(bob.get(path).status()).as(path).isEqualTo(404);
        }
        for (var path : List.of(
                "/house",
                "/house/rules",
                "/house/invitations",
                "/house/domains",
                "/house/domains/lift",
                "/house/storage",
                "/house/jobs/again",
                "/house/jobs/again/all",
                "/house/jobs/discard",
                "/house/jobs/discard/all",
                "/house/jobs/host",
                "/house/members/1/approve",
                "/house/people/1/suspend")) {
            assertThat(bob.post(path, "title=Mine", "text=Mine", "registration=open")
                            .status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(new Browser(instance.address()).get("/house").path()).startsWith("/login");
    }

    @Test
    void guessing_a_password_is_slow_even_from_many_addresses(@TempDir Path other) {
        try (var strict = TrialInstance.strict(other)) {
            strict.join("ann");
            var thief = new Browser(strict.address());
            var spellings = List.of("ann", "@ann", "Ann", " @ANN", "@ ann ");
            for (int i = 0; i < 10; i++) {
                assertThat(thief.post("/login", "name=" + spellings.get(i % 5), "password=guess" + i)
                                .status())
                        .isEqualTo(422);
            }

            var tired = thief.post("/login", "name=Ann", "password=" + TrialInstance.PASSWORD);

            assertThat(tired.status()).isEqualTo(429);
            assertThat(tired.header("Retry-After")).isNotEmpty();
        }
    }
}
