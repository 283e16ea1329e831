// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// The languages that the pages speak. What one of them does not say yet is said in English.
final class Dictionary {

    static final List<Locale> LOCALES = List.of(Locale.ENGLISH, Locale.GERMAN);

    /// Browsers send a handful; more is somebody playing.
    private static final int HEADER_LENGTH_MAX = 500;

    private final Map<Locale, Words> words = new LinkedHashMap<>();

    Dictionary(Clock clock) {
        var english = messages(Locale.ENGLISH);
        for (var locale : LOCALES) {
            var all = new LinkedHashMap<>(english);
            all.putAll(messages(locale));
            words.put(locale, new Words(locale, Map.copyOf(all), clock));
        }
    }

    static Map<String, String> messages(Locale locale) {
        var name = "messages_" + locale.getLanguage() + ".properties";
        var all = new LinkedHashMap<String, String>();
        try (var in = Dictionary.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the program");
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            properties.forEach((key, value) -> all.put(key.toString(), value.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /// The first wish that can be met: what the person chose, what the browser asks for, English.
    Words choose(List<Optional<String>> chosen, Optional<String> acceptLanguage) {
        var wishes = new ArrayList<Locale.LanguageRange>();
        chosen.stream().flatMap(Optional::stream).forEach(tag -> wishes.addAll(ranges(tag)));
        acceptLanguage.ifPresent(header -> wishes.addAll(ranges(header)));
        var best = Locale.lookup(wishes, LOCALES);
        return words.get(best == null ? Locale.ENGLISH : best);
    }

    private static List<Locale.LanguageRange> ranges(String text) {
        try {
            return text.length() > HEADER_LENGTH_MAX ? List.of() : Locale.LanguageRange.parse(text);
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }
}
