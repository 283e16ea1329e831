// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

/// An upload that is not taken. The message is a sentence for the person who tried.
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final String rule;

    public Refusal(String rule, String sentence) {
        super(sentence);
        this.rule = rule;
    }

    /// The short name of the rule: `media.too_large`.
    public String rule() {
        return rule;
    }
}
