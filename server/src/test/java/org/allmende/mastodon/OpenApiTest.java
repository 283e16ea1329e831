// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.allmende.app.TrialInstance;
import org.allmende.mastodon.Endpoints.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What is said about the routes, held against the routes.
class OpenApiTest {

    private static final Pattern PART = Pattern.compile("\\{([^}]+)}");

    @Test
    void every_route_is_described_with_who_may_ask_and_nothing_else_is(@TempDir Path folder) {
        JsonNode said;
        try (var instance = TrialInstance.start(folder)) {
            said = AppClient.nobody(instance.address()).get("/api/openapi.json").json();
            assertThat(said.path("servers").path(0).path("url").asString())
                    .isEqualTo(instance.address().toString());
        }
        var described = new TreeSet<String>();
        var names = new ArrayList<String>();
        said.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (operation.getKey().equals("parameters")) {
                        return;
                    }
                    described.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                    names.add(operation.getValue().path("operationId").asString());
                    var parameters = new TreeSet<String>();
                    path.getValue()
                            .path("parameters")
                            .forEach(one -> parameters.add(one.path("name").asString()));
                    assertThat(PART.matcher(path.getKey()).results().map(found -> found.group(1)))
                            .as(path.getKey())
                            .containsExactlyInAnyOrderElementsOf(parameters);
                }));
        var mounted = new TreeSet<String>();
        for (var endpoint : RouteTableTest.table()) {
            var path = endpoint.path().replace("*}", "}");
            mounted.add(endpoint.method() + " " + path);
            var security = said.path("paths")
                    .path(path)
                    .path(endpoint.method().toLowerCase(Locale.ROOT))
                    .path("security");
            var scopes = new HashSet<String>();
            security.forEach(way -> way.path("token").forEach(scope -> scopes.add(scope.asString())));
            assertThat(scopes).as(path).containsExactlyInAnyOrderElementsOf(new HashSet<>(endpoint.scopes()));
            assertThat(security.isEmpty()).as(path).isEqualTo(endpoint.access() == Access.OPEN);
        }

        assertThat(described).isEqualTo(mounted).hasSizeGreaterThan(100);
        assertThat(names).doesNotHaveDuplicates();
        assertThat(said.path("openapi").asString()).isEqualTo("3.1.0");
    }
}
