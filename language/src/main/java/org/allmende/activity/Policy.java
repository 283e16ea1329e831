// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What the author of a post lets others do with it. The author may always do everything.
public record Policy(Rule quote, Rule reply, Rule like, Rule share) {

    /// Where an author says nothing: quoting needs a word of theirs, the rest is as it always was.
    public static final Policy UNSAID = new Policy(Rule.NOBODY, Rule.EVERYBODY, Rule.EVERYBODY, Rule.EVERYBODY);

    /// Who may at once, and who may once they asked and the author agreed.
    public record Rule(Set<Circle> freely, Set<Circle> asked) {

        public static final Rule EVERYBODY = new Rule(Set.of(Circle.EVERYBODY), Set.of());
        public static final Rule FOLLOWERS = new Rule(Set.of(Circle.FOLLOWERS), Set.of());
        public static final Rule ONCE_ASKED = new Rule(Set.of(), Set.of(Circle.EVERYBODY));
        public static final Rule NOBODY = new Rule(Set.of(), Set.of());

        public Rule {
            freely = Set.copyOf(freely);
            asked = Set.copyOf(asked);
        }

        /// As it is kept: `FOLLOWERS FOLLOWED/EVERYBODY`.
        public String text() {
            return words(freely) + "/" + words(asked);
        }

        /// Reads what [#text] has written.
        public static Rule of(String text) {
            var slash = text.indexOf('/');
            return new Rule(circles(text.substring(0, slash)), circles(text.substring(slash + 1)));
        }

        private static String words(Set<Circle> circles) {
            return circles.stream().sorted().map(Circle::name).collect(Collectors.joining(" "));
        }

        private static Set<Circle> circles(String words) {
            return Arrays.stream(words.split(" ", -1))
                    .filter(word -> !word.isEmpty())
                    .map(Circle::valueOf)
                    .collect(Collectors.toSet());
        }
    }

    /// Whether anything but quoting is not for everybody.
    public boolean reserved() {
        return !List.of(reply, like, share).stream()
                .allMatch(rule -> rule.freely().contains(Circle.EVERYBODY));
    }

    public Policy withQuote(Rule other) {
        return new Policy(other, reply, like, share);
    }

    /// As it is kept.
    public String text() {
        return String.join(";", quote.text(), reply.text(), like.text(), share.text());
    }

    /// Reads what [#text] has written.
    public static Policy of(String text) {
        var rules = Arrays.stream(text.split(";", -1)).map(Rule::of).toList();
        return new Policy(rules.get(0), rules.get(1), rules.get(2), rules.get(3));
    }
}
