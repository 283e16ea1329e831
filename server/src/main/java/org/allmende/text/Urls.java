// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// Absolute web addresses from outside, in one spelling, or not at all.
public final class Urls {

    /// What browsers and other servers agree to carry; ours are far shorter.
    public static final int LENGTH_MAX = 2_048;

    private static final int PORT_MAX = 65_535;
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final String PLAIN = "-._~!$&'()*+,;=:@/?";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Urls() {}

    /// Reads an `http` or `https` address. The host is normalised and the port left out where it is the scheme's own;
    /// what may not stand in a path or query is percent-encoded. Addresses with a user name in them
    /// (`https://good.example@evil.example`), control characters or backslashes are refused: they exist to deceive.
    public static Optional<URI> parse(String url) {
        if (url == null || url.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        var text = url.strip();
        var scheme = scheme(text);
        if (scheme.isEmpty()) {
            return Optional.empty();
        }
        var start = scheme.length() + "://".length();
        var end = authorityEnd(text, start);
        return authority(text.substring(start, end), scheme.equals("https") ? "443" : "80")
                .flatMap(authority -> encoded(text.substring(end)).map(rest -> scheme + "://" + authority + rest))
                .filter(normal -> normal.length() <= LENGTH_MAX)
                .flatMap(Urls::uri);
    }

    /// Normalises a host, with or without a port, as it stands in handles: `localhost:8080`, `xn--mnchen-3ya.example`.
    /// A port of 443 is left out: handles mean https.
    public static Optional<String> domain(String text) {
        return text == null
                ? Optional.empty()
                : authority(text.strip(), "443")
                        .filter(authority -> uri("https://" + authority).isPresent());
    }

    /// The host of an address, with the port where it is not the scheme's own.
    public static Optional<String> domainOf(String url) {
        return parse(url).map(URI::getRawAuthority);
    }

    /// `scheme://host[:port]` of an address.
    public static Optional<String> origin(String url) {
        return parse(url).map(uri -> uri.getScheme() + "://" + uri.getRawAuthority());
    }

    /// FEP-fe34: what is said about an id is believed only from where the id lives. Never true for what is no web
    /// address.
    public static boolean sameOrigin(String one, String other) {
        var origin = origin(one);
        return origin.isPresent() && origin.equals(origin(other));
    }

    /// Percent-encodes what may not stand after the authority; empty when no reader could agree on what is meant.
    static Optional<String> encoded(String rest) {
        var out = new StringBuilder(rest.length() + 16);
        var fragment = false;
        for (int i = 0, point; i < rest.length(); i += Character.charCount(point)) {
            point = rest.codePointAt(i);
            if (Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE || point == '\\') {
                return Optional.empty();
            }
            var hash = point == '#' && !fragment;
            fragment |= hash;
            if (hash || plain(point) || point == '%' && hex(rest, i + 1) && hex(rest, i + 2)) {
                out.appendCodePoint(point);
            } else {
                for (var octet : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    out.append('%').append(HEX.toHexDigits(octet));
                }
            }
        }
        return Optional.of(out.toString());
    }

    private static String scheme(String text) {
        if (text.regionMatches(true, 0, "https://", 0, 8)) {
            return "https";
        }
        return text.regionMatches(true, 0, "http://", 0, 7) ? "http" : "";
    }

    private static int authorityEnd(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            if ("/?#".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static Optional<String> authority(String text, String usualPort) {
        var colon = text.lastIndexOf(':');
        var port = colon > text.lastIndexOf(']') ? text.substring(colon + 1) : "";
        var host = colon > text.lastIndexOf(']') ? text.substring(0, colon) : text;
        if (!port.isEmpty() && (!PORT.matcher(port).matches() || Integer.parseInt(port) > PORT_MAX)) {
            return Optional.empty();
        }
        return Hostnames.normal(host).map(name -> port.isEmpty() || port.equals(usualPort) ? name : name + ":" + port);
    }

    private static Optional<URI> uri(String normal) {
        try {
            // The JDK takes no host with an underscore apart, though there are some.
            return Optional.of(new URI(normal))
                    .filter(uri ->
                            uri.getHost() != null || uri.getRawAuthority().indexOf('_') >= 0);
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static boolean plain(int point) {
        return point < 0x80 && (Character.isLetterOrDigit(point) || PLAIN.indexOf(point) >= 0);
    }

    private static boolean hex(String text, int at) {
        return at < text.length() && text.charAt(at) < 0x80 && Character.digit(text.charAt(at), 16) >= 0;
    }
}
