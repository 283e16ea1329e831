// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// An app on somebody's phone: speaks HTTP with one token, or with none.
record AppClient(URI base, Optional<String> token) {

    private static final HttpClient WIRE = HttpClient.newHttpClient();

    /// What came back.
    record Reply(int status, JsonNode json, HttpHeaders headers) {

        String id() {
            return json.path("id").asString();
        }

        String error() {
            return json.path("error").asString("");
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    static AppClient nobody(URI base) {
        return new AppClient(base, Optional.empty());
    }

    AppClient with(String other) {
        return new AppClient(base, Optional.of(other));
    }

    Reply get(String path) {
        return send(request(path).GET());
    }

    Reply delete(String path) {
        return send(request(path).DELETE());
    }

    /// Pairs of the form, each as `name=value`, written as they are.
    Reply post(String path, String... form) {
        return send(form(path, "POST", form));
    }

    Reply put(String path, String... form) {
        return send(form(path, "PUT", form));
    }

    Reply json(String method, String path, String body) {
        return send(
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder form(String path, String method, String... form) {
        var body = String.join("&", Arrays.stream(form).map(AppClient::encoded).toList());
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(body));
    }

    private static String encoded(String pair) {
        var parts = pair.split("=", 2);
        return URLEncoder.encode(parts[0], StandardCharsets.UTF_8)
                + "="
                + URLEncoder.encode(parts[1], StandardCharsets.UTF_8);
    }

    /// A file, and the pairs of the form beside it.
    Reply upload(String method, String path, String name, byte[] file, String... form) {
        var boundary = "between-the-parts";
        var body = new ByteArrayOutputStream();
        for (var pair : form) {
            var parts = pair.split("=", 2);
            write(
                    body,
                    "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                            .formatted(boundary, parts[0], parts[1]));
        }
        write(
                body,
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"a.png\"\r\n".formatted(boundary, name)
                        + "Content-Type: image/png\r\n\r\n");
        body.writeBytes(file);
        write(body, "\r\n--" + boundary + "--\r\n");
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .method(method, BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path));
        token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
        return request;
    }

    static Reply send(HttpRequest.Builder request) {
        try {
            var answer = WIRE.send(request.build(), BodyHandlers.ofString());
            var body = answer.body().isEmpty() || !isJson(answer.headers()) ? "null" : answer.body();
            return new Reply(answer.statusCode(), Samples.read(body), answer.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isJson(HttpHeaders headers) {
        var type = headers.firstValue("Content-Type").orElse("");
        return type.startsWith("application/json") || type.startsWith("application/activity+json");
    }
}
