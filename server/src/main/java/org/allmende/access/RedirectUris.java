// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Where an app may have the answer sent.
final class RedirectUris {

    /// The code is shown to the person, who types it into the app.
    static final String OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob";

    static final int LENGTH_MAX = 2_000;

    /// More than any app registers; Mastodon clients send one or two.
    static final int COUNT_MAX = 20;

    /// What a browser would run, open locally, or not leave the page for.
    private static final Set<String> DANGEROUS = Set.of(
            "javascript",
            "data",
            "vbscript",
            "livescript",
            "mocha",
            "file",
            "filesystem",
            "blob",
            "about",
            "view-source",
            "jar",
            "chrome",
            "resource",
            "mailto",
            "tel",
            "sms",
            "ws",
            "wss",
            "ftp",
            "content",
            "intent",
            "urn");

    private static final Pattern SHAPE =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):([\\x21-\\x7e&&[^\"<>\\\\^`{|}#]]*)");
    private static final Pattern LOOPBACK = Pattern.compile("127(?:\\.\\d{1,3}){3}|\\[::1]|localhost");

    private RedirectUris() {}

    static boolean acceptable(String uri) {
        if (uri.equals(OUT_OF_BAND)) {
            return true;
        }
        var match = SHAPE.matcher(uri);
        if (uri.length() > LENGTH_MAX || !match.matches()) {
            return false;
        }
        return switch (match.group(1).toLowerCase(Locale.ROOT)) {
            case "https" -> host(uri).length() > 0;
            // What goes over the net in the clear is everybody's; an onion service is not in the clear.
            case "http" -> loopback(uri) || host(uri).endsWith(".onion");
            case String scheme -> !DANGEROUS.contains(scheme);
        };
    }

    /// Exactly one that was registered; on this very machine with any port, for apps that cannot choose it
    /// (RFC 8252 §7.3).
    static boolean fits(List<String> registered, String uri) {
        return registered.contains(uri)
                || acceptable(uri)
                        && loopback(uri)
                        && registered.stream()
                                .anyMatch(
                                        one -> loopback(one) && withoutPort(one).equals(withoutPort(uri)));
    }

    private static boolean loopback(String uri) {
        return uri.startsWith("http:") && LOOPBACK.matcher(host(uri)).matches();
    }

    /// Empty where there is none, or somebody's name stands before it.
    private static String host(String uri) {
        try {
            var parsed = new URI(uri);
            return parsed.getHost() == null || parsed.getRawUserInfo() != null
                    ? ""
                    : parsed.getHost().toLowerCase(Locale.ROOT);
        } catch (URISyntaxException _) {
            return "";
        }
    }

    private static String withoutPort(String uri) {
        try {
            var parsed = new URI(uri);
            return parsed.getScheme() + "://" + host(uri) + "/" + parsed.getRawPath() + "?" + parsed.getRawQuery();
        } catch (URISyntaxException _) {
            return uri;
        }
    }
}
