// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.allmende.app.TrialInstance;
import org.allmende.base.Hashes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logging in as apps do it, step by step.
class LoginTest {

    private static final String BACK = "org.example.app://back";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-0123456789";
    private static final String CHALLENGE = Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Hashes.sha256(VERIFIER.getBytes(StandardCharsets.US_ASCII)));

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static AppClient nobody;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        nobody = AppClient.nobody(instance.address());
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    private static AppClient.Reply register() {
        return nobody.post("/api/v1/apps", "client_name=Tea", "redirect_uris=" + BACK, "scopes=read write follow push");
    }

    @Test
    void an_app_learns_where_everything_is_before_it_logs_in() {
        var metadata = nobody.get("/.well-known/oauth-authorization-server").json();
        var second = nobody.get("/api/v2/instance");
        var first = nobody.get("/api/v1/instance").json();

        assertThat(metadata.path("issuer").asString()).isEqualTo(instance.address() + "/");
        assertThat(metadata.path("token_endpoint").asString()).isEqualTo(instance.address() + "/oauth/token");
        assertThat(metadata.path("code_challenge_methods_supported").path(0).asString())
                .isEqualTo("S256");
        assertThat(second.json().path("api_versions").path("mastodon").asInt()).isPositive();
        assertThat(second.json()
                        .path("configuration")
                        .path("statuses")
                        .path("max_characters")
                        .asInt())
                .isEqualTo(5000);
        assertThat(second.json()
                        .path("configuration")
                        .path("urls")
                        .path("streaming")
                        .asString())
                .isEqualTo(instance.address().toString().replace("http", "ws"));
        assertThat(second.json().path("rules").size()).isPositive();
        assertThat(second.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(first.path("uri").asString()).isEqualTo(instance.address().getAuthority());
        assertThat(first.path("max_toot_chars").asInt()).isEqualTo(5000);
        assertThat(nobody.get("/api/v1/streaming/health").status()).isEqualTo(200);
    }

    @Test
    void an_app_registers_gets_a_code_trades_it_and_acts_until_it_gives_the_token_back() {
        var ann = instance.join("ann");
        var app = register().json();
        var id = app.path("client_id").asString();
        var secret = app.path("client_secret").asString();
        var code = instance.consent(id, BACK, "read write", CHALLENGE, ann);

        var token = trade(id, secret, code, VERIFIER);

        assertThat(token.status()).isEqualTo(200);
        assertThat(token.json().path("token_type").asString()).isEqualTo("Bearer");
        assertThat(token.json().path("scope").asString()).isEqualTo("read write");
        var bearer = token.json().path("access_token").asString();
        var own = nobody.with(bearer).get("/api/v1/accounts/verify_credentials");
        assertThat(own.json().path("username").asString()).isEqualTo("ann");
        assertThat(own.json().path("source").path("privacy").asString()).isEqualTo("public");
        assertThat(own.header("X-RateLimit-Limit")).isNotEmpty();
        assertThat(nobody.with(bearer)
                        .get("/api/v1/apps/verify_credentials")
                        .json()
                        .path("name")
                        .asString())
                .isEqualTo("Tea");

        var revoked = nobody.post("/oauth/revoke", "client_id=" + id, "client_secret=" + secret, "token=" + bearer);

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(nobody.with(bearer)
                        .get("/api/v1/accounts/verify_credentials")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_code_is_worth_nothing_without_its_verifier_or_its_secret_and_nothing_twice() {
        var bob = instance.join("bob");
        var app = register().json();
        var id = app.path("client_id").asString();
        var secret = app.path("client_secret").asString();
        var code = instance.consent(id, BACK, "read", CHALLENGE, bob);

        var wrongVerifier = trade(id, secret, code, "b" + VERIFIER.substring(1));
        var wrongSecret = trade(id, "guess", code, VERIFIER);
        var right = trade(id, secret, code, VERIFIER);
        var again = trade(id, secret, code, VERIFIER);

        assertThat(wrongVerifier.status()).isEqualTo(400);
        assertThat(wrongVerifier.error()).isEqualTo("invalid_grant");
        assertThat(wrongSecret.status()).isEqualTo(401);
        assertThat(wrongSecret.error()).isEqualTo("invalid_client");
        assertThat(right.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(400);
        assertThat(trade("nobody", secret, code, VERIFIER).status()).isEqualTo(401);
    }

    private static AppClient.Reply trade(String id, String secret, String code, String verifier) {
        return nobody.post(
                "/oauth/token",
                "grant_type=authorization_code",
                "client_id=" + id,
                "client_secret=" + secret,
                "redirect_uri=" + BACK,
                "code=" + code,
                "code_verifier=" + verifier);
    }

    @Test
    void what_an_app_says_wrongly_is_explained() {
        var nameless = nobody.post("/api/v1/apps", "redirect_uris=" + BACK);
        var script = nobody.post("/api/v1/apps", "client_name=x", "redirect_uris=javascript:alert(1)");
        var greedy = nobody.post("/api/v1/apps", "client_name=x", "redirect_uris=" + BACK, "scopes=everything");
        var broken = nobody.json("POST", "/api/v1/apps", "{\"client_name\": ");
        var password = nobody.post(
                "/oauth/token",
                "grant_type=password",
                "client_id=" + register().json().path("client_id").asString());

        for (var wrong : List.of(nameless, script, greedy)) {
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.error()).startsWith("Validation failed");
        }
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.error()).isNotEmpty();
        assertThat(password.status()).isEqualTo(400);
        assertThat(password.error()).isEqualTo("unsupported_grant_type");
    }

    @Test
    void somebody_joins_through_an_app_that_speaks_for_itself() {
        var app = register().json();
        var token = nobody.post(
                        "/oauth/token",
                        "grant_type=client_credentials",
                        "client_id=" + app.path("client_id").asString(),
                        "client_secret=" + app.path("client_secret").asString(),
                        "scope=read write")
                .json()
                .path("access_token")
                .asString();
        var itself = nobody.with(token);

        var hasty = itself.post("/api/v1/accounts", "username=eve", "password=correct horse battery");
        var wrong = itself.post("/api/v1/accounts", "username=not a name", "password=x", "agreement=true");
        var joined = itself.post(
                "/api/v1/accounts", "username=eve", "password=correct horse battery", "agreement=true", "locale=de");

        assertThat(hasty.status()).isEqualTo(422);
        assertThat(hasty.json().path("details").has("agreement")).isTrue();
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().path("details").has("username")).isTrue();
        assertThat(joined.status()).isEqualTo(200);
        var own = nobody.with(joined.json().path("access_token").asString()).get("/api/v1/accounts/verify_credentials");
        assertThat(own.json().path("username").asString()).isEqualTo("eve");
        assertThat(itself.get("/api/v1/timelines/home").status()).isEqualTo(422);
        assertThat(itself.get("/api/v1/accounts/verify_credentials").status()).isEqualTo(422);
    }

    @Test
    void a_token_opens_what_its_scopes_say_and_no_more() {
        var carl = instance.join("carl");
        var reads = nobody.with(instance.token(carl, "read:statuses"));

        assertThat(reads.get("/api/v1/timelines/home").status()).isEqualTo(200);
        for (var path : List.of(
                "/api/v1/notifications", "/api/v1/accounts/verify_credentials", "/api/v2/filters", "/api/v1/blocks")) {
            assertThat(reads.get(path).status()).as(path).isEqualTo(403);
            assertThat(reads.get(path).error()).isEqualTo("This action is outside the authorized scopes");
        }
        assertThat(reads.post("/api/v1/statuses", "status=hello").status()).isEqualTo(403);
        assertThat(nobody.get("/api/v1/timelines/home").status()).isEqualTo(401);
        assertThat(nobody.with("guess").get("/api/v1/timelines/home").status()).isEqualTo(401);
        assertThat(nobody.with("guess").get("/api/v1/timelines/public").status())
                .isEqualTo(401);
    }

    @Test
    void what_is_not_there_says_so_in_json() {
        var token = nobody.with(instance.token(instance.join("dora"), "read write"));

        for (var path : List.of(
                "/api/v1/nothing",
                "/api/v1/statuses/1",
                "/api/v1/statuses/x",
                "/api/v1/accounts/99",
                "/api/v1/lists/1")) {
            assertThat(token.get(path).status()).as(path).isEqualTo(404);
            assertThat(token.get(path).error()).as(path).isNotEmpty();
        }
        assertThat(token.delete("/api/v1/timelines/home").status()).isEqualTo(405);
        assertThat(token.get("/api/v1/timelines/home?max_id=x").status()).isEqualTo(422);
    }

    @Test
    void who_asks_too_often_is_told_to_wait(@TempDir Path other) {
        try (var strict = TrialInstance.strict(other)) {
            var asker = AppClient.nobody(strict.address());

            var last = asker.get("/api/v1/instance/rules");
            for (var i = 0; i < 300; i++) {
                last = asker.get("/api/v1/instance/rules");
            }

            assertThat(last.status()).isEqualTo(429);
            assertThat(last.error()).isNotEmpty();
            assertThat(last.header("X-RateLimit-Remaining")).isEqualTo("0");
            assertThat(last.header("Retry-After")).isNotEmpty();
        }
    }
}
