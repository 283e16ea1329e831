// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.allmende.access.Role;
import org.allmende.app.TrialInstance;
import org.allmende.base.ActorId;
import org.allmende.mastodon.AppClient.Reply;
import org.allmende.moderation.Level;
import org.allmende.push.PushReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Apps that are woken, by a push server that opens what is brought to it.
class PushTest {

    private static final String PATH = "/api/v1/push/subscription";
    private static final long PATIENCE_SECONDS = 30;

    /// What came, and how it was dressed.
    private record Brought(String path, JsonNode words, String authorization, String encoding, String ttl) {}

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static HttpServer sink;
    private static final BlockingQueue<Brought> brought = new LinkedBlockingQueue<>();
    private static final PushReader reader = new PushReader();
    private static AppClient nobody;
    private static AppClient bob;

    @BeforeAll
    static void open() throws IOException {
        instance = TrialInstance.start(folder);
        nobody = AppClient.nobody(instance.address());
        bob = nobody.with(instance.token(instance.join("bob"), "read write"));
        sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sink.createContext("/", PushTest::take);
        sink.start();
    }

    @AfterAll
    static void close() {
        sink.stop(0);
        instance.close();
    }

    private static void take(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var words = reader.open(headers::getFirst, exchange.getRequestBody().readAllBytes());
        var path = exchange.getRequestURI().getPath();
        if (path.equals("/busy")) {
            exchange.getResponseHeaders().add("Retry-After", "3");
        }
        exchange.sendResponseHeaders(
                switch (path) {
                    case "/gone" -> 410;
                    case "/busy" -> 503;
                    default -> 201;
                },
                -1);
        exchange.close();
        brought.add(new Brought(
                path,
                Samples.read(words),
                headers.getFirst("Authorization"),
                headers.getFirst("Content-Encoding"),
                headers.getFirst("TTL")));
    }

