// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.app.TrialInstance;

/// A browser without scripts: keeps cookies, follows redirects, and puts into a form what the last page carried.
final class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final Pattern ONCE = Pattern.compile("name=\"once\" value=\"([^\"]+)\"");
    private static final String BOUNDARY = "a-line-that-is-in-no-file";

    private final URI base;
    private final HttpClient wire;
    private String csrf = "";

    /// What the browser shows.
    record Page(int status, String path, String html, HttpHeaders headers) {

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        Optional<String> find(String pattern) {
            return Pattern.compile(pattern)
                    .matcher(html)
                    .results()
                    .map(match -> match.group(1))
                    .findFirst();
        }

        List<String> all(String pattern) {
            return Pattern.compile(pattern)
                    .matcher(html)
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        }
    }

    record File(String field, String name, byte[] bytes) {}

    Browser(URI base) {
        this(base, HttpClient.Redirect.NORMAL);
    }

    Browser(URI base, HttpClient.Redirect redirect) {
        this.base = base;
        this.wire = HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .followRedirects(redirect)
                .build();
    }

    static Browser of(TrialInstance instance, String name) {
        var browser = new Browser(instance.address());
        browser.login(name);
        return browser;
    }

    Page login(String name) {
        get("/login");
        return post("/login", "name=" + name, "password=" + TrialInstance.PASSWORD);
    }

    Page get(String path) {
        return send(request(path).GET());
    }

    /// With a cookie that somebody kept, or stole.
    Page getWith(String cookie, String path) {
        return send(request(path).header("Cookie", cookie).GET());
    }

    /// A page of a language.
    Page get(String path, String language) {
        return send(request(path).header("Accept-Language", language).GET());
    }

    Page post(String path, String... fields) {
        return send(request(path)
                .header("Origin", base.toString())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields, csrf))));
    }

    /// The script's way of pressing a button.
    Page press(String name, String post) {
        return send(request("/deeds")
                .header("Origin", base.toString())
                .header("X-Partial", "acts")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(new String[] {name + "=" + post}, csrf))));
    }

    /// A form as another site would send it.
    Page forged(String path, String origin, String token, String... fields) {
        return send(request(path)
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields, token))));
    }

    String csrf() {
        return csrf;
    }

    /// Writes a post on the page for it; gives the page that follows.
    Page write(String text, String... more) {
        return write(List.of(), text, more);
    }

    Page write(List<File> files, String text, String... more) {
        var once = get("/compose").find(ONCE.pattern()).orElseThrow();
        var fields = Stream.concat(Stream.of("once=" + once, "text=" + text), Stream.of(more));
        return upload("/compose", files, fields.toArray(String[]::new));
    }

    Page upload(String path, List<File> files, String... fields) {
        var body = new ByteArrayOutputStream();
        Stream.concat(Stream.of(fields), Stream.of("csrf=" + csrf)).forEach(field -> {
            var at = field.indexOf('=');
            part(
                    body,
                    "name=\"" + field.substring(0, at) + "\"",
                    "",
                    field.substring(at + 1).getBytes(StandardCharsets.UTF_8));
        });
        files.forEach(file -> part(
                body,
                "name=\"" + file.field + "\"; filename=\"" + file.name + "\"",
                "Content-Type: image/png\r\n",
                file.bytes));
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return send(request(path)
                .header("Origin", base.toString())
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void part(ByteArrayOutputStream body, String disposition, String type, byte[] content) {
        body.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n" + type + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /// An open page that waits for news.
    Listening listen(String path) {
        try {
            var answer = wire.send(request(path).GET().build(), BodyHandlers.ofInputStream());
            var listening = new Listening(answer.body());
            Thread.ofVirtual().start(listening::read);
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The events of a page, as `name data`.
    static final class Listening implements AutoCloseable {

        private static final String END = "end";

        private final InputStream body;
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

        private Listening(InputStream body) {
            this.body = body;
        }

        private void read() {
            try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                var event = "";
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("event: ")) {
                        event = line.substring("event: ".length());
                    } else if (line.startsWith("data: ")) {
                        events.add(event + " " + line.substring("data: ".length()));
                    }
                }
            } catch (IOException _) {
                // Closed by either side.
            }
            events.add(END);
        }

        String next() {
            return more(Duration.ofSeconds(10)).orElse("nothing");
        }

        Optional<String> more(Duration patience) {
            try {
                return Optional.ofNullable(events.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        boolean ended() {
            return next().equals(END);
        }

        @Override
        public void close() {
            try {
                body.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    byte[] bytes(String path) {
        try {
            return wire.send(request(path).GET().build(), BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String[] fields, String csrf) {
        return Stream.concat(Stream.of(fields), Stream.of("csrf=" + csrf))
                .map(field -> {
                    var at = field.indexOf('=');
                    return field.substring(0, at) + "="
                            + URLEncoder.encode(field.substring(at + 1), StandardCharsets.UTF_8);
                })
                .collect(Collectors.joining("&"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    private Page send(HttpRequest.Builder request) {
        try {
            var answer = wire.send(request.build(), BodyHandlers.ofString());
            var uri = answer.uri();
            var path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
            var page = new Page(answer.statusCode(), path, answer.body(), answer.headers());
            page.find(CSRF.pattern()).ifPresent(found -> csrf = found);
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
