// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Pictures for tests, made here byte by byte, friendly and hostile ones.
final class TestPictures {

    /// Red on the left, blue on the right, 32 by 16, lossy, with an EXIF chunk.
    static final byte[] WEBP = Base64.getDecoder()
            .decode(
                    "UklGRiABAABXRUJQVlA4WAoAAAAIAAAAHwAADwAAVlA4IEAAAAAQAwCdASogABAAAgA0JaACdMoRwN4B+IH6q8YFygATfQAA/vDE"
                            + "C/8fA5okNf/H28VbxT/9XQlckTdNiUfIXgAARVhJRroAAABFeGlmAABJSSoACAAAAAYAEgEDAAEAAAABAAAAGgEFAAEAAABWAA"
                            + "AAGwEFAAEAAABeAAAAKAEDAAEAAAACAAAAEwIDAAEAAAABAAAAaYcEAAEAAABmAAAAAAAAAC8ZAQDoAwAALxkBAOgDAAAGAACQ"
                            + "BwAEAAAAMDIxMAGRBwAEAAAAAQIDAACgBwAEAAAAMDEwMAGgAwABAAAA//8AAAKgBAABAAAAIAAAAAOgBAABAAAAEAAAAAAAAAA=");

    /// Red on the left, nothing on the right, 32 by 16, lossy with transparency.
    static final byte[] WEBP_WITH_ALPHA = Base64.getDecoder()
            .decode(
                    "UklGRm4AAABXRUJQVlA4WAoAAAAQAAAAHwAADwAAQUxQSBMAAAABDzD/ERFCIJDkLz3AAhH9j+IFAFZQOCA0AAAA8AEAnQEqIAAQ"
                            + "AAIANCWgAuy6AfgABBbAAP7wxAv/kFywuuRr/8gP+QH/ID/+QH/6tyrgAA==");

    private TestPictures() {}

