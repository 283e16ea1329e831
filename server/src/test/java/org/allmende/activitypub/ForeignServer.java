// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import org.allmende.TestKeys;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireActivity;
import org.allmende.activitystreams.WireJson;
import org.allmende.base.Ed25519Keys;
import org.allmende.base.RsaKeys;
import org.allmende.signatures.HttpSignature;
import org.allmende.signatures.HttpSignature.Parcel;
import org.allmende.signatures.HttpSignature.Scheme;
import org.allmende.signatures.HttpSignature.Signer;

/// A server of somebody else's, on loopback, which says what a test wants it to say and remembers what it was asked.
final class ForeignServer implements AutoCloseable {

    static final String ACTIVITY = "application/activity+json";

    private static final String CONTEXT = "https://www.w3.org/ns/activitystreams";

    record Page(int status, String type, String body, Map<String, String> headers) {}

    record Received(String method, String target, Map<String, List<String>> headers, byte[] body) {

        String path() {
            return URI.create(target).getPath();
        }

        String text() {
            return new String(body, UTF_8);
        }

        WireActivity activity() {
            try {
                return WireActivity.read(WireJson.parse(body));
            } catch (Unreadable e) {
                throw new AssertionError(text(), e);
            }
        }
    }

    record Actor(String name, String uri, RsaKeys rsa, Ed25519Keys ed25519) {

        String keyId() {
            return uri + "#main-key";
        }

        Signer signer() {
            return new Signer(keyId(), rsa);
        }
    }

    private final com.sun.net.httpserver.HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private volatile Function<Received, Page> inbox = _ -> new Page(202, "text/plain", "", Map.of());
    private volatile Predicate<Received> readable = _ -> true;
    final String base;

