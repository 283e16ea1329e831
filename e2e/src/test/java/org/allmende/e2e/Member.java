// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody who lives on an instance and speaks to it as an app does.
record Member(Instance home, String name, String token) {

    static final String PASSWORD = "a long enough password";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// The handle as others write it.
    String handle() {
        return "@" + name + "@" + home.domain();
    }

    JsonNode get(String path) {
        var response = exchange(request(path).GET());
        if (response.statusCode() != 200) {
            throw new AssertionError("GET " + path + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    int status(String path) {
        return exchange(request(path).GET()).statusCode();
    }

    /// Posts a form of names and values in turn.
    JsonNode post(String path, String... pairs) {
        return send("POST", path, pairs);
    }

    JsonNode put(String path, String... pairs) {
        return send("PUT", path, pairs);
    }

    JsonNode delete(String path) {
        return send("DELETE", path);
    }

    JsonNode send(String method, String path, String... pairs) {
        var parts = new ArrayList<String>();
        for (var i = 0; i < pairs.length; i += 2) {
            parts.add(encoded(pairs[i]) + "=" + encoded(pairs[i + 1]));
        }
        var response = exchange(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(String.join("&", parts))));
        if (response.statusCode() != 200) {
            throw new AssertionError(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /// Uploads a picture and gives its id.
    String upload(byte[] picture, String description) {
        return sendFiles("POST", "/api/v2/media", Map.of("description", description), Map.of("file", picture))
                .path("id")
                .asString();
    }

    JsonNode sendFiles(String method, String path, Map<String, String> words, Map<String, byte[]> pictures) {
        var boundary = "----together";
        var parts = new ArrayList<HttpRequest.BodyPublisher>();
        words.forEach((name, value) -> parts.add(HttpRequest.BodyPublishers.ofString("--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")));
        pictures.forEach((name, bytes) -> {
            parts.add(
                    HttpRequest.BodyPublishers.ofString("--" + boundary + "\r\nContent-Disposition: form-data; name=\""
                            + name + "\"; filename=\"p.png\"\r\nContent-Type: image/png\r\n\r\n"));
            parts.add(HttpRequest.BodyPublishers.ofByteArray(bytes));
            parts.add(HttpRequest.BodyPublishers.ofString("\r\n"));
        });
        parts.add(HttpRequest.BodyPublishers.ofString("--" + boundary + "--\r\n"));
        var response = exchange(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .method(method, HttpRequest.BodyPublishers.concat(parts.toArray(HttpRequest.BodyPublisher[]::new))));
        if (response.statusCode() != 200) {
            throw new AssertionError(method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(home.address() + path)).header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    String says(String text) {
        return says(text, "public");
    }

    String says(String text, String visibility) {
        return post("/api/v1/statuses", "status", text, "visibility", visibility)
                .path("id")
                .asString();
    }

    /// Writes it, and asks again with the same key until the server says that it did: as a careful app does.
    void saysOnce(String text) {
        var key = java.util.UUID.randomUUID().toString();
        Wait.until("it is written: " + text, () -> {
            try {
                var response = CLIENT.send(
                        request("/api/v1/statuses")
                                .header("Idempotency-Key", key)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("status=" + encoded(text)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                return response.statusCode() == 200;
            } catch (IOException _) {
                return false;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    /// The id by which this instance knows somebody, looked up over the network if need be.
    String find(String handle) {
        var found = get("/api/v2/search?resolve=true&type=accounts&q=" + encoded(handle))
                .path("accounts");
        if (found.isEmpty()) {
            throw new AssertionError(name + " does not find " + handle);
        }
        return found.get(0).path("id").asString();
    }

    void follow(Member other) {
        var id = find(other.handle());
        post("/api/v1/accounts/" + id + "/follow");
        Wait.until(
                name + " follows " + other.name,
                () -> relationship(id).path("following").asBoolean());
    }

    JsonNode relationship(String id) {
        return get("/api/v1/accounts/relationships?id[]=" + id).get(0);
    }

    List<JsonNode> list(String path) {
        var items = new ArrayList<JsonNode>();
        get(path).forEach(items::add);
        return items;
    }

    List<JsonNode> atHome() {
        return list("/api/v1/timelines/home?limit=40");
    }

    /// The post at home whose text contains this; shares are looked through.
    Optional<JsonNode> atHome(String text) {
        return atHome().stream()
                .map(Member::shown)
                .filter(status -> status.path("content").asString().contains(text))
                .findFirst();
    }

    private static JsonNode shown(JsonNode status) {
        return status.path("reblog").isObject() ? status.path("reblog") : status;
    }

    /// Waits until it is at home, and gives it.
    JsonNode sees(String text) {
        Wait.until(name + " sees " + text, () -> atHome(text).isPresent());
        return atHome(text).orElseThrow();
    }

    void isToldOf(String type, Member by) {
        Wait.until(
                name + " is told of " + type + " by " + by.name,
                () -> list("/api/v1/notifications?limit=40").stream()
                        .anyMatch(one -> one.path("type").asString().equals(type)
                                && one.path("account")
                                        .path("username")
                                        .asString()
                                        .equals(by.name)));
    }
}
