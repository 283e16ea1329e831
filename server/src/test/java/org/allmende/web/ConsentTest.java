// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Letting an app in, as far as the member sees it.
class ConsentTest {

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static Browser ann;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        instance.join("ann");
        ann = new Browser(instance.address(), HttpClient.Redirect.NEVER);
        ann.login("ann");
        ann.get("/home");
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    private static String register(String redirect) {
        return new Browser(instance.address())
                .post(
                        "/api/v1/apps",
                        "client_name=Telescope",
                        "redirect_uris=" + redirect,
                        "scopes=read write:statuses")
                .find("\"client_id\":\"([^\"]+)\"")
                .orElseThrow();
    }

    private static String asking(String client, String redirect, String scope) {
        return "/oauth/authorize?response_type=code&client_id=" + client + "&redirect_uri="
                + URLEncoder.encode(redirect, StandardCharsets.UTF_8) + "&scope=" + scope
                + "&state=a%26b&code_challenge=" + CHALLENGE + "&code_challenge_method=S256";
    }

    private static Browser.Page answer(String client, String redirect, String scope, String answer) {
        return ann.post(
                "/oauth/authorize",
                "response_type=code",
                "client_id=" + client,
                "redirect_uri=" + redirect,
                "scope=" + scope,
                "state=a&b",
                "code_challenge=" + CHALLENGE,
                "code_challenge_method=S256",
                "answer=" + answer);
    }

    @Test
    void who_is_not_logged_in_comes_back_after_the_login() {
        var visitor = new Browser(instance.address());
        var asking = asking(register("https://app.example/back"), "https://app.example/back", "read");

        var login = visitor.get(asking);
        var back = visitor.post(
                "/login",
                "name=ann",
                "password=" + TrialInstance.PASSWORD,
                "next="
                        + login.find("name=\"next\" value=\"([^\"]+)\"")
                                .orElseThrow()
                                .replace("&amp;", "&"));

        assertThat(login.path()).startsWith("/login");
        assertThat(back.path()).isEqualTo(asking);
        assertThat(back.html()).contains("Telescope");
    }

    @Test
    void the_app_is_let_in_with_what_the_member_read() {
        var redirect = "https://app.example/back?x=1";
        var client = register(redirect);

        var page = ann.get(asking(client, redirect, "read+write:statuses"));
        var yes = answer(client, redirect, "read write:statuses", "yes");

        assertThat(page.html())
                .contains("See everything")
                .contains("Change: posts")
                .contains("app.example");
        assertThat(page.header("Content-Security-Policy")).endsWith("form-action 'self' https://app.example");
        assertThat(yes.status()).isEqualTo(302);
        assertThat(yes.header("Location")).matches("https://app\\.example/back\\?x=1&code=[A-Za-z0-9_-]+&state=a%26b");
    }

    @Test
    void who_says_no_gives_nothing() {
        var client = register("telescope://back");

        var page = ann.get(asking(client, "telescope://back", "read"));
        var no = answer(client, "telescope://back", "read", "no");

        assertThat(page.header("Content-Security-Policy")).endsWith("form-action 'self' telescope:");
        assertThat(no.header("Location")).isEqualTo("telescope://back?error=access_denied&state=a%26b");
    }

    @Test
    void an_app_without_an_address_gets_a_code_to_type() {
        var client = register("urn:ietf:wg:oauth:2.0:oob");

        var page = answer(client, "urn:ietf:wg:oauth:2.0:oob", "read", "yes");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.find("class=\"code\"[^>]*>([A-Za-z0-9_-]{20,})<")).isPresent();
    }

    @Test
    void nobody_is_sent_to_an_address_that_the_app_did_not_register() {
        var client = register("https://app.example/back");

        var other = ann.get(asking(client, "https://evil.example/back", "read"));
        var unknown = ann.get(asking("nobody", "https://evil.example/back", "read"));
        var greedy = ann.get(asking(client, "https://app.example/back", "read+write"));

        assertThat(other.status()).isEqualTo(400);
        assertThat(other.header("Location")).isEmpty();
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(URI.create(greedy.header("Location")).getQuery()).contains("error=invalid_scope");
    }

    @Test
    void another_site_cannot_press_the_button() {
        var client = register("https://app.example/back");

        var forged = ann.forged(
                "/oauth/authorize",
                "https://app.example",
                "",
                "response_type=code",
                "client_id=" + client,
                "redirect_uri=https://app.example/back",
                "scope=read",
                "answer=yes");

        assertThat(forged.status()).isEqualTo(403);
    }

    @Test
    void a_code_is_shown_to_its_member_and_no_other_words() {
        assertThat(ann.get("/oauth/authorize/native?code=" + "a".repeat(43)).html())
                .contains("a".repeat(43));
        assertThat(ann.get("/oauth/authorize/native?code=call%20me").status()).isEqualTo(404);
        assertThat(new Browser(instance.address())
                        .get("/oauth/authorize/native?code=" + "a".repeat(43))
                        .path())
                .startsWith("/login");
    }
}
