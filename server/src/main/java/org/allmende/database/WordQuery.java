// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.util.List;

/// Which words a text must have, all of them, and which it must not have.
public record WordQuery(List<Phrase> all, List<Phrase> none) {

    /// Words that stand next to each other in this order. With `beginning` the last one need only begin a word.
    public record Phrase(List<String> words, boolean beginning) {

        public Phrase {
            words = List.copyOf(words);
            if (words.isEmpty()) {
                throw new IllegalArgumentException("a phrase without words");
            }
        }
    }

    public WordQuery {
        all = List.copyOf(all);
        none = List.copyOf(none);
    }
}
