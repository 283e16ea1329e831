// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.allmende.base.Ids;
import org.allmende.database.Archive;
import org.allmende.database.Database;

/// Everything an instance is, in one file: a ZIP with the settings, all tables and all media.
final class Backup {

    private static final String TABLES = "database";
    private static final String MEDIA = "media/";

    // What is being uploaded belongs to nobody yet.
    private static final String INCOMING = "incoming";

    private final Clock clock;

    Backup(Clock clock) {
        this.clock = clock;
    }

    /// Saves while the server runs. The file appears when it is whole.
    void save(Configuration configuration, Path file) {
        if (Files.exists(file)) {
            throw new Complaint(file + " already exists; a backup never overwrites another");
        }
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            // It holds every secret of the instance.
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var zip = new ZipOutputStream(Files.newOutputStream(part));
                    var database = Database.open(configuration.database(), new Ids(clock))) {
                var settings = configuration.folder().resolve(ConfigurationFile.NAME);
                if (Files.exists(settings)) {
                    add(zip, ConfigurationFile.NAME, settings);
                }
                zip.putNextEntry(new ZipEntry(TABLES));
                Archive.write(database, zip);
                zip.closeEntry();
                // After the tables: media are added before their rows and removed after them.
                addMedia(zip, configuration.media());
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Complaint("the backup %s cannot be written: %s".formatted(file, Folder.reason(e)));
        } catch (UncheckedIOException e) {
            throw new Complaint("the backup %s cannot be written: %s".formatted(file, Folder.reason(e.getCause())));
        } finally {
            part.toFile().delete();
        }
    }

    private static void addMedia(ZipOutputStream zip, Path media) throws IOException {
        if (!Files.isDirectory(media)) {
            return;
        }
        // Pictures are compressed already.
        zip.setLevel(Deflater.NO_COMPRESSION);
        Files.walkFileTree(media, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.equals(media.resolve(INCOMING)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                add(zip, MEDIA + media.relativize(file), file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // Erased by its owner in the meantime.
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        zip.closeEntry();
    }

    /// Takes the settings out of a backup where the folder has none, so that one knows where the rest belongs.
    static void restoreSettings(Path file, Path folder) {
        var target = folder.resolve(ConfigurationFile.NAME);
        try (var zip = open(file)) {
            var entry = zip.getEntry(ConfigurationFile.NAME);
            if (entry != null && !Files.exists(target)) {
                Files.createFile(
                        target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                try (var stream = zip.getInputStream(entry)) {
                    Files.copy(stream, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// Brings back the tables, all or nothing, and the media.
    static void restore(Path file, Configuration configuration) {
        try (var zip = open(file)) {
            var tables = zip.getEntry(TABLES);
            if (tables == null) {
                throw new Complaint(file + " is no backup of an Allmende");
            }
            // Media first: without tables they harm nobody, and the restore can be tried again.
            restoreMedia(zip, configuration.media());
            try (var stream = zip.getInputStream(tables)) {
                Archive.read(configuration.database(), stream);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (UncheckedIOException e) {
            throw unreadable(file, e.getCause());
        }
    }

    private static void restoreMedia(ZipFile zip, Path media) throws IOException {
        for (var entries = zip.entries(); entries.hasMoreElements(); ) {
            var entry = entries.nextElement();
            if (!entry.getName().startsWith(MEDIA) || entry.isDirectory()) {
                continue;
            }
            var target =
                    media.resolve(entry.getName().substring(MEDIA.length())).normalize();
            if (!target.startsWith(media.normalize())) {
                throw new Complaint("the backup wants to write outside of the media folder: " + entry.getName());
            }
            Files.createDirectories(target.getParent());
            try (var stream = zip.getInputStream(entry)) {
                Files.copy(stream, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static ZipFile open(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new Complaint("there is no backup " + file + " that could be read");
        }
        return new ZipFile(file.toFile());
    }

    private static Complaint unreadable(Path file, IOException e) {
        return new Complaint(
                e instanceof ZipException
                        ? file + " is no backup of an Allmende, or it is damaged"
                        : "the backup %s cannot be restored: %s".formatted(file, Folder.reason(e)));
    }
}