    private static Brought next() {
        try {
            var one = brought.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(one).as("something was brought").isNotNull();
            return one;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Reply subscribe(AppClient app, String path, String... more) {
        var form = new String[more.length + 3];
        form[0] = "subscription[endpoint]=http://127.0.0.1:" + sink.getAddress().getPort() + path;
        form[1] = "subscription[keys][p256dh]=" + reader.publicKey();
        form[2] = "subscription[keys][auth]=" + reader.auth();
        System.arraycopy(more, 0, form, 3, more.length);
        return app.post(PATH, form);
    }

    private static AppClient fresh(String name) {
        return fresh(instance.join(name));
    }

    private static AppClient fresh(ActorId member) {
        return nobody.with(instance.token(member, "read write follow push"));
    }

    private static Reply mention(String name, String text) {
        return bob.post("/api/v1/statuses", "status=@" + name + " " + text);
    }

    @Test
    void nobody_is_woken_by_what_they_hide() {
        var nina = fresh("nina");
        subscribe(nina, "/nina", "subscription[standard]=true", "data[alerts][mention]=true");
        nina.post(
                "/api/v2/filters",
                "title=no",
                "context[]=notifications",
                "filter_action=hide",
                "keywords_attributes[0][keyword]=spoiler");

        mention("nina", "a spoiler");
        mention("nina", "all is fine");

        assertThat(next().words().path("body").asString()).contains("all is fine");
    }

    @Test
    void an_app_is_woken_with_words_that_only_it_can_read() {
        var ann = fresh("ann");
        var made = subscribe(ann, "/ann", "subscription[standard]=true", "data[alerts][mention]=true");

        var post = mention("ann", "are you there?");

        var one = next();
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().path("alerts").path("mention").asBoolean()).isTrue();
        assertThat(made.json().path("alerts").path("follow").asBoolean()).isFalse();
        assertThat(made.json().path("server_key").asString())
                .isEqualTo(nobody.get("/api/v2/instance")
                        .json()
                        .path("configuration")
                        .path("vapid")
                        .path("public_key")
                        .asString())
                .hasSize(87);
        assertThat(one.path()).isEqualTo("/ann");
        assertThat(one.encoding()).isEqualTo("aes128gcm");
        assertThat(one.authorization())
                .startsWith("vapid t=")
                .contains(",k=" + made.json().path("server_key").asString());
        assertThat(one.ttl()).isEqualTo("172800");
        assertThat(one.words().path("access_token").asString())
                .isEqualTo(ann.token().orElseThrow());
        assertThat(one.words().path("title").asString()).isEqualTo("bob mentioned you");
        assertThat(one.words().path("body").asString()).contains("are you there?");
        var id = one.words().path("notification_id").asString();
        assertThat(ann.get("/api/v1/notifications/" + id)
                        .json()
                        .path("status")
                        .path("id")
                        .asString())
                .isEqualTo(post.id());
    }

    @Test
    void older_apps_are_woken_as_they_are_used_to() {
        var old = fresh("old");
        subscribe(old, "/old", "data[alerts][follow]=1", "data[alerts][mention]=0");

        mention("old", "this wakes nobody");
        bob.post("/api/v1/accounts/"
                + old.get("/api/v1/accounts/verify_credentials").id() + "/follow");

        var one = next();
        assertThat(one.encoding()).isEqualTo("aesgcm");
        assertThat(one.authorization()).startsWith("WebPush ");
        assertThat(one.words().path("notification_type").asString()).isEqualTo("follow");
    }

    @Test
    void who_is_muted_wakes_nobody_and_neither_does_who_is_not_followed_where_that_is_asked() {
        var cleo = fresh("cleo");
        var dan = fresh("dan");
        subscribe(cleo, "/cleo", "data[alerts][mention]=true", "data[policy]=followed");
        subscribe(dan, "/dan", "data[alerts][mention]=true");
        dan.post("/api/v1/accounts/"
                + bob.get("/api/v1/accounts/verify_credentials").id() + "/mute");

        mention("cleo", "a stranger");
        mention("dan", "somebody muted");
        cleo.post("/api/v1/accounts/"
                + bob.get("/api/v1/accounts/verify_credentials").id() + "/follow");
        mention("cleo", "a friend");

        var one = next();
        assertThat(one.path()).isEqualTo("/cleo");
        assertThat(one.words().path("body").asString()).contains("a friend");
        assertThat(brought).isEmpty();
    }

    @Test
    void an_app_that_is_gone_is_forgotten() {
        var emil = fresh("emil");
        subscribe(emil, "/gone", "data[alerts][mention]=true");

        mention("emil", "hello?");

        assertThat(next().path()).isEqualTo("/gone");
        Soon.soon(() -> assertThat(emil.get(PATH).status()).isEqualTo(404));
    }

    @Test
    void a_subscription_dies_with_its_token_and_stays_with_others() {
        var finn = instance.join("finn");
        var lost = fresh(finn);
        var kept = fresh(finn);
        subscribe(lost, "/lost", "data[alerts][mention]=true");
        subscribe(kept, "/kept", "data[alerts][mention]=true");

        instance.revoke(lost.token().orElseThrow());
        mention("finn", "who hears me?");

        assertThat(next().path()).isEqualTo("/kept");
        assertThat(brought).isEmpty();
        assertThat(kept.put(PATH, "data[alerts][mention]=false", "data[policy]=none")
                        .json()
                        .path("policy")
                        .asString())
                .isEqualTo("none");
        assertThat(kept.delete(PATH).status()).isEqualTo(200);
        assertThat(kept.get(PATH).status()).isEqualTo(404);
        assertThat(kept.put(PATH, "data[alerts][mention]=true").status()).isEqualTo(404);
    }

    @Test
    void who_was_suspended_meanwhile_is_not_woken() {
        var gus = instance.join("gus");
        var owner = instance.join("owner", Role.OWNER);
        subscribe(fresh(gus), "/busy", "data[alerts][mention]=true");
        mention("gus", "hello");
        assertThat(next().path()).isEqualTo("/busy");
        var server = "127.0.0.1:" + sink.getAddress().getPort();
        assertThat(instance.wakesWaiting(server)).isEqualTo(1);

        instance.decide(owner, gus, Level.SUSPEND);

        Soon.soon(() -> assertThat(instance.wakesWaiting(server)).isZero());
        assertThat(brought).isEmpty();
    }

    @Test
    void what_cannot_be_a_subscription_is_refused() {
        var ida = fresh("ida");
        var endpoint = "subscription[endpoint]=https://push.example/1";
        var key = "subscription[keys][p256dh]=" + reader.publicKey();
        var auth = "subscription[keys][auth]=" + reader.auth();

        assertThat(ida.post(PATH, endpoint, key).status()).isEqualTo(422);
        assertThat(ida.post(PATH, endpoint, auth).status()).isEqualTo(422);
        assertThat(ida.post(PATH, key, auth, "subscription[endpoint]=javascript:1")
                        .status())
                .isEqualTo(422);
        assertThat(ida.post(PATH, endpoint, auth, "subscription[keys][p256dh]=" + "A".repeat(87))
                        .status())
                .isEqualTo(422);
        assertThat(bob.post(PATH, endpoint, key, auth).status()).isEqualTo(403);
        assertThat(ida.get(PATH).status()).isEqualTo(404);
    }
}
