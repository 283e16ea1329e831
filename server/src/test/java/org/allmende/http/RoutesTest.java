// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RoutesTest {

    private final Routes routes = new Routes();

    @Test
    void literals_come_before_parameters_and_the_rest_last() {
        routes.get("/api/{id}", request -> text("one " + request.path("id")))
                .get("/api/search", _ -> text("search"))
                .get("/api/{path*}", request -> text("rest " + request.path("path")));

        try (var wire = new Wire(routes)) {
            assertThat(wire.get("/api/search").body()).isEqualTo("search");
            assertThat(wire.get("/api/12").body()).isEqualTo("one 12");
            assertThat(wire.get("/api/12/").body()).isEqualTo("one 12");
            assertThat(wire.get("/api/a/b/c").body()).isEqualTo("rest a/b/c");
        }
    }

    @Test
    void a_profile_its_feed_and_its_posts_are_told_apart() {
        routes.get("/@{name}", request -> text("page of " + request.path("name")))
                .get("/@{name}.rss", request -> text("feed of " + request.path("name")))
                .get("/@{name}/{id}", request -> text(request.path("name") + " wrote " + request.path("id")))
                .get("/{page}", request -> text("page " + request.path("page")));

        try (var wire = new Wire(routes)) {
            assertThat(wire.get("/@zo%C3%AB").body()).isEqualTo("page of zoë");
            assertThat(wire.get("/@alice.rss").body()).isEqualTo("feed of alice");
            assertThat(wire.get("/@alice@example.org/7").body()).isEqualTo("alice@example.org wrote 7");
            assertThat(wire.get("/about").body()).isEqualTo("page about");
        }
    }

    @Test
    void a_path_goes_on_to_the_next_branch_where_the_first_has_another_method() {
        routes.post("/lists/search", _ -> text("searched"))
                .delete("/lists/{id}", request -> text("deleted " + request.path("id")));

        try (var wire = new Wire(routes)) {
            assertThat(wire.send("DELETE", "/lists/search", new byte[0]).body()).isEqualTo("deleted search");
        }
    }

    @Test
    void another_method_is_refused_with_those_that_are_taken() {
        routes.get("/a/{id}", _ -> text("x")).put("/a/{id}", _ -> text("x"));

        try (var wire = new Wire(routes)) {
            var refused = wire.send("DELETE", "/a/1", new byte[0]);
            assertThat(refused.statusCode()).isEqualTo(405);
            assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS, PUT");
            assertThat(wire.send("OPTIONS", "/a/1", new byte[0]).statusCode()).isEqualTo(204);
        }
    }

    @Test
    void head_is_answered_like_get_without_the_body() {
        routes.get("/a", _ -> text("four"));

        try (var wire = new Wire(routes)) {
            var head = wire.send("HEAD", "/a", new byte[0]);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(4);
        }
    }

    @Test
    void what_no_route_answers_goes_to_the_deepest_fallback() {
        routes.fallback(_ -> Answer.text(404, "lost"));
        routes.group("/api", options -> options.filter(exclaim())).fallback(_ -> Answer.text(404, "no such call"));

        try (var wire = new Wire(routes)) {
            assertThat(wire.get("/nowhere").body()).isEqualTo("lost");
            assertThat(wire.get("/api/v1/nowhere").body()).isEqualTo("no such call");
            assertThat(wire.get("/api/v1/nowhere").headers().firstValue("X-Mood"))
                    .contains("!");
        }
    }

    @Test
    void pages_of_other_sites_may_ask_where_the_group_is_open() {
        var open = routes.group(
                "/api",
                options -> options.withCors().filter((_, _) -> {
                    throw new Fault(401, "who are you");
                }));
        open.post("/v1/statuses", _ -> text("never"));
        routes.get("/private", _ -> text("x"));

        try (var wire = new Wire(routes)) {
            var preflight =
                    wire.send("OPTIONS", "/api/v1/statuses", new byte[0], "Access-Control-Request-Method", "POST");
            var refused = wire.send("POST", "/api/v1/statuses", new byte[0]);

            assertThat(preflight.statusCode()).isEqualTo(204);
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                    .hasValueSatisfying(verbs -> assertThat(verbs).contains("DELETE", "PATCH", "POST"));
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                    .hasValueSatisfying(names -> assertThat(names).contains("Authorization"));
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("*");
            assertThat(refused.headers().firstValue("Access-Control-Expose-Headers"))
                    .hasValueSatisfying(names -> assertThat(names).contains("Link", "X-RateLimit-Remaining"));
            assertThat(wire.get("/private").headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void filters_stand_around_each_other_and_hand_things_on() {
        record Visitor(String name) {}
        var group = routes.group(
                "",
                options -> options.filter(exclaim())
                        .filter((request, next) -> next.answer(request.with(Visitor.class, new Visitor("alice")))));
        group.get(
                "/me", request -> text(request.find(Visitor.class).orElseThrow().name()));

        try (var wire = new Wire(routes)) {
            var answer = wire.get("/me");
            assertThat(answer.body()).isEqualTo("alice");
            assertThat(answer.headers().firstValue("X-Mood")).contains("!");
        }
    }

    @Test
    void a_mistake_of_ours_shows_a_number_but_no_stack() {
        routes.group(
                        "",
                        options -> options.filter((request, next) -> {
                            try {
                                return next.answer(request);
                            } catch (Fault fault) {
                                return fault.dress(Answer.text(fault.status(), "door: " + fault.message()));
                            }
                        }))
                .get("/broken", _ -> {
                    throw new IllegalStateException("secret detail");
                });

        try (var wire = new Wire(routes)) {
            var answer = wire.get("/broken");
            var id = answer.headers().firstValue("X-Request-Id").orElseThrow();
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).startsWith("door: ").contains(id).doesNotContain("secret");
        }
    }

    @Test
    void two_routes_in_one_place_are_a_mistake() {
        routes.get("/a/{id}", _ -> text("x"));

        assertThatThrownBy(() -> routes.get("/a/{name}", _ -> text("y"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> routes.get("/a/{path*}/b", _ -> text("y")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Filter exclaim() {
        return (request, next) -> next.answer(request).header("X-Mood", "!");
    }

    private static Answer text(String text) {
        return Answer.text(200, text);
    }
}