    /// A picture with something in every corner and grain everywhere.
    static BufferedImage photo(int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var random = RandomGenerator.of("L64X128MixRandom");
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                var grain = random.nextInt(16);
                picture.setRGB(x, y, (240 * x / width + grain) << 16 | (240 * y / height + grain) << 8 | grain);
            }
        }
        return picture;
    }

    static BufferedImage grain(int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var random = RandomGenerator.of("L64X128MixRandom");
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, random.nextInt());
            }
        }
        return picture;
    }

    /// Four corners: red, green, blue, white.
    static BufferedImage corners(int width, int height) {
        var picture = plain(width, height, Color.RED);
        var page = picture.createGraphics();
        page.setColor(Color.GREEN);
        page.fillRect(width / 2, 0, width / 2, height / 2);
        page.setColor(Color.BLUE);
        page.fillRect(0, height / 2, width / 2, height / 2);
        page.setColor(Color.WHITE);
        page.fillRect(width / 2, height / 2, width / 2, height / 2);
        page.dispose();
        return picture;
    }

    static BufferedImage plain(int width, int height, Color colour) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var page = picture.createGraphics();
        page.setColor(colour);
        page.fillRect(0, 0, width, height);
        page.dispose();
        return picture;
    }

    static BufferedImage halfTransparent(int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        var page = picture.createGraphics();
        page.setColor(Color.RED);
        page.fillRect(0, 0, width / 2, height);
        page.dispose();
        return picture;
    }

    static byte[] encoded(BufferedImage picture, String format) {
        try {
            var out = new ByteArrayOutputStream();
            ImageIO.write(picture, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] progressive(BufferedImage picture) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var out = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            var how = writer.getDefaultWriteParam();
            how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), how);
        }
        return out.toByteArray();
    }

    /// Four inks, all the same strength, stored the other way round as programs for print do.
    static byte[] fourInks(int width, int height, int cyan, int magenta, int yellow, int black) throws IOException {
        var raster = Raster.createInterleavedRaster(0, width, height, 4, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.setPixel(x, y, new int[] {255 - cyan, 255 - magenta, 255 - yellow, 255 - black});
            }
        }
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var out = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(raster, null, null), null);
        }
        return afterStart(out.toByteArray(), segment(0xEE, "Adobe\0d\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1)));
    }

    static byte[] withExif(byte[] jpeg, int orientation) {
        return afterStart(
                jpeg, segment(0xE1, joined("Exif\0\0".getBytes(StandardCharsets.US_ASCII), tiff(orientation))));
    }

    static byte[] withProfile(byte[] jpeg, ICC_Profile profile) {
        return afterStart(
                jpeg,
                segment(0xE2, joined("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.US_ASCII), profile.getData())));
    }

    static byte[] afterStart(byte[] jpeg, byte[] segment) {
        return joined(slice(jpeg, 0, 2), segment, slice(jpeg, 2, jpeg.length));
    }

    static byte[] segment(int marker, byte[] body) {
        return ByteBuffer.allocate(body.length + 4)
                .putShort((short) (0xFF00 | marker))
                .putShort((short) (body.length + 2))
                .put(body)
                .array();
    }

    /// What a camera writes: how it was held, and where it was.
    static byte[] tiff(int orientation) {
        var place = "GPS 52.5200 N 13.4050 E".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(26 + place.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x4949)
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putInt(orientation)
                .putInt(0)
                .put(place)
                .array();
    }

    /// Puts a chunk behind the header of a PNG file.
    static byte[] withChunk(byte[] png, String type, byte[] body) {
        return joined(slice(png, 0, 33), chunk(type, body), slice(png, 33, png.length));
    }

    static byte[] chunk(String type, byte[] body) {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(body);
        return ByteBuffer.allocate(body.length + 12)
                .putInt(body.length)
                .put(name)
                .put(body)
                .putInt((int) crc.getValue())
                .array();
    }

    static byte[] deflated(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(out)) {
            deflater.write(bytes);
        }
        return out.toByteArray();
    }

    static byte[] pngHeader(int width, int height) {
        var header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 6, 0, 0, 0})
                .array();
        return joined(
                ByteBuffer.allocate(8).putLong(0x89504E470D0A1A0AL).array(),
                chunk("IHDR", header),
                chunk("IDAT", new byte[10]),
                chunk("IEND", new byte[0]));
    }

    static byte[] linearPng(BufferedImage picture) throws IOException {
        var profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        return withChunk(
                encoded(picture, "png"),
                "iCCP",
                joined("linear\0\0".getBytes(StandardCharsets.US_ASCII), deflated(profile)));
    }

    /// An animation of four colours, with a comment, another program's notes, and one frame for each place given.
    static byte[] gif(int width, int height, int... framePlaces) {
        var out = new ByteArrayOutputStream();
        out.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(shorts(width, height));
        out.writeBytes(new byte[] {(byte) 0x91, 0, 0});
        out.writeBytes(new byte[] {-1, 0, 0, 0, -1, 0, 0, 0, -1, -1, -1, -1});
        out.writeBytes(extension(0xFF, "NETSCAPE2.0", new byte[] {1, 0, 0}));
        out.writeBytes(extension(0xFF, "XMP DataXMP", "GPS 52.52".getBytes(StandardCharsets.US_ASCII)));
        out.writeBytes(extension(0xFE, "taken at home", new byte[0]));
        int colour = 0;
        for (var place : framePlaces) {
            out.writeBytes(new byte[] {0x21, (byte) 0xF9, 4, 4, 10, 0, 0, 0, 0x2C});
            out.writeBytes(shorts(place, place, width - place, height - place));
            out.write(0);
            out.writeBytes(lzw((width - place) * (height - place), colour++ % 4));
        }
        out.write(0x3B);
        return out.toByteArray();
    }

    private static byte[] shorts(int... numbers) {
        var out = ByteBuffer.allocate(2 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (var number : numbers) {
            out.putShort((short) number);
        }
        return out.array();
    }

    private static byte[] extension(int label, String name, byte[] body) {
        var head = new byte[] {0x21, (byte) label, (byte) name.length()};
        var rest = body.length == 0 ? new byte[0] : joined(new byte[] {(byte) body.length}, body);
        return joined(head, name.getBytes(StandardCharsets.US_ASCII), rest, new byte[] {0});
    }

    /// One colour, as three-bit codes; the table is emptied after every second pixel, before codes would grow.
    private static byte[] lzw(int pixels, int colour) {
        var bits = new Bits();
        for (int i = 0; i < pixels; i++) {
            if (i % 2 == 0) {
                bits.add(4, 3);
            }
            bits.add(colour, 3);
        }
        bits.add(5, 3);
        var codes = bits.bytes();
        var out = new ByteArrayOutputStream();
        out.write(2);
        for (int at = 0; at < codes.length; at += 255) {
            var length = Math.min(255, codes.length - at);
            out.write(length);
            out.write(codes, at, length);
        }
        out.write(0);
        return out.toByteArray();
    }

    /// A lossless WebP of one colour: thirty bytes, whatever its size.
    static byte[] webp(int width, int height, Color colour) {
        var bits = new Bits();
        bits.add(0x2F, 8);
        bits.add(width - 1, 14);
        bits.add(height - 1, 14);
        bits.add(1, 1);
        bits.add(0, 3 + 1 + 1 + 1);
        for (var symbol : new int[] {colour.getGreen(), colour.getRed(), colour.getBlue(), colour.getAlpha(), 0}) {
            bits.add(0b101, 3);
            bits.add(symbol, 8);
        }
        var body = bits.bytes();
        var padded = java.util.Arrays.copyOf(body, body.length + (body.length & 1));
        return ByteBuffer.allocate(20 + padded.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(12 + padded.length)
                .put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII))
                .putInt(body.length)
                .put(padded)
                .array();
    }

    static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] slice(byte[] bytes, int from, int to) {
        return java.util.Arrays.copyOfRange(bytes, from, to);
    }

    static int count(byte[] bytes, String word) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        return (text.length() - text.replace(word, "").length()) / word.length();
    }

    static BufferedImage greyWithAlpha(int level) {
        var type = ImageTypeSpecifier.createInterleaved(
                ColorSpace.getInstance(ColorSpace.CS_GRAY), new int[] {0, 1}, 0, true, false);
        var picture = type.createBufferedImage(8, 8);
        for (int at = 0; at < 64; at++) {
            picture.getRaster().setPixel(at % 8, at / 8, new int[] {level, at % 8 < 4 ? 255 : 0});
        }
        return picture;
    }

    static final class Bits {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private long pending;
        private int count;

        void add(int value, int width) {
            pending |= (long) value << count;
            count += width;
            while (count >= 8) {
                out.write((int) pending);
                pending >>>= 8;
                count -= 8;
            }
        }

        byte[] bytes() {
            if (count > 0) {
                out.write((int) pending);
                count = 0;
            }
            return out.toByteArray();
        }
    }
}
