// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.util.List;

/// How one kind of database keeps words and finds them again.
interface WordDialect {

    /// Makes the table of an index, statement by statement.
    List<String> create(String table);

    /// What is bound for the words of a row.
    String kept(List<String> words);

    /// How the parameter `:words` is written in an `INSERT`.
    String place();

    /// What is bound for a question.
    String asked(WordQuery query);

    /// The condition on the index named `w` in a question with what is asked as a parameter.
    String matching(String table, String parameter);
}
