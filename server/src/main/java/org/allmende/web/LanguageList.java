// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The languages that a writer can choose: those of the place and the writer first, then those most written.
final class LanguageList {

    private static final List<String> OFTEN = List.of(
            "ar", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "en", "eo", "es", "et", "eu", "fa", "fi", "fr", "ga",
            "gl", "he", "hi", "hr", "hu", "id", "is", "it", "ja", "ko", "ku", "lt", "lv", "ms", "nl", "no", "pl", "pt",
            "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "th", "tr", "uk", "ur", "vi", "yi", "zh");

    private LanguageList() {}

    static List<LanguageName> names(Words words, Set<String> first) {
        var near = new LinkedHashSet<>(first);
        var names = new ArrayList<>(near.stream().map(tag -> name(words, tag)).toList());
        OFTEN.stream()
                .filter(tag -> !near.contains(tag))
                .map(tag -> name(words, tag))
                .sorted(Comparator.comparing(LanguageName::name))
                .forEach(names::add);
        return names;
    }

    private static LanguageName name(Words words, String tag) {
        return new LanguageName(tag, words.language(tag));
    }

    static Optional<String> chosen(String tag) {
        return org.allmende.text.Languages.normal(tag);
    }
}
