// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import io.trbl.blurhash.BlurHash;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Makes uploads fit to show: recognised by what they are, bounded before they are decoded, the right size, upright,
/// in common colours, and without anything beside the picture. Where a photo was taken stays with who took it.
public final class Pictures {

    /// The names of the files that `prepare` leaves in its folder.
    public static final String ORIGINAL = "original";

    public static final String SMALL = "small";

    /// Larger files are no pictures that one shows to others.
    static final long FILE_BYTES_MAX = 64_000_000;

    private static final int BLURHASH_SIDE = 64;

    /// A decoded picture is most of what memory we have, so there is one at a time. Who waits longer than this had
    /// better try again than hold a connection.
    private static final long PATIENCE_SECONDS = 120;

    private final Semaphore turn = new Semaphore(1, true);

    /// The media type of a picture that we can read, by its first bytes.
    public static Optional<String> type(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var magic = ByteBuffer.allocate(Format.MAGIC_LENGTH);
            while (magic.hasRemaining() && channel.read(magic) >= 0) {
                // a file may come in pieces
            }
            return Format.of(magic.flip()).map(Format::type);
        }
    }

    /// Reads `in` and leaves `original` and `small` in `folder`, both or none. An exception other than a refusal means
    /// that the disk does not do its part.
    public Picture prepare(Path in, Path folder, Target target) throws Refusal, IOException {
        try {
            if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return prepared(in, folder, target);
        } finally {
            turn.release();
        }
    }

    private static Refusal busy() {
        return new Refusal("media.busy", "Too many pictures are being worked on. Please try again in a minute.");
    }

    private static Picture prepared(Path in, Path folder, Target target) throws IOException, Refusal {
        if (Files.size(in) > FILE_BYTES_MAX) {
            throw new Refusal(
                    "media.too_large", "This file is larger than %d MB.".formatted(FILE_BYTES_MAX / 1_000_000));
        }
        Files.createDirectories(folder);
        var original = Files.createTempFile(folder, ".original", ".part");
        var small = Files.createTempFile(folder, ".small", ".part");
        try (var arena = Arena.ofConfined();
                var channel = FileChannel.open(in, StandardOpenOption.READ)) {
            var file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena)
                    .asByteBuffer();
            var picture = written(PictureHeader.read(file), target, original, small);
            Files.move(original, folder.resolve(ORIGINAL), StandardCopyOption.ATOMIC_MOVE);
            Files.move(small, folder.resolve(SMALL), StandardCopyOption.ATOMIC_MOVE);
            return picture;
        } finally {
            Files.deleteIfExists(original);
            Files.deleteIfExists(small);
        }
    }

    private static Picture written(PictureHeader header, Target target, Path original, Path small)
            throws IOException, Refusal {
        var page = page(header, target);
        var size = Pixels.size(page);
        var exact = header.format() == Format.PNG || header.format() == Format.GIF;
        var moving = header.format() == Format.GIF
                && header.animated()
                && !target.cut()
                && header.size().equals(size);
        var kind = moving ? Format.GIF : PictureWriter.write(page, exact, original);
        if (moving) {
            copy(header.parts(), original);
        }
        var copy = Pixels.scaled(page, size.within(new Extent(target.smallSide(), target.smallSide())));
        var smallKind = PictureWriter.write(copy, exact && kind != Format.JPEG, small);
        var smallSize = Pixels.size(copy);
        return new Picture(
                kind.type(),
                size.width(),
                size.height(),
                smallKind.type(),
                smallSize.width(),
                smallSize.height(),
                blurhash(copy),
                Files.size(original));
    }

    /// Scaled before it is turned and its colours converted: both cost by the pixel.
    private static BufferedImage page(PictureHeader header, Target target) throws IOException, Refusal {
        var shown = header.shown();
        var wanted = target.cut() ? shown.around(target.bounds()) : shown.within(target.bounds());
        var stored = header.turn() > 4 ? wanted.turned() : wanted;
        var decoded = PictureReader.read(header, stored);
        var scaled = Pixels.scaled(
                decoded,
                Pixels.size(decoded).pixels() < stored.pixels()
                        ? Pixels.size(decoded).within(stored)
                        : stored);
        var upright = Pixels.turned(scaled, header.turn());
        var cut = target.cut() ? Pixels.cut(upright, Pixels.size(upright).cutTo(target.bounds())) : upright;
        return Pixels.inScreenColours(cut, header.profile());
    }

    private static void copy(List<ByteBuffer> parts, Path file) throws IOException {
        try (var out = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (var part : parts) {
                for (var rest = part.duplicate(); rest.hasRemaining(); ) {
                    out.write(rest);
                }
            }
        }
    }

    private static String blurhash(BufferedImage picture) throws IOException {
        var tiny = Pixels.scaled(picture, Pixels.size(picture).within(new Extent(BLURHASH_SIDE, BLURHASH_SIDE)));
        return BlurHash.encode(Pixels.opaque(tiny), 4, 3);
    }
}
