// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.util.List;
import java.util.function.UnaryOperator;
import org.allmende.http.RouteTree.Match;
import org.allmende.http.RouteTree.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which handler answers what. Declared once, before the server starts.
///
/// A path is made of literal segments, `{name}` for one segment (also `@{name}` or `{name}.rss`) and, at its end,
/// `{name*}` for all that follows. `HEAD` is answered by the handler for `GET`, `OPTIONS` by the room itself.
public final class Routes {

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private final RouteTree tree;
    private final String prefix;
    private final RouteOptions options;

    public Routes() {
        this(new RouteTree(), "", RouteOptions.usual());
    }

    private Routes(RouteTree tree, String prefix, RouteOptions options) {
        this.tree = tree;
        this.prefix = prefix;
        this.options = options;
    }

    /// The same routes seen from a prefix, with options that grow out of this group's.
    public Routes group(String under, UnaryOperator<RouteOptions> change) {
        return new Routes(tree, prefix + under, change.apply(options));
    }

    public Routes get(String path, Handler handler) {
        return on("GET", path, handler);
    }

    public Routes post(String path, Handler handler) {
        return on("POST", path, handler);
    }

    public Routes put(String path, Handler handler) {
        return on("PUT", path, handler);
    }

    public Routes patch(String path, Handler handler) {
        return on("PATCH", path, handler);
    }

    public Routes delete(String path, Handler handler) {
        return on("DELETE", path, handler);
    }

    public Routes options(String path, Handler handler) {
        return on("OPTIONS", path, handler);
    }

    /// A WebSocket: the handler answers with [Answer#socket] to accept, with anything else to refuse. Whoever asks
    /// without wanting to upgrade is told so.
    public Routes socket(String path, Handler accept) {
        return get(path, request -> {
            if (!request.wantsSocket()) {
                throw new Fault(426, "This address speaks WebSocket.").header("Upgrade", "websocket");
            }
            return accept.answer(request);
        });
    }

    /// Answers what no route under this prefix answers. The deepest one counts.
    public Routes fallback(Handler handler) {
        tree.fallback(prefix, handler, options);
        return this;
    }

    private Routes on(String method, String path, Handler handler) {
        tree.add(method, prefix + path, handler, options);
        return this;
    }

    /// Answers always, whatever happens inside.
    Answer answer(Request request) {
        try {
            return switch (tree.find(request.method(), request.segments())) {
                case Match.Found(var route, var parameters) ->
                    pass(request.matched(parameters, route.options()), route, route.handler());
                case Match.OtherMethod(var allowed, var sample) ->
                    pass(request.matched(sample.options()), sample, asked -> otherMethod(asked, allowed));
                case Match.Missing(var fallback) ->
                    fallback.map(route -> missing(request, route))
                            .orElseGet(() -> Fault.missing().plain());
            };
        } catch (Fault fault) {
            return fault.plain();
        } catch (Exception | StackOverflowError unforeseen) {
            return noted(request, unforeseen).plain();
        }
    }

    private static Answer missing(Request request, Route route) {
        var preflight = route.options().cors() && request.method().equals("OPTIONS");
        return pass(
                request.matched(route.options()), route, preflight ? _ -> Cors.preflight(List.of()) : route.handler());
    }

    private static Answer otherMethod(Request request, List<String> allowed) {
        if (!request.method().equals("OPTIONS")) {
            throw new Fault(405, "This address does not take " + request.method() + ".")
                    .header("Allow", String.join(", ", allowed));
        }
        return Cors.preflight(allowed);
    }

    private static Answer pass(Request request, Route route, Handler handler) {
        // Preflights carry no token by design, so no filter may refuse them.
        var preflight = request.method().equals("OPTIONS") && route.options().cors();
        var chain = guarded(handler);
        for (var filter :
                preflight ? List.<Filter>of() : route.options().filters().reversed()) {
            var inner = chain;
            chain = asked -> filter.around(asked, inner);
        }
        var answer = outermost(request, chain);
        return route.options().cors() ? Cors.open(answer) : answer;
    }

    private static Handler guarded(Handler handler) {
        return request -> {
            try {
                return handler.answer(request);
            } catch (Fault fault) {
                throw fault;
            } catch (Exception | StackOverflowError unforeseen) {
                throw noted(request, unforeseen);
            }
        };
    }

    private static Answer outermost(Request request, Handler chain) {
        try {
            return chain.answer(request);
        } catch (Fault fault) {
            return fault.plain();
        } catch (Exception unforeseen) {
            return noted(request, unforeseen).plain();
        }
    }

    private static Fault noted(Request request, Throwable unforeseen) {
        LOG.error("{} {} failed, request {}", request.method(), request.path(), request.id(), unforeseen);
        return new Fault(500, "Something went wrong here. It is noted as " + request.id() + ".");
    }
}
