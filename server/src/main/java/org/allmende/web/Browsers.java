// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.regex.Pattern;

/// What browsers call themselves, in words that people recognise. No more than these words is kept of it.
final class Browsers {

    private record Sign(Pattern pattern, String name) {}

    // In this order: most browsers also pretend to be others.
    private static final List<Sign> PROGRAMS = List.of(
            sign("Edg(e|A|iOS)?/", "Edge"),
            sign("OPR/|Opera", "Opera"),
            sign("Vivaldi/", "Vivaldi"),
            sign("SamsungBrowser/", "Samsung Internet"),
            sign("Firefox/|FxiOS/", "Firefox"),
            sign("Chrome/|CriOS/|Chromium/", "Chrome"),
            sign("Safari/", "Safari"));

    private static final List<Sign> SYSTEMS = List.of(
            sign("Android", "Android"),
            sign("iPhone|iPad|iPod", "iOS"),
            sign("Windows", "Windows"),
            sign("Mac OS X|Macintosh", "macOS"),
            sign("CrOS", "ChromeOS"),
            sign("Linux|X11", "Linux"));

    private Browsers() {}

    private static Sign sign(String pattern, String name) {
        return new Sign(Pattern.compile(pattern), name);
    }

    static String name(String userAgent) {
        var program = first(PROGRAMS, userAgent);
        var system = first(SYSTEMS, userAgent);
        if (program.isEmpty()) {
            return system.isEmpty() ? "?" : system;
        }
        return system.isEmpty() ? program : program + ", " + system;
    }

    private static String first(List<Sign> signs, String text) {
        return signs.stream()
                .filter(sign -> sign.pattern.matcher(text).find())
                .findFirst()
                .map(Sign::name)
                .orElse("");
    }
}
