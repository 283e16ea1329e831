// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Finds the route for a path, segment by segment: literal before pattern, longer pattern before shorter, the rest
/// last. A path that leads nowhere by one branch is tried by the next, so `/a/{id}` and `/a/search` can have different
/// methods.
final class RouteTree {

    private final Node root = new Node();

    void add(String method, String path, Handler handler, RouteOptions options) {
        var names = new ArrayList<String>();
        var node = grow(path, names);
        if (node.routes.putIfAbsent(method, new Route(handler, options, names)) != null) {
            throw new IllegalArgumentException("two routes for " + method + " " + path);
        }
    }

    void fallback(String prefix, Handler handler, RouteOptions options) {
        grow(prefix, new ArrayList<>()).fallback = new Route(handler, options, List.of());
    }

    private Node grow(String path, List<String> names) {
        var node = root;
        for (var segment : segments(path)) {
            if (!names.isEmpty() && names.getLast().endsWith("*")) {
                throw new IllegalArgumentException("nothing can follow the rest of a path: " + path);
            }
            node = node.child(SegmentPattern.parse(segment, names));
        }
        names.replaceAll(name -> name.replace("*", ""));
        return node;
    }

    /// The segments of a raw or declared path; a single slash at the end says nothing.
    static List<String> segments(String path) {
        var trimmed = path.startsWith("/") ? path.substring(1) : path;
        if (trimmed.endsWith("/")) {
            trimmed = trimmed.substring(0, trimmed.length() - 1);
        }
        return trimmed.isEmpty() ? List.of() : List.of(trimmed.split("/", -1));
    }

    Match find(String method, List<String> segments) {
        var search = new Search(method.equals("HEAD") ? List.of("HEAD", "GET") : List.of(method), segments);
        return search.walk(root, 0) ? search.found() : search.missed();
    }

    record Route(Handler handler, RouteOptions options, List<String> names) {
        Route {
            names = List.copyOf(names);
        }
    }

    sealed interface Match {

        record Found(Route route, Map<String, String> parameters) implements Match {}

        /// The path exists, but not for this method. `sample` is one of its routes, for its options.
        record OtherMethod(List<String> allowed, Route sample) implements Match {}

        record Missing(Optional<Route> fallback) implements Match {}
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final List<Branch> patterns = new ArrayList<>();
        private Node rest;
        private final Map<String, Route> routes = new LinkedHashMap<>();
        private Route fallback;

        private record Branch(SegmentPattern.Pattern pattern, Node node) {}

        private Node child(SegmentPattern segment) {
            return switch (segment) {
                case SegmentPattern.Literal(var text) -> literals.computeIfAbsent(text, _ -> new Node());
                case SegmentPattern.Rest() -> rest = rest == null ? new Node() : rest;
                case SegmentPattern.Pattern pattern ->
                    patterns.stream()
                            .filter(branch -> branch.pattern.equals(pattern))
                            .findFirst()
                            .map(Branch::node)
                            .orElseGet(() -> branch(pattern));
            };
        }

        private Node branch(SegmentPattern.Pattern pattern) {
            var node = new Node();
            patterns.add(new Branch(pattern, node));
            patterns.sort(Comparator.comparingInt((Branch branch) -> branch.pattern.fixed())
                    .reversed());
            return node;
        }
    }

    /// One walk through the tree, remembering what it passed.
    private static final class Search {
        private final List<String> methods;
        private final List<String> segments;
        private final Deque<String> values = new ArrayDeque<>();
        private final TreeSet<String> allowed = new TreeSet<>();
        private Route found;
        private Route sample;
        private Route fallback;
        private int fallbackDepth = -1;

        private Search(List<String> methods, List<String> segments) {
            this.methods = methods;
            this.segments = segments;
        }

        private boolean walk(Node node, int depth) {
            if (node.fallback != null && depth > fallbackDepth) {
                fallback = node.fallback;
                fallbackDepth = depth;
            }
            if (depth == segments.size()) {
                return arrive(node);
            }
            var segment = segments.get(depth);
            var literal = node.literals.get(segment);
            if (literal != null && walk(literal, depth + 1)) {
                return true;
            }
            for (var branch : node.patterns) {
                var value = branch.pattern.match(segment);
                if (value.isPresent() && walkWith(value.get(), branch.node, depth + 1)) {
                    return true;
                }
            }
            return node.rest != null
                    && walkWith(String.join("/", segments.subList(depth, segments.size())), node.rest, segments.size());
        }

        private boolean walkWith(String value, Node node, int depth) {
            values.addLast(value);
            if (walk(node, depth)) {
                return true;
            }
            values.removeLast();
            return false;
        }

        private boolean arrive(Node node) {
            for (var method : methods) {
                found = node.routes.get(method);
                if (found != null) {
                    return true;
                }
            }
            if (!node.routes.isEmpty()) {
                allowed.addAll(node.routes.keySet());
                sample = sample == null ? node.routes.values().iterator().next() : sample;
            }
            return false;
        }

        private Match found() {
            var parameters = new HashMap<String, String>();
            var value = values.iterator();
            found.names.forEach(name -> parameters.put(name, value.next()));
            return new Match.Found(found, Map.copyOf(parameters));
        }

        private Match missed() {
            if (sample == null) {
                return new Match.Missing(Optional.ofNullable(fallback));
            }
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            allowed.add("OPTIONS");
            return new Match.OtherMethod(List.copyOf(allowed), sample);
        }
    }
}
