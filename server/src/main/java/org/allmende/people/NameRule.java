// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which names people can have here.
public final class NameRule {

    public static final int LENGTH_MAX = 30;

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_]+");

    /// Names that would let somebody speak as the house.
    private static final Set<String> RESERVED = Set.of(
            "abuse",
            "account",
            "accounts",
            "admin",
            "administrator",
            "all",
            "allmende",
            "anonymous",
            "api",
            "auth",
            "authorize",
            "contact",
            "everyone",
            "followers",
            "following",
            "help",
            "hostmaster",
            "info",
            "instance",
            "legal",
            "mail",
            "me",
            "media",
            "mod",
            "moderation",
            "moderator",
            "moderators",
            "mods",
            "news",
            "noreply",
            "no_reply",
            "oauth",
            "official",
            "owner",
            "postmaster",
            "privacy",
            "root",
            "security",
            "server",
            "staff",
            "status",
            "support",
            "system",
            "team",
            "terms",
            "undefined",
            "null",
            "webmaster",
            "www");

    private NameRule() {}

    /// What is wrong with the name for somebody who signs up, as a sentence.
    public static Optional<String> problem(String name) {
        return shapeProblem(name)
                .or(() -> RESERVED.contains(key(name))
                        ? Optional.of("This name is kept for the instance itself. Please choose another.")
                        : Optional.empty());
    }

    /// What is wrong with the name for anybody: the operator may take a reserved one.
    public static Optional<String> shapeProblem(String name) {
        if (name.isEmpty()) {
            return Optional.of("Please choose a name.");
        }
        if (name.length() > LENGTH_MAX) {
            return Optional.of("A name has at most " + LENGTH_MAX + " characters.");
        }
        return SHAPE.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("A name is made of the letters a to z, digits and underscores.");
    }

    /// `Ann` and `ann` are one person.
    static String key(String name) {
        return Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }
}
