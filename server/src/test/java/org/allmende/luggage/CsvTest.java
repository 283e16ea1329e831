// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.luggage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Lines of values, written and read.
class CsvTest {

    @Test
    void what_is_written_is_read_again() {
        for (var values : List.of(
                List.of("a"),
                List.of("a", "", "b"),
                List.of("a,b", "c\"d\"", ",", "\"\"", "\""),
                List.of("Ärger, \"laut\"", "bob@b.example"))) {
            assertThat(Csv.values(Csv.line(values.toArray()))).isEqualTo(values);
        }
    }

    @Test
    void anything_can_be_read() {
        assertThat(Csv.values("")).containsExactly("");
        assertThat(Csv.values("\"never closed, is it")).containsExactly("never closed, is it");
        assertThat(Csv.values("a,,")).containsExactly("a", "", "");
    }
}
