// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import org.allmende.text.Languages;

/// Everything a page says, in one language: sentences by their key, numbers, and times.
final class Words {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private final Locale locale;
    private final Map<String, String> messages;
    private final Clock clock;

    Words(Locale locale, Map<String, String> messages, Clock clock) {
        this.locale = locale;
        this.messages = messages;
        this.clock = clock;
    }

    /// The sentence of that key, with `{0}`, `{1}` … replaced.
    String say(String key, Object... values) {
        var text = messages.getOrDefault(key, key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    boolean knows(String key) {
        return messages.containsKey(key);
    }

    /// The sentence for a rule that another room named, with the number in it; that room's own where we have none.
    String rule(String rule, int bound, String reason) {
        var key = "rule." + rule;
        return messages.containsKey(key) ? say(key, bound) : reason;
    }

    /// The sentence for a number of things; `{0}` is the number.
    String count(String key, long number) {
        return say(key + Plural.of(locale, number).ending(), number(number));
    }

    String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /// A number that must not take much room: 12,345 is 12K.
    String brief(long number) {
        return number < 1_000
                ? Long.toString(number)
                : NumberFormat.getCompactNumberInstance(locale, NumberFormat.Style.SHORT)
                        .format(number);
    }

    /// The name of a button that shows a number: screen readers read only one of both.
    String label(String key, long number) {
        return number > 0 ? say(key) + ", " + number(number) : say(key);
    }

    /// A number that need not be said when there is nothing to count.
    String some(long number) {
        return number > 0 ? brief(number) : "";
    }

    Moment moment(Instant when) {
        return new Moment(when.toString().replaceFirst("\\.\\d+Z$", "Z"), ago(when), full(when));
    }

    private String ago(Instant when) {
        var since = Duration.between(when, clock.instant());
        if (since.compareTo(MINUTE) < 0) {
            return say("time.now");
        }
        if (since.compareTo(HOUR) < 0) {
            return say("time.minutes", since.toMinutes());
        }
        if (since.compareTo(DAY) < 0) {
            return say("time.hours", since.toHours());
        }
        return since.compareTo(WEEK) < 0 ? say("time.days", since.toDays()) : date(when);
    }

    /// How long until then, for a poll.
    String until(Instant when) {
        var left = Duration.between(clock.instant(), when);
        if (left.compareTo(HOUR) < 0) {
            return count("time.left.minutes", Math.max(1, left.toMinutes()));
        }
        return left.compareTo(DAY) < 0
                ? count("time.left.hours", left.toHours())
                : count("time.left.days", left.toDays());
    }

    String date(Instant when) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(when.atOffset(ZoneOffset.UTC));
    }

    /// With the hour, in universal time: the reader's own is known to the browser alone.
    String full(Instant when) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(when.atOffset(ZoneOffset.UTC))
                + " UTC";
    }

    /// The name of a language, in this one.
    String language(String tag) {
        var name = Locale.forLanguageTag(tag).getDisplayName(locale);
        return name.isEmpty() ? tag : name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }

    String tag() {
        return locale.toLanguageTag();
    }

    String direction() {
        return Languages.rightToLeft(tag()) ? "rtl" : "ltr";
    }
}
