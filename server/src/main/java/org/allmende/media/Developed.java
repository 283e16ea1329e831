// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/// A picture that was looked into, with its small copy, before either lies in the store. Closing removes what was not
/// moved there.
record Developed(Path bench, Path file, Path smallFile, Picture picture) implements AutoCloseable {

    static Developed on(Path bench, Picture picture) {
        return new Developed(bench, bench.resolve(Pictures.ORIGINAL), bench.resolve(Pictures.SMALL), picture);
    }

    /// The files under the names they will have, ready to be moved.
    SortedMap<String, Path> settled(MediaFolder folder) throws IOException {
        var files = new TreeMap<String, Path>();
        for (var one : new Path[] {file, smallFile}) {
            folder.settle(one);
            files.put(folder.name(one), one);
        }
        return files;
    }

    /// What is written down about it.
    MediaStore.Kept kept(SortedMap<String, Path> settled) throws IOException {
        var bytes = 0L;
        for (var one : settled.values()) {
            bytes += Files.size(one);
        }
        return new MediaStore.Kept(
                nameOf(file, settled),
                picture.type(),
                picture.width(),
                picture.height(),
                nameOf(smallFile, settled),
                picture.smallType(),
                picture.smallWidth(),
                picture.smallHeight(),
                picture.blurhash(),
                bytes);
    }

    private static String nameOf(Path file, SortedMap<String, Path> settled) {
        return settled.entrySet().stream()
                .filter(entry -> entry.getValue().equals(file))
                .findFirst()
                .orElse(settled.firstEntry())
                .getKey();
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(smallFile);
        Files.deleteIfExists(bench);
    }
}
