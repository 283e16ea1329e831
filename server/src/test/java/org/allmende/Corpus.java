// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The saved inputs of one target: written by hand to begin with, and one for each thing that was found.
record Corpus(String name, List<Path> folders) {

    private static final Path RESOURCES = Path.of("src/test/resources");

    static Corpus of(Fuzzed target) {
        var name = target.getClass().getSimpleName().replace("FuzzTest", "");
        return new Corpus(
                name,
                Stream.concat(Stream.of("fuzz/" + name), target.alsoSaved().stream())
                        .map(RESOURCES::resolve)
                        .toList());
    }

    SortedMap<String, byte[]> inputs() throws IOException {
        var inputs = new TreeMap<String, byte[]>();
        for (var folder : folders) {
            try (var files = Files.walk(folder)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    inputs.put(folder.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }
        return inputs;
    }
}
