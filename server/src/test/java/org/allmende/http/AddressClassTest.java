// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import static org.allmende.http.AddressClass.GLOBAL;
import static org.allmende.http.AddressClass.LINK_LOCAL;
import static org.allmende.http.AddressClass.LOOPBACK;
import static org.allmende.http.AddressClass.MULTICAST;
import static org.allmende.http.AddressClass.PRIVATE;
import static org.allmende.http.AddressClass.RESERVED;
import static org.allmende.http.AddressClass.TRANSLATED;
import static org.allmende.http.AddressClass.UNSPECIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressClassTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.255.255.255, UNSPECIFIED",
        "10.0.0.0, 10.255.255.255, PRIVATE",
        "100.64.0.0, 100.127.255.255, PRIVATE",
        "127.0.0.0, 127.255.255.255, LOOPBACK",
        "169.254.0.0, 169.254.255.255, LINK_LOCAL",
        "172.16.0.0, 172.31.255.255, PRIVATE",
        "192.0.0.0, 192.0.0.255, RESERVED",
        "192.0.2.0, 192.0.2.255, RESERVED",
        "192.88.99.0, 192.88.99.255, RESERVED",
        "192.168.0.0, 192.168.255.255, PRIVATE",
        "198.18.0.0, 198.19.255.255, RESERVED",
        "198.51.100.0, 198.51.100.255, RESERVED",
        "203.0.113.0, 203.0.113.255, RESERVED",
        "224.0.0.0, 239.255.255.255, MULTICAST",
        "240.0.0.0, 255.255.255.255, RESERVED",
        "::, ::, UNSPECIFIED",
        "::1, ::1, LOOPBACK",
        "::2, ::ffff:fffe, TRANSLATED",
        "::127.0.0.1, ::10.0.0.1, TRANSLATED",
        "64:ff9b::, 64:ff9b::ffff:ffff, TRANSLATED",
        "64:ff9b:1::, 64:ff9b:1:ffff:ffff:ffff:ffff:ffff, TRANSLATED",
        "100::, 100::ffff:ffff:ffff:ffff, RESERVED",
        "2001::, 2001:0:ffff:ffff:ffff:ffff:ffff:ffff, TRANSLATED",
        "2001:10::, 2001:1f:ffff:ffff:ffff:ffff:ffff:ffff, RESERVED",
        "2001:20::, 2001:2f:ffff:ffff:ffff:ffff:ffff:ffff, RESERVED",
        "2001:1::, 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff, RESERVED",
        "2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, RESERVED",
        "2002::, 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff, TRANSLATED",
        "3fff::, 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff, RESERVED",
        "fc00::, fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, PRIVATE",
        "fe80::, febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff, LINK_LOCAL",
        "fec0::, feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, RESERVED",
        "ff00::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, MULTICAST",
        "::1:0:0, 1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, RESERVED",
        "4000::, fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, RESERVED",
    })
    void a_range_has_its_class_from_the_first_to_the_last(String first, String last, AddressClass kind) {
        assertThat(of(first)).isEqualTo(kind);
        assertThat(of(last)).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "191.255.255.255",
                "192.0.1.0",
                "192.0.1.255",
                "192.0.3.0",
                "192.88.98.255",
                "192.88.100.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.99.255",
                "198.51.101.0",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "2000::",
                "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:200::",
                "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:db9::",
                "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "2003::",
                "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "3fff:1000::",
                "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            })
    void the_neighbours_of_every_range_are_the_open_internet(String neighbour) {
        assertThat(of(neighbour)).isEqualTo(GLOBAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "8.8.8.8"})
    void an_ipv4_address_in_mapped_clothes_is_seen_through(String inside) {
        var bytes = HexFormat.of()
                .parseHex("00000000000000000000ffff"
                        + HexFormat.of().formatHex(InetAddress.ofLiteral(inside).getAddress()));

        assertThat(AddressClass.of(bytes)).isEqualTo(TRANSLATED);
        assertThat(of("::ffff:" + inside)).isEqualTo(of(inside));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, LOOPBACK",
        "::1, LOOPBACK",
        "fe80::1, LINK_LOCAL",
        "ff02::1, MULTICAST",
        "0.0.0.0, UNSPECIFIED",
        "192.168.1.1, PRIVATE",
        "192.0.2.1, RESERVED"
    })
    void the_platform_agrees_where_it_has_an_opinion(String address, AddressClass kind) {
        var known = InetAddress.ofLiteral(address);

        assertThat(of(address)).isEqualTo(kind);
        assertThat(known.isLoopbackAddress()).isEqualTo(kind == LOOPBACK);
        assertThat(known.isLinkLocalAddress()).isEqualTo(kind == LINK_LOCAL);
        assertThat(known.isMulticastAddress()).isEqualTo(kind == MULTICAST);
        assertThat(known.isAnyLocalAddress()).isEqualTo(kind == UNSPECIFIED);
        assertThat(known.isSiteLocalAddress()).isEqualTo(kind == PRIVATE);
        assertThat(kind == RESERVED).isEqualTo(address.equals("192.0.2.1"));
    }

    private static AddressClass of(String literal) {
        return AddressClass.of(InetAddress.ofLiteral(literal));
    }
}
