// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.util.Set;

/// What everybody who writes HTML must agree on: how text is escaped; and, within this room, which elements start a
/// line.
public final class Html {

    /// Elements whose content is no text of the author's: programs, styles, forms, other documents.
    static final Set<String> WITHOUT_TEXT = Set.of(
            "script",
            "style",
            "math",
            "svg",
            "iframe",
            "frame",
            "frameset",
            "noframes",
            "object",
            "embed",
            "applet",
            "noscript",
            "noembed",
            "template",
            "title",
            "textarea",
            "select",
            "video",
            "audio",
            "canvas",
            "xmp",
            "plaintext",
            "head");

    /// Elements that begin and end a line without being paragraphs.
    static final Set<String> LINES = Set.of(
            "div",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "aside",
            "nav",
            "figure",
            "figcaption",
            "table",
            "tr",
            "td",
            "th",
            "caption",
            "dl",
            "dt",
            "dd",
            "address",
            "details",
            "summary",
            "fieldset",
            "form",
            "hr",
            "center",
            "li");

    /// Elements with an empty line around them.
    static final Set<String> PARAGRAPHS =
            Set.of("p", "blockquote", "pre", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6");

    private Html() {}

    /// Text as it must be written between tags and in quoted attributes.
    public static String escape(CharSequence text) {
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            var entity = entity(character);
            if (entity.isEmpty()) {
                out.append(character);
            } else {
                out.append(entity);
            }
        }
        return out.toString();
    }

    /// What stands for a character that means something in HTML; empty for all others.
    static String entity(char character) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> "";
        };
    }

    /// The text without control characters (but line breaks and tabs) and halves of surrogate pairs, which no
    /// database, XML or JSON reader is glad of.
    static String withoutControls(CharSequence text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (Character.isHighSurrogate(character)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(character).append(text.charAt(++i));
            } else if (Character.isSurrogate(character)) {
                out.append('\uFFFD');
            } else if (character == '\n' || character == '\t' || !Character.isISOControl(character)) {
                out.append(character);
            }
        }
        return out.toString();
    }

    /// At most the first `charsMax` characters, never half of a surrogate pair.
    static String head(String text, int charsMax) {
        if (text.length() <= charsMax) {
            return text;
        }
        var end = charsMax > 0 && Character.isHighSurrogate(text.charAt(charsMax - 1)) ? charsMax - 1 : charsMax;
        return text.substring(0, end);
    }
}
