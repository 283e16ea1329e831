// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/// What kind of place an address is. Only [#GLOBAL] is the open internet; everything that is not known to be is not.
///
/// After the registries of special-purpose addresses at IANA (RFC 6890).
public enum AddressClass {
    GLOBAL,
    /// "This host" and "any address".
    UNSPECIFIED,
    LOOPBACK,
    /// Networks at home, in companies and behind a provider's translation.
    PRIVATE,
    LINK_LOCAL,
    MULTICAST,
    /// An IPv4 address inside an IPv6 one: the way round a check of either.
    TRANSLATED,
    /// Documentation, benchmarks, protocols, and what is not given out at all.
    RESERVED;

    private record Block(Network network, AddressClass kind) {}

    private static final List<Block> BLOCKS = Stream.of(
                    blocks(UNSPECIFIED, "0.0.0.0/8", "::/128"),
                    blocks(LOOPBACK, "127.0.0.0/8", "::1/128"),
                    blocks(PRIVATE, "10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
                    blocks(LINK_LOCAL, "169.254.0.0/16", "fe80::/10"),
                    blocks(MULTICAST, "224.0.0.0/4", "ff00::/8"),
                    blocks(TRANSLATED, "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16"),
                    blocks(
                            RESERVED,
                            "192.0.0.0/24",
                            "192.0.2.0/24",
                            "192.88.99.0/24",
                            "198.18.0.0/15",
                            "198.51.100.0/24",
                            "203.0.113.0/24",
                            "240.0.0.0/4",
                            "2001::/23",
                            "2001:db8::/32",
                            "3fff::/20"),
                    blocks(GLOBAL, "0.0.0.0/0", "2000::/3"))
            .flatMap(List::stream)
            .toList();

    private static final int MAPPED_ZEROS = 10;

    public static AddressClass of(InetAddress address) {
        return BLOCKS.stream()
                .filter(block -> block.network.contains(address))
                .findFirst()
                .map(Block::kind)
                .orElse(RESERVED);
    }

    /// The class of an address as it stands on the wire. Java turns `::ffff:a.b.c.d` into an IPv4 address before
    /// anybody can see it, so only the bytes can tell.
    static AddressClass of(byte[] bytes) {
        try {
            return mapped(bytes) ? TRANSLATED : of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
        }
    }

    private static boolean mapped(byte[] bytes) {
        if (bytes.length != 16 || bytes[MAPPED_ZEROS] != -1 || bytes[MAPPED_ZEROS + 1] != -1) {
            return false;
        }
        for (var i = 0; i < MAPPED_ZEROS; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static List<Block> blocks(AddressClass kind, String... networks) {
        return Stream.of(networks)
                .map(network -> new Block(Network.parse(network), kind))
                .toList();
    }
}
