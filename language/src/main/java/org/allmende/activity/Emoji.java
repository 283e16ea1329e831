// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

import java.util.Optional;
import org.allmende.base.Shortcodes;

/// What somebody reacts with: a character, or a picture to which a server gave a name.
public sealed interface Emoji {

    /// What servers that count votes against a post call Dislike.
    Emoji DISLIKE = new Sign("👎");

    /// As it is kept, and read again by [#parse].
    String code();

    /// A character of Unicode, written in full: with the selector that asks for colours where it needs one.
    record Sign(String text) implements Emoji {

        /// A family with the colours of its skins has 25 UTF-16 units.
        public static final int LENGTH_MAX = 40;

        public Sign {
            if (text.isBlank() || text.length() > LENGTH_MAX || text.indexOf(':') >= 0) {
                throw new IllegalArgumentException("an emoji is one character");
            }
        }

        @Override
        public String code() {
            return text;
        }
    }

    /// `domain` is the server whose emoji it is; empty for ours.
    record Custom(String shortcode, String domain) implements Emoji {

        /// As long as a name in the DNS, with a port.
        private static final int DOMAIN_LENGTH_MAX = 260;

        public Custom {
            if (!Shortcodes.is(shortcode)
                    || domain.length() > DOMAIN_LENGTH_MAX
                    || domain.indexOf('@') >= 0
                    || domain.indexOf(' ') >= 0) {
                throw new IllegalArgumentException("an emoji has a name of letters, digits and _-+.");
            }
        }

        public boolean local() {
            return domain.isEmpty();
        }

        /// The name, with its domain where it is another's: `blobcat@b.example`.
        public String name() {
            return local() ? shortcode : shortcode + "@" + domain;
        }

        @Override
        public String code() {
            return ":" + name() + ":";
        }
    }

    /// Reads a [#code].
    static Optional<Emoji> parse(String code) {
        try {
            if (!code.startsWith(":")) {
                return Optional.of(new Sign(code));
            }
            return code.length() > 2 && code.endsWith(":") ? custom(code.substring(1, code.length() - 1)) : none();
        } catch (IllegalArgumentException _) {
            return none();
        }
    }

    private static Optional<Emoji> custom(String name) {
        var at = name.indexOf('@');
        return Optional.of(at < 0 ? new Custom(name, "") : new Custom(name.substring(0, at), name.substring(at + 1)));
    }

    private static Optional<Emoji> none() {
        return Optional.empty();
    }
}
