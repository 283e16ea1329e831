// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.database.DatabaseAddress;
import org.allmende.http.Listen;
import org.allmende.http.Network;
import org.allmende.http.OutboundPolicy;

/// Everything an operator has decided outside the program, checked and complete.
///
/// @param domain the name in all addresses: a host, with a port only where it is not the usual one
/// @param handles the domain in handles: the same, or another that leads its WebFinger here
/// @param loopback trying and testing on one machine: servers are spoken to by plain http on loopback addresses
/// @param media where pictures are kept
record Configuration(
        Path folder,
        String domain,
        String handles,
        boolean loopback,
        Listen listen,
        DatabaseAddress database,
        Path media,
        Federation federation,
        LogLevel log) {

    /// How freely we go out. `plainHttp` are hosts, `authorities` is a PEM file.
    record Federation(
            List<Network> privateNetworks,
            Set<String> privateHosts,
            Set<String> plainHttp,
            Optional<Listen> onionProxy,
            Optional<Path> authorities) {

        Federation {
            privateNetworks = List.copyOf(privateNetworks);
            privateHosts = Set.copyOf(privateHosts);
            plainHttp = Set.copyOf(plainHttp);
        }
    }

    enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /// What every address of this instance begins with: scheme and domain, no slash at the end.
    String address() {
        return (plain() ? "http://" : "https://") + domain;
    }

    /// The world speaks to us without TLS: on this machine, as an onion service, or in a network that was named.
    private boolean plain() {
        var host = DomainName.host(domain);
        return DomainName.local(domain) || host.endsWith(".onion") || federation.plainHttp.contains(host);
    }

    /// Only this machine can reach the instance: it has no name that others could use.
    boolean trial() {
        return DomainName.local(domain);
    }

    /// Where this instance may go by itself.
    OutboundPolicy outbound() {
        var policy = OutboundPolicy.strict("Allmende/%s (+%s/)".formatted(Version.NUMBER, address()))
                .privateHosts(federation.privateHosts)
                .privateNetworks(federation.privateNetworks)
                .plainHosts(federation.plainHttp);
        if (federation.authorities.isPresent()) {
            policy = policy.authorities(federation.authorities.get());
        }
        if (federation.onionProxy.isPresent()) {
            var proxy = federation.onionProxy.get();
            policy = policy.onionProxy(proxy.host(), proxy.port());
        }
        return loopback ? policy.allowLoopback().allowPlainHttp() : policy;
    }
}
