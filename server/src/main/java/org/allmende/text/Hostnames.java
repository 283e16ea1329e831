// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// One spelling for each host: ASCII, lower case, no trailing dot.
///
/// Two spellings of one host would be two identities, and two hosts with one spelling would be one (CVE-2023-42451).
/// So whatever cannot be normalised surely is refused. Unlike the JDK's `IDN` (IDNA 2003), `ß` and `ς` stay letters
/// of their own, as registries and browsers have it today.
final class Hostnames {

    /// RFC 1035, section 2.3.4.
    private static final int NAME_MAX = 253;

    private static final int LABEL_MAX = 63;

    private static final Pattern ASCII_LABEL = Pattern.compile("[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}]");

    private Hostnames() {}

    static Optional<String> normal(String host) {
        if (host.isEmpty() || host.length() > NAME_MAX + 1) {
            return Optional.empty();
        }
        if (host.startsWith("[")) {
            return Optional.of(host.toLowerCase(Locale.ROOT)).filter(IPV6.asMatchPredicate());
        }
        var name = mapped(host);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        var ascii = new StringBuilder();
        var last = "";
        for (var label : name.split("\\.", -1)) {
            last = asciiLabel(label);
            if (last.isEmpty()) {
                return Optional.empty();
            }
            ascii.append(ascii.isEmpty() ? "" : ".").append(last);
        }
        // Browsers and resolvers read "2130706433" and "0x7f.1" as 127.0.0.1.
        var surely = !NUMBER.matcher(last).matches() || IPV4.matcher(ascii).matches();
        return surely && ascii.length() <= NAME_MAX ? Optional.of(ascii.toString()) : Optional.empty();
    }

    private static String mapped(String host) {
        var lower = Normalizer.normalize(host, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Normalizer.Form.NFKC).replace('\u3002', '.');
    }

    private static String asciiLabel(String label) {
        if (label.chars().allMatch(c -> c < 0x80)) {
            return label.length() <= LABEL_MAX && ASCII_LABEL.matcher(label).matches() ? label : "";
        }
        var points = label.codePoints().toArray();
        var written = label.codePoints().allMatch(Hostnames::writable)
                && !mark(points[0])
                && points[0] != '-'
                && points[points.length - 1] != '-'
                && !label.startsWith("xn--");
        var ascii = written ? "xn--" + Punycode.encode(points) : "";
        return ascii.length() <= LABEL_MAX ? ascii : "";
    }

    private static boolean writable(int point) {
        return point < 0x80
                ? point == '-' || Character.isLetterOrDigit(point)
                : Character.isLetterOrDigit(point) || mark(point) || Character.getType(point) == Character.OTHER_SYMBOL;
    }

    private static boolean mark(int point) {
        var type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
