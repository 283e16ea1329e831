// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Arrays;
import java.util.Locale;
import org.allmende.activity.Policy;

/// Who may quote a post, as a writer chooses.
enum QuoteChoice {
    EVERYBODY(Policy.Rule.EVERYBODY),
    FOLLOWERS(Policy.Rule.FOLLOWERS),
    ASKED(Policy.Rule.ONCE_ASKED),
    NOBODY(Policy.Rule.NOBODY);

    private final Policy.Rule rule;

    QuoteChoice(Policy.Rule rule) {
        this.rule = rule;
    }

    Policy.Rule rule() {
        return rule;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The key of its words.
    String key() {
        return "quotable." + code();
    }

    /// What cannot be read lets nobody.
    static QuoteChoice of(String code) {
        return Arrays.stream(values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElse(NOBODY);
    }

    static QuoteChoice of(Policy.Rule rule) {
        return Arrays.stream(values())
                .filter(one -> one.rule.equals(rule))
                .findFirst()
                .orElse(NOBODY);
    }
}
