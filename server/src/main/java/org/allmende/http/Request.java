// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What somebody asks, as it came over the wire. Filters hand on copies with more attached to them.
public final class Request {

    private final Exchange exchange;
    private final Map<String, String> parameters;
    private final RouteOptions options;
    private final Map<Class<?>, Object> attached;

    Request(Exchange exchange) {
        this(exchange, Map.of(), RouteOptions.usual(), Map.of());
    }

    private Request(
            Exchange exchange, Map<String, String> parameters, RouteOptions options, Map<Class<?>, Object> attached) {
        this.exchange = exchange;
        this.parameters = parameters;
        this.options = options;
        this.attached = attached;
    }

    Request matched(Map<String, String> found, RouteOptions under) {
        return new Request(exchange, found, under, attached);
    }

    Request matched(RouteOptions under) {
        return matched(Map.of(), under);
    }

    /// The number under which this request is found in the log; the client gets it as `X-Request-Id`.
    public String id() {
        return exchange.id();
    }

    public String method() {
        return exchange.method();
    }

    /// The path, decoded.
    public String path() {
        return "/" + String.join("/", exchange.segments());
    }

    List<String> segments() {
        return exchange.segments();
    }

    /// Path and query exactly as sent: what signatures are made over.
    public String target() {
        return exchange.target();
    }

    /// A named part of the path. Asking for one that the route does not have is a mistake in the program.
    public String path(String name) {
        var value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {" + name + "}");
        }
        return value;
    }

    public Optional<String> query(String name) {
        return queryAll(name).stream().findFirst();
    }

    /// All values of a name as written: `id[]` is another name than `id`.
    public List<String> queryAll(String name) {
        return exchange.query().stream()
                .filter(pair -> pair.name().equals(name))
                .map(FormPair::value)
                .toList();
    }

    /// The first header of that name, whatever its case.
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    public List<String> headers(String name) {
        return exchange.headers(name);
    }

    /// All headers, by their names in lower case: for signatures, which cover some of them.
    public Map<String, List<String>> headers() {
        return exchange.headers();
    }

    public Optional<String> cookie(String name) {
        return exchange.cookie(name);
    }

    /// Where the client is: the peer of the connection, or what a trusted proxy says of it.
    public InetAddress remote() {
        return exchange.remote();
    }

    /// `http` or `https` as the client sees it.
    public String scheme() {
        return exchange.scheme();
    }

    /// Host, and port where it is not the usual one, as the client sees them.
    public String host() {
        return exchange.host();
    }

    /// The bytes of the body, as many as the route allows.
    public byte[] body() {
        return exchange.body(options.bodyBytesMax());
    }

    /// Body and query as named values, whichever of the three encodings the client chose.
    public Params form() {
        return exchange.form(options.bodyBytesMax());
    }

    /// Whether the client asks to speak WebSocket from here on.
    public boolean wantsSocket() {
        return header("Upgrade").filter("websocket"::equalsIgnoreCase).isPresent();
    }

    /// The WebSocket protocols that the client offers.
    public List<String> socketProtocols() {
        return headers("Sec-WebSocket-Protocol").stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(String::strip)
                .toList();
    }

    /// This request with something attached that handlers further in can [#find].
    public <T> Request with(Class<T> kind, T value) {
        var more = new HashMap<>(attached);
        more.put(kind, value);
        return new Request(exchange, parameters, options, Map.copyOf(more));
    }

    public <T> Optional<T> find(Class<T> kind) {
        return Optional.ofNullable(attached.get(kind)).map(kind::cast);
    }
}
