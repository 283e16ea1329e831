// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.allmende.base.Shortcodes;

/// Finds the names of custom emoji in texts: `:blobcat:`, where no letter or digit touches it. Times and the addresses
/// of programs (`10:30:00`, `std::string`) have no such names.
///
/// In HTML only what stands between tags is a text, and what is code or the name of a link is not. Where names within
/// attributes became pictures too, posts became programs.
public final class EmojiNames {

    /// A text with more different ones is no text.
    public static final int DIFFERENT_MAX = 100;

    private static final List<String> LEFT_ALONE = List.of("a", "code", "pre");

    private final String text;
    private final boolean html;
    private final Function<String, Optional<String>> pictures;
    private final StringBuilder out;
    private int within;

    private EmojiNames(String text, boolean html, Function<String, Optional<String>> pictures) {
        this.text = text;
        this.html = html;
        this.pictures = pictures;
        this.out = new StringBuilder(text.length() + 64);
    }

    /// The names in a plain text.
    public static Set<String> in(String plain) {
        return names(plain, false);
    }

    /// The names in HTML that is safe already.
    public static Set<String> inHtml(String safeHtml) {
        return names(safeHtml, true);
    }

    private static Set<String> names(String text, boolean html) {
        var found = new LinkedHashSet<String>();
        if (worthALook(text)) {
            new EmojiNames(text, html, name -> {
                        if (found.size() < DIFFERENT_MAX) {
                            found.add(name);
                        }
                        return Optional.empty();
                    })
                    .read();
        }
        return found;
    }

    /// The same HTML, with pictures for the names that have one. `pictures` gives whole and safe HTML.
    public static String replace(String safeHtml, Function<String, Optional<String>> pictures) {
        return worthALook(safeHtml) ? new EmojiNames(safeHtml, true, pictures).read() : safeHtml;
    }

    private static boolean worthALook(String text) {
        var first = text.indexOf(':');
        return first >= 0 && text.indexOf(':', first + 2) >= 0;
    }

    // Every character is looked at once or twice: what was tried as a name is not tried again.
    private String read() {
        var at = 0;
        var touched = false;
        while (at < text.length()) {
            var character = text.charAt(at);
            if (html && character == '<') {
                at = tag(at);
                touched = false;
            } else if (character == ':' && !touched && within == 0) {
                var end = end(at);
                var name = text.substring(at + 1, end);
                if (closes(end, name)) {
                    out.append(pictures.apply(name).orElseGet(() -> ":" + name + ":"));
                    at = end + 1;
                    touched = false;
                } else {
                    out.append(text, at, end);
                    touched = touches(text.charAt(end - 1));
                    at = end;
                }
            } else {
                out.append(character);
                touched = touches(character);
                at++;
            }
        }
        return out.toString();
    }

    // A name after a name may touch it; any other colon may not.
    private static boolean touches(char character) {
        return character == ':' || Character.isLetterOrDigit(character);
    }

    private int end(int colon) {
        var end = colon + 1;
        while (end < text.length() && Shortcodes.fits(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private boolean closes(int end, String name) {
        return Shortcodes.is(name)
                && end < text.length()
                && text.charAt(end) == ':'
                && (end + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(end + 1)));
    }

    /// Copies a tag as it is, and notes whether something begins or ends with it that is left alone.
    private int tag(int start) {
        var end = start + 1;
        var quote = '\0';
        while (end < text.length() && (quote != '\0' || text.charAt(end) != '>')) {
            var character = text.charAt(end);
            if (quote == '\0' && (character == '"' || character == '\'')) {
                quote = character;
            } else if (character == quote) {
                quote = '\0';
            }
            end++;
        }
        end = Math.min(end + 1, text.length());
        out.append(text, start, end);
        for (var element : LEFT_ALONE) {
            if (names(start + 1, element)) {
                within++;
            } else if (names(start + 1, "/" + element)) {
                within = Math.max(0, within - 1);
            }
        }
        return end;
    }

    private boolean names(int at, String element) {
        var end = at + element.length();
        return text.startsWith(element, at) && end < text.length() && !Character.isLetterOrDigit(text.charAt(end));
    }
}
