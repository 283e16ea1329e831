// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What can be measured.
enum Case {
    START("how soon an instance is ready, and its memory when nobody comes"),
    ROOMS("the questions behind the pages, without HTTP, in this process"),
    READING("timelines, profiles, threads and notifications, for apps and as pages"),
    POSTING("writing a post that everybody here reads, and one that nobody does"),
    INBOX("signed posts of strangers: checked, accepted, stored"),
    OUTBOUND("posts delivered to followers elsewhere"),
    DELIVERY("one post to fifty thousand followers on five thousand hosts");

    private final String purpose;

    Case(String purpose) {
        this.purpose = purpose;
    }

    static Case named(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no case or option `" + word + "`"));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String list() {
        return Arrays.stream(values())
                .map(one -> "  %-10s %s%n".formatted(one.word(), one.purpose))
                .collect(Collectors.joining());
    }
}
