// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Language tags (BCP 47) from outside, in one spelling.
public final class Languages {

    /// RFC 5646, section 4.4.1: what covers all tags that are not made up.
    private static final int LENGTH_MAX = 35;

    private static final Set<String> RIGHT_TO_LEFT_SCRIPTS = Set.of(
            "Adlm", "Arab", "Aran", "Armi", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi");

    private static final Set<String> RIGHT_TO_LEFT = Set.of(
            "ar", "arc", "arz", "ary", "apc", "azb", "bal", "bcc", "bgn", "bqi", "ckb", "dv", "fa", "glk", "he", "khw",
            "ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps", "sd", "sdh", "skr", "syr", "ug", "ur", "yi");

    private Languages() {}

    /// `de`, `pt-BR`, `zh-Hant`; underscores and old codes (`iw`) are put right. Empty for what names no language.
    public static Optional<String> normal(String tag) {
        if (tag == null || tag.isBlank() || tag.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            var locale = new Locale.Builder()
                    .setLanguageTag(tag.strip().replace('_', '-'))
                    .build()
                    .stripExtensions();
            var normal = locale.toLanguageTag();
            var named =
                    locale.getLanguage().length() == 2 || locale.getLanguage().length() == 3;
            return named && !normal.startsWith("und") ? Optional.of(normal) : Optional.empty();
        } catch (IllformedLocaleException _) {
            return Optional.empty();
        }
    }

    /// For `dir` attributes: by the script where the tag names one, else by what the language is mostly written in.
    public static boolean rightToLeft(String tag) {
        return normal(tag)
                .map(Locale::forLanguageTag)
                .map(locale -> locale.getScript().isEmpty()
                        ? RIGHT_TO_LEFT.contains(locale.getLanguage())
                        : RIGHT_TO_LEFT_SCRIPTS.contains(locale.getScript()))
                .orElse(false);
    }
}
