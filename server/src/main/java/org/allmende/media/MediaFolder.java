// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The folder where files lie, each under the SHA-256 of its content: `ab/cd/abcd…`. A file appears whole or not at
/// all, and the same content lies there once.
public final class MediaFolder {

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path root;
    private final Path incoming;

    public MediaFolder(Path root) {
        this.root = root;
        this.incoming = root.resolve("incoming");
        try {
            Files.createDirectories(incoming);
        } catch (IOException e) {
            throw new UncheckedIOException("the media folder " + root + " cannot be made", e);
        }
    }

    /// A fresh, empty file on the same disk, for what is being uploaded, fetched or made. Who asks for it deletes it.
    public Path fresh() throws IOException {
        return Files.createTempFile(incoming, "", "");
    }

    /// A fresh, empty folder on the same disk, to make several files in. Who asks for it deletes it.
    Path freshFolder() throws IOException {
        return Files.createTempDirectory(incoming, "");
    }

    /// The name that this content has here.
    String name(Path file) throws IOException {
        try (var stream = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            var buffer = new byte[BUFFER_BYTES];
            while (stream.read(buffer) >= 0) {
                // The stream digests what passes through.
            }
            return HexFormat.of().formatHex(stream.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Writes what the system still holds back of a file to the disk, so that moving it is all that is left.
    void settle(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// Moves a settled file to its place. Does nothing where the same content lies already.
    void place(Path file, String name) throws IOException {
        var target = path(name);
        if (Files.exists(target)) {
            return;
        }
        Files.createDirectories(target.getParent());
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        try (var folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException _) {
            // Some systems cannot open a folder; there the move is as safe as they make it.
        }
    }

    Optional<Path> find(String name) {
        return Optional.of(path(name)).filter(Files::isRegularFile);
    }

    void delete(String name) throws IOException {
        Files.deleteIfExists(path(name));
    }

    /// Removes what a killed process left half-written.
    void tidy(Instant olderThan) throws IOException {
        tidy(incoming, olderThan);
    }

    private static void tidy(Path folder, Instant olderThan) throws IOException {
        try (var left = Files.newDirectoryStream(folder)) {
            for (var one : left) {
                if (Files.getLastModifiedTime(one).toInstant().isBefore(olderThan)) {
                    if (Files.isDirectory(one)) {
                        tidy(one, olderThan);
                    }
                    Files.deleteIfExists(one);
                }
            }
        }
    }

    Path path(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a stored file: " + name);
        }
        return root.resolve(name.substring(0, 2)).resolve(name.substring(2, 4)).resolve(name);
    }
}
