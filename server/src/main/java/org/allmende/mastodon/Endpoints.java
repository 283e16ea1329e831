// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.ArrayList;
import java.util.List;
import org.allmende.http.Answer;
import org.allmende.http.Handler;
import org.allmende.http.Request;
import org.allmende.http.Routes;

/// The table of what this door answers, each with who may ask for it. There is no way to mount a handler past it.
final class Endpoints {

    /// Who may ask.
    enum Access {
        /// Everybody; tokens are not looked at.
        OPEN,
        /// Everybody, and members see more.
        ANYBODY,
        /// Apps, with or without a member behind them.
        APP,
        MEMBER
    }

    record Endpoint(String method, String path, Access access, List<String> scopes) {}

    /// Answers whoever asks.
    @FunctionalInterface
    interface ForAnybody {

        Answer answer(Request request, Caller caller);
    }

    /// Answers a member.
    @FunctionalInterface
    interface ForMember {

        Answer answer(Request request, Member member);
    }

    private final Routes routes;
    private final Guard guard;
    private final List<Endpoint> table;

    Endpoints(Routes routes, Guard guard) {
        this(routes, guard, new ArrayList<>());
    }

    private Endpoints(Routes routes, Guard guard, List<Endpoint> table) {
        this.routes = routes;
        this.guard = guard;
        this.table = table;
    }

    /// The same table, mounted on routes with other limits.
    Endpoints on(Routes others) {
        return new Endpoints(others, guard, table);
    }

    List<Endpoint> table() {
        return List.copyOf(table);
    }

    void open(String route, Handler handler) {
        mount(route, Access.OPEN, List.of(), request -> guard.open(request, _ -> handler.answer(request)));
    }

    void anybody(String route, String scopes, ForAnybody handler) {
        var any = split(scopes);
        mount(
                route,
                Access.ANYBODY,
                any,
                request -> guard.anybody(request, any, caller -> handler.answer(request, caller)));
    }

    void app(String route, String scopes, ForAnybody handler) {
        var any = split(scopes);
        mount(route, Access.APP, any, request -> guard.app(request, any, caller -> handler.answer(request, caller)));
    }

    void member(String route, String scopes, ForMember handler) {
        var any = split(scopes);
        mount(
                route,
                Access.MEMBER,
                any,
                request -> guard.member(request, any, caller -> {
                    var token = caller.token().orElseThrow();
                    return handler.answer(request, new Member(token.actor().orElseThrow(), token));
                }));
    }

    /// A stream of events for a member; it checks the scopes itself, because they hang on what is asked for.
    void stream(String path, ForMember handler) {
        mount("GET " + path, Access.MEMBER, List.of(), request -> listening(request, handler));
    }

    void socket(String path, ForMember handler) {
        table.add(new Endpoint("GET", path, Access.MEMBER, List.of()));
        routes.socket(path, request -> listening(request, handler));
    }

    private Answer listening(Request request, ForMember handler) {
        return handler.answer(request, guard.streaming(request));
    }

    private void mount(String route, Access access, List<String> scopes, Handler handler) {
        var parts = route.split(" ", 2);
        table.add(new Endpoint(parts[0], parts[1], access, scopes));
        switch (parts[0]) {
            case "GET" -> routes.get(parts[1], handler);
            case "POST" -> routes.post(parts[1], handler);
            case "PUT" -> routes.put(parts[1], handler);
            case "PATCH" -> routes.patch(parts[1], handler);
            case "DELETE" -> routes.delete(parts[1], handler);
            default -> throw new IllegalArgumentException("not a method: " + route);
        }
    }

    private static List<String> split(String scopes) {
        return scopes.isEmpty() ? List.of() : List.of(scopes.split(" "));
    }
}
