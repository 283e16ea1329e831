// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.database.DatabaseAddress;
import org.allmende.http.Listen;
import org.allmende.http.Network;

/// Everything an operator has decided outside the program, checked and complete.
///
/// @param domain the name in all addresses: a host, with a port only where it is not the usual one
/// @param loopback trying and testing on one machine: servers are spoken to by plain http on loopback addresses
/// @param media where pictures are kept
record Configuration(
        Path folder,
        String domain,
        boolean loopback,
        Listen listen,
        DatabaseAddress database,
        Path media,
        Federation federation,
        LogLevel log) {

    /// How freely we go out. `plainHttp` are hosts, or `.onion` for all of them; `authorities` a PEM file.
    record Federation(List<Network> privateNetworks, Set<String> plainHttp, Optional<Path> authorities) {

        Federation {
            privateNetworks = List.copyOf(privateNetworks);
            plainHttp = Set.copyOf(plainHttp);
        }

        boolean plain(String host) {
            return plainHttp.stream().anyMatch(name -> name.startsWith(".") ? host.endsWith(name) : host.equals(name));
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
        return DomainName.local(domain) || host.endsWith(".onion") || federation.plain(host);
    }

    /// Only this machine can reach the instance: it has no name that others could use.
    boolean trial() {
        return DomainName.local(domain);
    }
}
