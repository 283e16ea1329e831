// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The data folder, held by one server at a time. The lock ends with the process, however that ends.
final class Folder implements AutoCloseable {

    private static final String LOCK = "lock";
    // A process number and a newline; more would be somebody else's file.
    private static final int LOCK_BYTES_MAX = 32;

    private final Path path;
    private final FileChannel lock;

    private Folder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /// Makes the folder if need be, readable for its owner alone, and holds it.
    static Folder hold(Path path) {
        make(path);
        try {
            var lock = FileChannel.open(
                    path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(lock)) {
                var owner = owner(lock);
                lock.close();
                throw new Complaint("another Allmende is running on %s%s".formatted(path, owner));
            }
            lock.truncate(0);
            lock.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new Folder(path, lock);
        } catch (IOException e) {
            throw new Complaint("the data folder %s cannot be written to: %s".formatted(path, reason(e)));
        }
    }

    /// The folder of an instance that exists, whether or not a server runs on it.
    static Path existing(Path path) {
        if (!Files.isDirectory(path)) {
            throw new Complaint("there is no data folder %s: start ./allmende run once, or name the folder with --data"
                    .formatted(path));
        }
        return path;
    }

    static void make(Path path) {
        try {
            if (path.toAbsolutePath().getParent() instanceof Path parent) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(path)) {
                throw new Complaint("the data folder %s cannot be made: %s is a file".formatted(path, e.getFile()));
            }
        } catch (IOException e) {
            throw new Complaint("the data folder %s cannot be made: %s".formatted(path, reason(e)));
        }
    }

    /// True if a server runs on this folder now.
    static boolean held(Path path) {
        var file = path.resolve(LOCK);
        if (!Files.exists(file)) {
            return false;
        }
        try (var lock = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return !locked(lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean locked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            // By this same process.
            return false;
        }
    }

    private static String owner(FileChannel lock) throws IOException {
        var bytes = ByteBuffer.allocate(LOCK_BYTES_MAX);
        lock.read(bytes);
        var pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "" : " (process " + pid + ")";
    }

    /// Why a file operation failed, without the class names that the messages of Java consist of.
    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case FileAlreadyExistsException there -> there.getFile() + " is in the way";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> e.getMessage();
        };
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
