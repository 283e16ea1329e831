// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.allmende.access.Scopes;
import org.allmende.app.TrialInstance;
import org.allmende.base.ActorId;
import org.allmende.mastodon.Endpoints.Access;
import org.allmende.mastodon.Endpoints.Endpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every endpoint there is, asked with a token that may do everything but what it is for.
class ScopesTest {

    /// What says something of the token itself, what every member may read, and what checks its scopes by what is asked
    /// for.
    private static final List<String> WITHOUT_SCOPE =
            List.of("/api/v1/apps/verify_credentials", "/api/v1/announcements", "/api/v1/streaming", "/api/v1/trends");

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static ActorId ann;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        ann = instance.join("ann");
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    private static String allBut(List<String> needed) {
        return Scopes.KNOWN.stream()
                .filter(known -> needed.stream().noneMatch(one -> covers(known, one)))
                .collect(Collectors.joining(" "));
    }

    private static boolean covers(String scope, String needed) {
        return Scopes.parse(scope).orElseThrow().covers(needed);
    }

    private static int status(String method, String path, String token) {
        var filled = path.replaceAll("\\{[^}]+}", "1");
        return AppClient.send(AppClient.nobody(instance.address())
                        .with(token)
                        .request(filled)
                        .method(method, BodyPublishers.noBody()))
                .status();
    }

    @Test
    void no_endpoint_answers_a_token_that_lacks_its_scope() {
        var let = new ArrayList<String>();
        var asked = 0;
        for (var one : RouteTableTest.table()) {
            if (one.access() != Access.OPEN && !one.scopes().isEmpty()) {
                asked++;
                var status = status(one.method(), one.path(), instance.token(ann, allBut(one.scopes())));
                if (status != 403) {
                    let.add(status + " " + one);
                }
            }
        }

        assertThat(let).isEmpty();
        assertThat(asked).isGreaterThan(100);
    }

    @Test
    void what_knows_members_but_needs_no_scope_is_known_by_name() {
        assertThat(RouteTableTest.table())
                .filteredOn(one -> one.access() != Access.OPEN && one.scopes().isEmpty())
                .extracting(Endpoint::path)
                .allMatch(path -> WITHOUT_SCOPE.stream().anyMatch(path::startsWith));
    }

    @Test
    void no_stream_opens_for_a_token_that_lacks_its_scope() {
        var token = instance.token(ann, "write push profile");
        for (var path : List.of(
                "user",
                "user/notification",
                "public",
                "public/local",
                "public/remote",
                "hashtag?tag=a",
                "hashtag/local?tag=a",
                "list?list=1",
                "direct")) {
            assertThat(status("GET", "/api/v1/streaming/" + path, token))
                    .as(path)
                    .isIn(403, 404);
        }
        assertThat(status("GET", "/api/v1/streaming/user", instance.token(ann, "read:notifications")))
                .isEqualTo(403);
    }
}
