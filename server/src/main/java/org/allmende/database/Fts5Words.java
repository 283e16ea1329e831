// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.util.List;
import java.util.stream.Collectors;

/// SQLite's FTS5, without the texts themselves. The words come ready made, so all that it has to do is to part them at
/// spaces; marks count as letters, or words of Indic scripts would fall apart.
final class Fts5Words implements WordDialect {

    @Override
    public List<String> create(String table) {
        return List.of("CREATE VIRTUAL TABLE " + table + " USING fts5(words, content='', contentless_delete=1,"
                + " tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")");
    }

    @Override
    public String kept(List<String> words) {
        return String.join(" ", words);
    }

    @Override
    public String place() {
        return ":words";
    }

    @Override
    public String asked(WordQuery query) {
        var wanted = phrases(query.all(), " AND ");
        return query.none().isEmpty() ? wanted : "(" + wanted + ") NOT (" + phrases(query.none(), " OR ") + ")";
    }

    private static String phrases(List<WordQuery.Phrase> phrases, String between) {
        return phrases.stream()
                .map(phrase -> "\"" + String.join(" ", phrase.words()).replace("\"", "") + "\""
                        + (phrase.beginning() ? " *" : ""))
                .collect(Collectors.joining(between));
    }

    @Override
    public String matching(String table, String parameter) {
        return "w." + table + " MATCH " + parameter;
    }
}
