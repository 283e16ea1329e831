// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.allmende.filters.Filter;
import org.allmende.filters.Match;

/// Filters in both spellings of this API, and what they say about a post. `kind` is ours: what a keyword looks for.
final class FilterJson {

    private FilterJson() {}

    static void write(Json json, Filter filter) {
        json.object(() -> {
            head(json, filter);
            json.list("keywords", filter.terms(), term -> keyword(json, term))
                    .list("statuses", filter.picks(), pick -> picked(json, pick));
        });
    }

    private static void head(Json json, Filter filter) {
        json.text("id", Long.toString(filter.id()))
                .text("title", filter.title())
                .texts("context", contexts(filter))
                .time("expires_at", filter.expires())
                .text("filter_action", word(filter.action()));
    }

    static void keyword(Json json, Filter.Term term) {
        json.object(() -> json.text("id", Long.toString(term.id()))
                .text("keyword", term.text())
                .flag("whole_word", term.wholeWord())
                .text("kind", word(term.kind())));
    }

    static void picked(Json json, Filter.Pick pick) {
        json.object(() -> json.text("id", Long.toString(pick.id()))
                .text("status_id", pick.post().toString()));
    }

    /// What the older spelling knows: one filter for each word.
    static void older(Json json, Filter filter, Filter.Term term) {
        json.object(() -> json.text("id", Long.toString(term.id()))
                .text("phrase", term.text())
                .texts("context", contexts(filter))
                .flag("whole_word", term.wholeWord())
                .time("expires_at", filter.expires())
                .flag("irreversible", filter.action() == Filter.Action.HIDE));
    }

    static void filtered(Json json, List<Match> matches) {
        json.list(
                "filtered",
                matches,
                match -> json.object(() -> {
                    json.object("filter", () -> head(json, match.filter()));
                    found(json, "keyword_matches", match.found());
                    found(json, "status_matches", match.picked());
                }));
    }

    private static void found(Json json, String name, List<?> found) {
        if (found.isEmpty()) {
            json.none(name);
        } else {
            json.texts(name, found);
        }
    }

    private static List<String> contexts(Filter filter) {
        return filter.contexts().stream().sorted().map(FilterJson::word).toList();
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    static String word(Filter.Kind kind) {
        return switch (kind) {
            case WORD -> "word";
            case PATTERN -> "regex";
            case TAG -> "hashtag";
            case LANGUAGE -> "language";
        };
    }

    static Optional<Filter.Kind> kind(String word) {
        return Arrays.stream(Filter.Kind.values())
                .filter(kind -> word(kind).equals(word))
                .findFirst();
    }
}
