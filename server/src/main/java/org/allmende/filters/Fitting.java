// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.filters;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.allmende.text.Languages;
import org.allmende.text.Tags;

/// What a filter must be like. The bounds are on what one member has altogether: they bound the work for each post.
final class Fitting {

    private static final int TITLE_MAX = 200;
    private static final int TERMS_MAX = 1_000;
    private static final int TERM_LENGTH_MAX = 200;

    /// About as many steps as compiled words take in memory.
    private static final int LETTERS_MAX = 20_000;

    private static final int PATTERNS_MAX = 20;
    private static final int PICKS_MAX = 1_000;

    private Fitting() {}

    /// The filter in good order, or what is wrong with it.
    static Kept of(Filter wanted, List<Filter> others) {
        var title = wanted.title().strip();
        if (title.isEmpty() || title.length() > TITLE_MAX) {
            return unfit("title", "filter.title", TITLE_MAX, "A title is needed, of at most " + TITLE_MAX);
        }
        if (wanted.contexts().isEmpty()) {
            return unfit("contexts", "filter.contexts", 0, "At least one context is needed");
        }
        if (wanted.id() == 0 && others.size() >= Filters.FILTERS_MAX) {
            return unfit(
                    "title", "filter.many", Filters.FILTERS_MAX, "There are " + others.size() + " filters already");
        }
        var terms = new ArrayList<Filter.Term>();
        for (var term : wanted.terms()) {
            var text = text(term);
            if (text.isEmpty() || text.length() > TERM_LENGTH_MAX) {
                return unfit(
                        "terms",
                        "filter.term",
                        TERM_LENGTH_MAX,
                        "“" + term.text() + "” is not a " + term.kind().name().toLowerCase(java.util.Locale.ROOT)
                                + " that can be looked for");
            }
            terms.add(new Filter.Term(term.id(), term.kind(), text, term.wholeWord()));
        }
        return bounded(
                new Filter(
                        wanted.id(),
                        title,
                        wanted.contexts(),
                        wanted.action(),
                        wanted.expires(),
                        terms,
                        wanted.picks()),
                others);
    }

    private static String text(Filter.Term term) {
        return switch (term.kind()) {
            case WORD ->
                Wording.normal(term.text()).strip().isEmpty() ? "" : term.text().strip();
            case PATTERN -> LinearPattern.parse(term.text()).isPresent() ? term.text() : "";
            case TAG -> Tags.parse(term.text()).orElse("");
            case LANGUAGE -> Languages.normal(term.text()).orElse("");
        };
    }

    private static Kept bounded(Filter filter, List<Filter> others) {
        var all = Stream.concat(others.stream(), Stream.of(filter)).toList();
        var terms = all.stream().map(Filter::terms).flatMap(Collection::stream).toList();
        if (terms.size() > TERMS_MAX
                || terms.stream().mapToInt(term -> term.text().length()).sum() > LETTERS_MAX) {
            return unfit("terms", "filter.terms", TERMS_MAX, "Filters have " + TERMS_MAX + " terms at most");
        }
        var patterns = terms.stream()
                .filter(term -> term.kind() == Filter.Kind.PATTERN)
                .map(term -> LinearPattern.parse(term.text()))
                .flatMap(java.util.Optional::stream)
                .toList();
        if (patterns.size() > PATTERNS_MAX
                || patterns.stream().mapToInt(LinearPattern::size).sum() > LinearPattern.SIZE_MAX) {
            return unfit("terms", "filter.patterns", PATTERNS_MAX, "There are too many patterns, or too large ones");
        }
        if (all.stream().mapToInt(one -> one.picks().size()).sum() > PICKS_MAX) {
            return unfit("terms", "filter.picks", PICKS_MAX, "Filters hold " + PICKS_MAX + " posts at most");
        }
        return new Kept.Done(filter);
    }

    private static Kept unfit(String field, String rule, int bound, String reason) {
        return new Kept.Unfit(field, rule, bound, reason + ".");
    }
}