    ForeignServer(Clock clock) {
        this.clock = clock;
        try {
            server = com.sun.net.httpserver.HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String domain() {
        return base.substring("http://".length());
    }

    /// How often anything was asked or sent.
    int requests() {
        return received.size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new HashMap<String, List<String>>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
            var asked = new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    exchange.getRequestBody().readAllBytes());
            received.add(asked);
            var page = asked.method().equals("POST")
                    ? inbox.apply(asked)
                    : !readable.test(asked)
                            ? new Page(401, "text/plain", "", Map.of())
                            : pages.getOrDefault(asked.target(), new Page(404, "text/plain", "", Map.of()));
            exchange.getResponseHeaders().set("Content-Type", page.type);
            page.headers.forEach(exchange.getResponseHeaders()::set);
            var bytes = page.body.getBytes(UTF_8);
            exchange.sendResponseHeaders(page.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    void says(String target, String type, String body) {
        pages.put(target, new Page(200, type, body, Map.of()));
    }

    void says(String target, Page page) {
        pages.put(target, page);
    }

    void document(String target, String json) {
        says(target, ACTIVITY, json);
    }

    /// Which requests for documents it can read; others it answers with 401.
    void reads(Predicate<Received> which) {
        readable = which;
    }

    void inbox(Function<Received, Page> answer) {
        inbox = answer;
    }

    void inbox(int status) {
        inbox = _ -> new Page(status, "text/plain", "", Map.of());
    }

    List<Received> delivered() {
        return received.stream().filter(one -> one.method().equals("POST")).toList();
    }

    List<WireActivity> delivered(WireActivity.Kind kind) {
        return delivered().stream()
                .map(Received::activity)
                .filter(one -> one.kind() == kind)
                .toList();
    }

    List<Received> asked(String path) {
        return received.stream()
                .filter(one -> one.method().equals("GET") && one.path().equals(path))
                .toList();
    }

    /// An actor who is published as other servers do it, WebFinger included.
    Actor actor(String name) {
        return actor(name, TestKeys.next());
    }

    Actor actor(String name, RsaKeys rsa) {
        var actor = new Actor(name, base + "/users/" + name, rsa, Ed25519Keys.generate());
        publish(actor, name);
        finger(name + "@" + domain(), actor.uri());
        return actor;
    }

    void publish(Actor actor, String displayName) {
        document(URI.create(actor.uri()).getPath(), actorDocument(actor, displayName));
    }

    String actorDocument(Actor actor, String displayName) {
        return """
                {"@context":["%s","https://w3id.org/security/v1"],"id":"%s","type":"Person","preferredUsername":"%s",
                 "name":"%s","summary":"","inbox":"%s/inbox","outbox":"%s/outbox","followers":"%s/followers",
                 "following":"%s/following","featured":"%s/featured","endpoints":{"sharedInbox":"%s/inbox"},
                 "publicKey":{"id":"%s","owner":"%s","publicKeyPem":"%s"},
                 "assertionMethod":[{"id":"%s#ed25519-key","type":"Multikey","controller":"%s",
                   "publicKeyMultibase":"%s"}]}
                """.formatted(
                        CONTEXT,
                        actor.uri(),
                        actor.name(),
                        displayName,
                        actor.uri(),
                        actor.uri(),
                        actor.uri(),
                        actor.uri(),
                        actor.uri(),
                        base,
                        actor.keyId(),
                        actor.uri(),
                        actor.rsa().open().pem().replace("\n", "\\n"),
                        actor.uri(),
                        actor.uri(),
                        actor.ed25519().open().multikey());
    }

    void finger(String account, String actor) {
        says(
                "/.well-known/webfinger?resource=acct%3A"
                        + account.replace("@", "%40").replace(":", "%3A"),
                "application/jrd+json",
                """
                {"subject":"acct:%s","links":[{"rel":"self","type":"application/activity+json","href":"%s"}]}
                """.formatted(account, actor));
    }

    static String note(String id, Actor author, String content, String rest) {
        return """
                {"@context":"%s","id":"%s","type":"Note","attributedTo":"%s","content":"%s",
                 "to":["https://www.w3.org/ns/activitystreams#Public"],"cc":["%s/followers"]%s}
                """.formatted(CONTEXT, id, author.uri(), content, author.uri(), rest.isEmpty() ? "" : "," + rest);
    }

    static String activity(String id, String type, Actor actor, String object) {
        return """
                {"@context":"%s","id":"%s","type":"%s","actor":"%s","object":%s,
                 "to":["https://www.w3.org/ns/activitystreams#Public"]}
                """.formatted(CONTEXT, id, type, actor.uri(), object);
    }

    static String create(Actor actor, String note) {
        return activity(id(note) + "/activity", "Create", actor, note);
    }

    static String id(String json) {
        try {
            return WireJson.parse(json.getBytes(UTF_8)).id().orElseThrow();
        } catch (Unreadable e) {
            throw new AssertionError(e);
        }
    }

    /// Sends with the actor's own signature; gives the status that came back.
    int send(HomeInstance home, Actor actor, String activity) {
        return send(home, actor.signer(), activity);
    }

    int send(HomeInstance home, Signer signer, String activity) {
        return send(home, Scheme.CAVAGE, signer, activity);
    }

    int send(HomeInstance home, Scheme scheme, Signer signer, String activity) {
        return send(home, scheme, signer, Parcel.of(activity.getBytes(UTF_8)));
    }

    /// With a word about the actor's followers.
    int send(HomeInstance home, Actor actor, String activity, SynchronizationHeader followers) {
        var parcel = Parcel.of(activity.getBytes(UTF_8)).with(SynchronizationHeader.NAME, followers.text());
        return send(home, Scheme.CAVAGE, actor.signer(), parcel);
    }

    private int send(HomeInstance home, Scheme scheme, Signer signer, Parcel parcel) {
        var uri = URI.create(home.addresses.sharedInbox());
        var request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(parcel.body()));
        HttpSignature.sign(scheme, "POST", uri, parcel, signer, clock.instant()).forEach((name, value) -> {
            if (!name.equals("Host")) {
                request.header(name, value);
            }
        });
        return exchange(request).statusCode();
    }

    int sendUnsigned(HomeInstance home, String activity) {
        return exchange(HttpRequest.newBuilder(URI.create(home.addresses.sharedInbox()))
                        .header("Content-Type", ACTIVITY)
                        .POST(BodyPublishers.ofString(activity)))
                .statusCode();
    }

    /// Reads from the instance, in the name of an actor.
    HttpResponse<String> read(String address, Actor actor) {
        var uri = URI.create(address);
        var request = HttpRequest.newBuilder(uri).header("Accept", ACTIVITY);
        HttpSignature.sign(Scheme.CAVAGE, "GET", uri, new byte[0], actor.signer(), clock.instant())
                .forEach((name, value) -> {
                    if (!name.equals("Host")) {
                        request.header(name, value);
                    }
                });
        return exchange(request);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
    }
}
