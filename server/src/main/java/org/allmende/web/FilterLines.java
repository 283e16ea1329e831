// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.allmende.filters.Filter;

/// What a filter looks for, written down one to a line: `word`, `*part of words*`, `#tag`, `lang:de`, `/pattern/`.
final class FilterLines {

    private static final String LANGUAGE = "lang:";

    private FilterLines() {}

    static String write(List<Filter.Term> terms) {
        return terms.stream().map(FilterLines::line).collect(Collectors.joining("\n"));
    }

    private static String line(Filter.Term term) {
        return switch (term.kind()) {
            case WORD -> term.wholeWord() ? term.text() : "*" + term.text() + "*";
            case PATTERN -> "/" + term.text() + "/";
            case TAG -> "#" + term.text();
            case LANGUAGE -> LANGUAGE + term.text();
        };
    }

    /// What stood there before keeps its id.
    static List<Filter.Term> read(String text, List<Filter.Term> before) {
        var terms = new ArrayList<Filter.Term>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .forEach(line -> {
                    var term = term(line);
                    terms.add(before.stream()
                            .filter(old -> line(old).equals(line(term)))
                            .findFirst()
                            .orElse(term));
                });
        return terms;
    }

    private static Filter.Term term(String line) {
        if (wrapped(line, "/")) {
            return new Filter.Term(0, Filter.Kind.PATTERN, line.substring(1, line.length() - 1), false);
        }
        if (wrapped(line, "*")) {
            return new Filter.Term(0, Filter.Kind.WORD, line.substring(1, line.length() - 1), false);
        }
        if (line.startsWith("#") && line.length() > 1) {
            return new Filter.Term(0, Filter.Kind.TAG, line.substring(1), false);
        }
        if (line.startsWith(LANGUAGE)) {
            return new Filter.Term(0, Filter.Kind.LANGUAGE, line.substring(LANGUAGE.length()), false);
        }
        return new Filter.Term(0, Filter.Kind.WORD, line, true);
    }

    private static boolean wrapped(String line, String sign) {
        return line.length() > 2 && line.startsWith(sign) && line.endsWith(sign);
    }
}
