// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.base;

/// Which names a custom emoji may have: what stands between the colons of `:blobcat:`.
public final class Shortcodes {

    /// Longer ones are in nobody's use, and texts are searched for them.
    public static final int LENGTH_MAX = 64;

    private Shortcodes() {}

    public static boolean fits(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || character == '_'
                || character == '-'
                || character == '+'
                || character == '.';
    }

    public static boolean is(String text) {
        return !text.isEmpty() && text.length() <= LENGTH_MAX && text.chars().allMatch(c -> fits((char) c));
    }
}
