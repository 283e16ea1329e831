// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Optional;

/// An address on this instance that a form or a link brought along: only such may be gone to next.
final class LocalPath {

    private static final int LENGTH_MAX = 2_000;

    private LocalPath() {}

    /// The text, if it is a path here. `//other.example` and `/\other.example` are not: browsers read them as a host.
    static Optional<String> of(String text) {
        var path = text.length() <= LENGTH_MAX
                && text.startsWith("/")
                && !text.startsWith("//")
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
        return path ? Optional.of(text) : Optional.empty();
    }

    /// Adds a parameter, in front of the fragment where there is one.
    static String with(String path, String name, String value) {
        var hash = path.indexOf('#');
        var bare = hash < 0 ? path : path.substring(0, hash);
        var rest = hash < 0 ? "" : path.substring(hash);
        return bare + (bare.contains("?") ? "&" : "?") + name + "=" + value + rest;
    }
}
