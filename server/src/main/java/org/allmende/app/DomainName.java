// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/// The name of an instance: a host, and a port where it is not the usual one.
final class DomainName {

    private static final Pattern NAME_AND_PORT = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+)(?::([0-9]{1,5}))?");
    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|[0-9]+(?:\\.[0-9]+){3}");
    private static final Pattern TAIL_OF_DIGITS = Pattern.compile("(?:.*\\.)?[0-9]+");
    private static final int PORT_MAX = 65_535;
    // RFC 1035, section 2.3.4.
    private static final int LENGTH_MAX = 253;

    private DomainName() {}

    /// The name in the one form that we compare and publish: ASCII, lower case.
    ///
    /// @throws IllegalArgumentException with a sentence that tells what is wrong
    static String normal(String text) {
        if (text.contains("/")) {
            throw new IllegalArgumentException("expected the name alone, as in `commons.example`, got `" + text + "`");
        }
        var parts = NAME_AND_PORT.matcher(text.strip());
        if (!parts.matches() || (parts.group(2) != null && Integer.parseInt(parts.group(2)) > PORT_MAX)) {
            throw new IllegalArgumentException("`" + text + "` is no name of a host");
        }
        var host = hostName(parts.group(1), text);
        return parts.group(2) == null ? host : host + ":" + Integer.parseInt(parts.group(2));
    }

    private static String hostName(String host, String text) {
        if (ADDRESS.matcher(host).matches()) {
            return literal(host).getHostAddress().contains(":") ? host.toLowerCase(Locale.ROOT) : host;
        }
        String ascii;
        try {
            ascii = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("`" + text + "` is no name of a host");
        }
        if (ascii.length() > LENGTH_MAX
                || ascii.endsWith(".")
                // Some read these as shortened addresses.
                || TAIL_OF_DIGITS.matcher(ascii).matches()
                || (!ascii.contains(".") && !ascii.equals("localhost"))) {
            throw new IllegalArgumentException("`" + text + "` is no full name of a host, as `commons.example` is one");
        }
        return ascii;
    }

    static String host(String domain) {
        var colon = domain.lastIndexOf(':');
        return colon < 0 || domain.endsWith("]") ? domain : domain.substring(0, colon);
    }

    /// Means this machine, wherever it is said.
    static boolean local(String domain) {
        var host = host(domain);
        return host.equals("localhost") || host.endsWith(".localhost") || loopback(host);
    }

    /// A loopback address, or the name of one. Names are not looked up.
    static boolean loopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return literal(host).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static InetAddress literal(String host) {
        try {
            return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", ""));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("`" + host + "` is no address");
        }
    }
}
