// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Documents as other servers write them, kept by sender.
final class ForeignDocuments {

    private static final Path FOLDER = Path.of("src/test/resources/foreign");

    private ForeignDocuments() {}

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WireJson json(String name) {
        try {
            return WireJson.parse(bytes(name));
        } catch (Unreadable e) {
            throw new AssertionError(name, e);
        }
    }

    static List<byte[]> all() {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> bytes(FOLDER.relativize(file).toString().replace(".json", "")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
