// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.database.WordQuery;
import org.allmende.database.WordQuery.Phrase;
import org.allmende.text.Words;

/// What somebody types to find posts, read as Mastodon's people know it: words, `"words in a row"`, `begin*`,
/// `-without`,
/// and `from:`, `has:`, `is:`, `language:`, `before:`, `after:`, `during:`, `in:`, each also with a `-` before it.
///
/// What looks like one of these and is none is looked for as words.
public record SearchQuery(WordQuery words, List<Condition> conditions) {

    /// Longer questions are cut off here.
    public static final int LENGTH_MAX = 500;

    private static final int PHRASES_MAX = 20;
    private static final int WORDS_MAX = 40;
    private static final int CONDITIONS_MAX = 12;

    private static final Pattern PART = Pattern.compile("(-?)(?:\"([^\"]*+)\"?|(\\S++))");

    /// Something else than words that a post must be, or with `not` must not be.
    public record Condition(Kind kind, String value, boolean not) {}

    /// What a condition asks of a post, and the values it knows; where it knows none, any will do.
    public enum Kind {
        /// A handle, or `me`.
        FROM(List.of()),
        HAS(List.of("media", "image", "video", "audio", "poll", "link", "quote")),
        IS(List.of("reply", "sensitive", "quote")),
        /// A language of two or three letters.
        LANGUAGE(List.of()),
        /// Days in UTC, as in 2026-11-23.
        BEFORE(List.of()),
        AFTER(List.of()),
        DURING(List.of()),
        /// What the reader wrote, liked, shared, kept or was named in; or what is public.
        IN(List.of("library", "public"));

        private final List<String> values;

        Kind(List<String> values) {
            this.values = values;
        }

        private boolean takes(String value) {
            return switch (this) {
                case FROM -> !value.isEmpty();
                case LANGUAGE -> value.matches("[a-z]{2,3}");
                case BEFORE, AFTER, DURING -> day(value).isPresent();
                case HAS, IS, IN -> values.contains(value);
            };
        }
    }

    public SearchQuery {
        conditions = List.copyOf(conditions);
    }

    public static SearchQuery parse(String text) {
        var wanted = new ArrayList<Phrase>();
        var unwanted = new ArrayList<Phrase>();
        var conditions = new ArrayList<Condition>();
        var parts = PART.matcher(text.length() > LENGTH_MAX ? text.substring(0, LENGTH_MAX) : text);
        while (parts.find() && wanted.size() + unwanted.size() < PHRASES_MAX) {
            var not = !parts.group(1).isEmpty();
            if (parts.group(2) != null) {
                phrase(parts.group(2), false).ifPresent((not ? unwanted : wanted)::add);
                continue;
            }
            var part = parts.group(3);
            var condition = condition(part, not).filter(_ -> conditions.size() < CONDITIONS_MAX);
            condition.ifPresent(conditions::add);
            if (condition.isEmpty()) {
                phrase(part, part.endsWith("*")).ifPresent((not ? unwanted : wanted)::add);
            }
        }
        return new SearchQuery(new WordQuery(wanted, unwanted), conditions);
    }

    private static Optional<Condition> condition(String part, boolean not) {
        var colon = part.indexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        var name = part.substring(0, colon).toUpperCase(Locale.ROOT);
        var value = part.substring(colon + 1).toLowerCase(Locale.ROOT);
        for (var kind : Kind.values()) {
            if (kind.name().equals(name) && kind.takes(value)) {
                return Optional.of(new Condition(kind, value, not));
            }
        }
        return Optional.empty();
    }

    // One part may hold several words, as in well-known; they are wanted in a row.
    private static Optional<Phrase> phrase(String text, boolean beginning) {
        var words = Words.asked(text, WORDS_MAX);
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(new Phrase(words, beginning || (words.size() == 1 && Words.single(words.getFirst()))));
    }

    static Optional<LocalDate> day(String value) {
        try {
            return Optional.of(LocalDate.parse(value)).filter(day -> day.getYear() >= 0 && day.getYear() <= 9_999);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// True when there is something that narrows the search enough to begin with: a word, or whose posts to look at.
    public boolean answerable() {
        return !words.all().isEmpty()
                || conditions.stream()
                        .anyMatch(one -> !one.not()
                                && (one.kind() == Kind.FROM
                                        || (one.kind() == Kind.IN && one.value().equals("library"))));
    }
}
