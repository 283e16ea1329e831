// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.util.List;
import java.util.stream.Collectors;

/// PostgreSQL's `tsvector`, written word by word: its own parser would depend on the locale of the database.
final class TsvectorWords implements WordDialect {

    /// Places above this are all the same to it.
    private static final int PLACE_MAX = 16_383;

    @Override
    public List<String> create(String table) {
        return List.of(
                "CREATE TABLE " + table + " (rowid BIGINT PRIMARY KEY, words tsvector NOT NULL)",
                "CREATE INDEX " + table + "_index ON " + table + " USING gin (words)");
    }

    @Override
    public String kept(List<String> words) {
        var kept = new StringBuilder();
        for (var i = 0; i < words.size(); i++) {
            kept.append(quoted(words.get(i)))
                    .append(':')
                    .append(Math.min(PLACE_MAX, i + 1))
                    .append(' ');
        }
        return kept.toString();
    }

    @Override
    public String place() {
        return "CAST(:words AS tsvector)";
    }

    @Override
    public String asked(WordQuery query) {
        var wanted = phrases(query.all(), " & ");
        return query.none().isEmpty() ? wanted : wanted + " & !(" + phrases(query.none(), " | ") + ")";
    }

    private static String phrases(List<WordQuery.Phrase> phrases, String between) {
        return phrases.stream()
                .map(phrase ->
                        phrase.words().stream().map(TsvectorWords::quoted).collect(Collectors.joining(" <-> ", "(", ""))
                                + (phrase.beginning() ? ":*)" : ")"))
                .collect(Collectors.joining(between));
    }

    private static String quoted(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    @Override
    public String matching(String table, String parameter) {
        return "w.words @@ CAST(" + parameter + " AS tsquery)";
    }
}
