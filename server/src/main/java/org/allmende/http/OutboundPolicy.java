// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Where this program may go. By itself only to the open internet, by https, to the usual ports; everything else is
/// named here by whoever runs it.
///
/// @param privateHosts names that may lead anywhere, at any port
/// @param privateNetworks networks that may be entered, at any port
/// @param plainHttp whether http without TLS is spoken to everybody
/// @param plainHosts names that http without TLS is spoken to
/// @param loopback whether this very machine may be asked: for trying and testing
/// @param userAgent how we introduce ourselves
/// @param authorities a PEM file with certificate authorities beside those of the Java platform
/// @param onionProxy the SOCKS proxy that leads to `.onion` names; without it they are refused
public record OutboundPolicy(
        Set<String> privateHosts,
        List<Network> privateNetworks,
        boolean plainHttp,
        Set<String> plainHosts,
        boolean loopback,
        String userAgent,
        Optional<Path> authorities,
        Optional<OnionProxy> onionProxy) {

    /// Where a SOCKS5 proxy listens.
    public record OnionProxy(String host, int port) {}

    private static final Set<Integer> USUAL_PORTS = Set.of(80, 443);

    public OutboundPolicy {
        privateHosts = privateHosts.stream().map(OutboundPolicy::plain).collect(Collectors.toUnmodifiableSet());
        plainHosts = plainHosts.stream().map(OutboundPolicy::plain).collect(Collectors.toUnmodifiableSet());
        privateNetworks = List.copyOf(privateNetworks);
    }

    public static OutboundPolicy strict(String userAgent) {
        return new OutboundPolicy(
                Set.of(), List.of(), false, Set.of(), false, userAgent, Optional.empty(), Optional.empty());
    }

    public OutboundPolicy privateHosts(Set<String> hosts) {
        return new OutboundPolicy(
                hosts, privateNetworks, plainHttp, plainHosts, loopback, userAgent, authorities, onionProxy);
    }

    public OutboundPolicy privateNetworks(List<Network> networks) {
        return new OutboundPolicy(
                privateHosts, networks, plainHttp, plainHosts, loopback, userAgent, authorities, onionProxy);
    }

    public OutboundPolicy allowPlainHttp() {
        return new OutboundPolicy(
                privateHosts, privateNetworks, true, plainHosts, loopback, userAgent, authorities, onionProxy);
    }

    public OutboundPolicy plainHosts(Set<String> hosts) {
        return new OutboundPolicy(
                privateHosts, privateNetworks, plainHttp, hosts, loopback, userAgent, authorities, onionProxy);
    }

    public OutboundPolicy allowLoopback() {
        return new OutboundPolicy(
                privateHosts, privateNetworks, plainHttp, plainHosts, true, userAgent, authorities, onionProxy);
    }

    public OutboundPolicy authorities(Path pem) {
        return new OutboundPolicy(
                privateHosts,
                privateNetworks,
                plainHttp,
                plainHosts,
                loopback,
                userAgent,
                Optional.of(pem),
                onionProxy);
    }

    public OutboundPolicy onionProxy(String host, int port) {
        return new OutboundPolicy(
                privateHosts,
                privateNetworks,
                plainHttp,
                plainHosts,
                loopback,
                userAgent,
                authorities,
                Optional.of(new OnionProxy(host, port)));
    }

    /// Why this address of ours may not be asked, as far as it can be told before looking up its name.
    Optional<String> refusal(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null) {
            return Optional.of("not a complete address");
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of("addresses with a name or password in them are not followed");
        }
        return switch (uri.getScheme()) {
            case "https" -> literal(uri);
            case "http" ->
                plainHttp || plainHosts.contains(plain(uri.getHost())) || onion(uri.getHost())
                        ? literal(uri)
                        : Optional.of("http without TLS is not allowed");
            default -> Optional.of("neither http nor https");
        };
    }

    private Optional<String> literal(URI uri) {
        var host = uri.getHost();
        if (onion(host)) {
            return onionProxy.isPresent() ? Optional.empty() : Optional.of("no way to .onion is configured");
        }
        // The proxy is reached through the same resolver; nobody else may name it.
        if (isProxy(host, port(uri))) {
            return Optional.of("the proxy itself is not to be asked");
        }
        try {
            return refusal(host, port(uri), InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Why this address may not be connected to under this name.
    Optional<String> refusal(String host, int port, InetAddress address) {
        var kind = AddressClass.of(address);
        if (open(host, address, kind) || isProxy(host, port)) {
            return Optional.empty();
        }
        if (kind != AddressClass.GLOBAL) {
            return Optional.of(host + " leads to an address of class " + kind);
        }
        return USUAL_PORTS.contains(port) ? Optional.empty() : Optional.of("port " + port + " is not allowed");
    }

    private boolean open(String host, InetAddress address, AddressClass kind) {
        return privateHosts.contains(plain(host))
                || privateNetworks.stream().anyMatch(network -> network.contains(address))
                || loopback && kind == AddressClass.LOOPBACK;
    }

    private boolean isProxy(String host, int port) {
        return onionProxy
                .filter(proxy -> plain(proxy.host()).equals(plain(host)) && proxy.port() == port)
                .isPresent();
    }

    static boolean onion(String host) {
        return plain(host).endsWith(".onion");
    }

    static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
    }

    /// Names are compared without case and without the dot that may end them.
    private static String plain(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
