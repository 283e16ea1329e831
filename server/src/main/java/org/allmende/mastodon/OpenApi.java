// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.allmende.access.Scopes;
import org.allmende.http.Answer;
import org.allmende.mastodon.Endpoints.Access;
import org.allmende.mastodon.Endpoints.Endpoint;

/// Describes this door to programs (OpenAPI 3.1), straight from the table of what is mounted: paths, who may ask, with
/// which scopes, and the errors they may meet. What goes in and comes out is what Mastodon's API of the same paths
/// says.
final class OpenApi {

    static final String PATH = "/api/openapi.json";

    private static final Pattern PART = Pattern.compile("\\{([a-z_]+)(\\*?)}");
    private static final String ERROR = "#/components/schemas/Error";

    private final String version;
    private final String address;
    private final Supplier<List<Endpoint>> table;

    /// @param address where this instance is, without a slash at the end
    OpenApi(String version, String address, Supplier<List<Endpoint>> table) {
        this.version = version;
        this.address = address;
        this.table = table;
    }

    void mount(Endpoints on) {
        on.open("GET " + PATH, _ -> answer());
    }

    private Answer answer() {
        return Json.members(json -> {
            json.text("openapi", "3.1.0");
            json.object(
                    "info",
                    () -> json.text("title", "Allmende")
                            .text("version", version)
                            .text(
                                    "description",
                                    "The Mastodon client API as this instance serves it. Bodies and parameters are Mastodon's."));
            json.list("servers", List.of(address), one -> json.object(() -> json.text("url", one)));
            json.object(
                    "paths",
                    () -> byPath().forEach((path, endpoints) -> json.object(path, () -> {
                        parameters(json, path);
                        endpoints.forEach(endpoint -> json.object(
                                endpoint.method().toLowerCase(Locale.ROOT), () -> operation(json, endpoint)));
                    })));
            json.object("components", () -> components(json));
        });
    }

    private Map<String, List<Endpoint>> byPath() {
        var paths = new TreeMap<String, List<Endpoint>>();
        for (var endpoint : table.get()) {
            paths.computeIfAbsent(endpoint.path().replace("*}", "}"), _ -> new ArrayList<>())
                    .add(endpoint);
        }
        return paths;
    }

    private static void parameters(Json json, String path) {
        var names = PART.matcher(path).results().map(found -> found.group(1)).toList();
        if (!names.isEmpty()) {
            json.list(
                    "parameters",
                    names,
                    name -> json.object(() -> {
                        json.text("name", name).text("in", "path").flag("required", true);
                        json.object("schema", () -> json.text("type", "string"));
                    }));
        }
    }

    private static void operation(Json json, Endpoint endpoint) {
        json.text("operationId", name(endpoint));
        json.list("tags", List.of(subject(endpoint.path())), json::text);
        json.list(
                "security",
                security(endpoint),
                scopes -> json.object(() -> {
                    if (endpoint.access() == Access.ANYBODY && scopes.isEmpty()) {
                        return;
                    }
                    json.list("token", scopes, json::text);
                }));
        json.object("responses", () -> {
            json.object("200", () -> json.text("description", "Done."));
            json.object("default", () -> {
                json.text("description", "Refused: the status says how, the text why.");
                json.object(
                        "content",
                        () -> json.object(
                                "application/json", () -> json.object("schema", () -> json.text("$ref", ERROR))));
            });
        });
    }

    // Any one of these will do. An empty one says that no token is needed.
    private static List<List<String>> security(Endpoint endpoint) {
        var ways = new ArrayList<List<String>>();
        if (endpoint.access() == Access.ANYBODY) {
            ways.add(List.of());
        }
        if (endpoint.access() != Access.OPEN) {
            endpoint.scopes().forEach(scope -> ways.add(List.of(scope)));
            if (endpoint.scopes().isEmpty() && endpoint.access() != Access.ANYBODY) {
                ways.add(List.of());
            }
        }
        return ways;
    }

    // get_api_v1_statuses_id_context
    static String name(Endpoint endpoint) {
        return (endpoint.method() + endpoint.path())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("_+$", "");
    }

    // The first part that is neither the API nor its version.
    private static String subject(String path) {
        for (var part : path.substring(1).split("/", -1)) {
            if (!part.equals("api") && !part.matches("v[0-9].*")) {
                return part;
            }
        }
        return path;
    }

    private void components(Json json) {
        json.object(
                "securitySchemes",
                () -> json.object("token", () -> {
                    json.text("type", "oauth2");
                    json.object(
                            "flows",
                            () -> json.object("authorizationCode", () -> {
                                json.text("authorizationUrl", address + "/oauth/authorize")
                                        .text("tokenUrl", address + "/oauth/token");
                                json.object("scopes", () -> scopes().forEach(json::text));
                            }));
                }));
        json.object(
                "schemas",
                () -> json.object("Error", () -> {
                    json.text("type", "object");
                    json.list("required", List.of("error"), json::text);
                    json.object("properties", () -> {
                        json.object("error", () -> json.text("type", "string"));
                        json.object("error_description", () -> json.text("type", "string"));
                    });
                }));
    }

    private static Map<String, String> scopes() {
        var known = new LinkedHashMap<String, String>();
        Scopes.KNOWN.stream().sorted().forEach(scope -> known.put(scope, scope));
        return known;
    }
}
