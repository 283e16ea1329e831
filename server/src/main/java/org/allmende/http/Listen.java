// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.util.List;

/// Where the server listens, and which proxies in front of it are believed about the client's address and scheme.
///
/// Port 0 means any free port.
public record Listen(String host, int port, List<Network> trusted) {

    public Listen {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("no such port: " + port);
        }
        trusted = List.copyOf(trusted);
    }

    /// Reads `HOST:PORT`; an IPv6 host stands in brackets.
    public static Listen at(String text) {
        var colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("expected HOST:PORT, got " + text);
        }
        var host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            return new Listen(host, Integer.parseInt(text.substring(colon + 1)), List.of());
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("expected HOST:PORT, got " + text);
        }
    }

    public Listen trusting(List<Network> proxies) {
        return new Listen(host, port, proxies);
    }
}
