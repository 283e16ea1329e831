// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A reader of what strangers send, under fire. `docs/fuzzing.md` tells how to fire longer, and what to do with what is
/// found.
///
/// Saved inputs are read each time. Then, for a moment, new ones are made of them: what reaches a branch that no input
/// reached before is kept and changed further.
public interface Fuzzed {

    /// Reads one input and asserts what holds for every input. Whatever it throws is a finding.
    void read(byte[] input) throws Exception;

    /// Words that chance would take long to spell.
    default List<String> words() {
        return List.of();
    }

    /// Packages of others whose branches lead on, too: `org.jsoup.**`.
    default List<String> alsoWatched() {
        return List.of();
    }

    /// Further folders of inputs, within the resources of the tests.
    default List<String> alsoSaved() {
        return List.of();
    }

    default int bytesMax() {
        return 4_096;
    }

    @TestFactory
    default Stream<DynamicTest> each_saved_input_is_read_as_promised() throws IOException {
        var inputs = Corpus.of(this).inputs();
        assertThat(inputs).isNotEmpty();
        return inputs.entrySet().stream()
                .map(input -> DynamicTest.dynamicTest(input.getKey(), () -> read(input.getValue())));
    }

    @Test
    default void no_input_that_coverage_leads_to_breaks_a_promise() throws Exception {
        var run = GuidedRun.of(this, Path.of("target/fuzz"));

        assertThat(run.finding()).as(run.advice()).isEmpty();
    }
}
