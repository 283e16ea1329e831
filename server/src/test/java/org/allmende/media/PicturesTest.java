// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import static org.allmende.media.TestPictures.chunk;
import static org.allmende.media.TestPictures.corners;
import static org.allmende.media.TestPictures.count;
import static org.allmende.media.TestPictures.deflated;
import static org.allmende.media.TestPictures.encoded;
import static org.allmende.media.TestPictures.fourInks;
import static org.allmende.media.TestPictures.gif;
import static org.allmende.media.TestPictures.grain;
import static org.allmende.media.TestPictures.greyWithAlpha;
import static org.allmende.media.TestPictures.halfTransparent;
import static org.allmende.media.TestPictures.joined;
import static org.allmende.media.TestPictures.linearPng;
import static org.allmende.media.TestPictures.photo;
import static org.allmende.media.TestPictures.plain;
import static org.allmende.media.TestPictures.pngHeader;
import static org.allmende.media.TestPictures.progressive;
import static org.allmende.media.TestPictures.slice;
import static org.allmende.media.TestPictures.tiff;
import static org.allmende.media.TestPictures.webp;
import static org.allmende.media.TestPictures.withChunk;
import static org.allmende.media.TestPictures.withExif;
import static org.allmende.media.TestPictures.withProfile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PicturesTest {

    private final Pictures pictures = new Pictures();

    @TempDir
    private Path folder;

    @Test
    void a_photo_loses_its_size_and_its_secrets() throws Exception {
        var picture = prepare(withExif(encoded(photo(3_000, 1_500), "jpg"), 1), Target.ATTACHMENT);

        assertThat(picture)
                .isEqualTo(new Picture(
                        "image/jpeg", 2_560, 1_280, "image/jpeg", 640, 320, picture.blurhash(), original().length));
        assertThat(picture.blurhash()).hasSize(28);
        assertThat(shown("original")).extracting(BufferedImage::getWidth).isEqualTo(2_560);
        assertThat(shown("small")).extracting(BufferedImage::getHeight).isEqualTo(320);
        assertThat(count(original(), "Exif") + count(original(), "GPS") + count(small(), "Exif"))
                .isZero();
        assertThat(names()).containsExactlyInAnyOrder("in", "original", "small");
    }

    @Test
    void a_small_picture_is_not_made_larger_but_still_loses_its_secrets() throws Exception {
        var picture = prepare(withExif(encoded(photo(60, 40), "jpg"), 1), Target.ATTACHMENT);

        assertThat(picture).extracting(Picture::width, Picture::smallWidth).containsExactly(60, 60);
        assertThat(count(original(), "GPS")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, RGBW", "2, GRWB", "3, WBGR", "4, BWRG", "5, RBGW", "6, BRWG", "7, WGBR", "8, GWRB"})
    void a_picture_stands_as_the_camera_was_held(int orientation, String seen) throws Exception {
        var picture = prepare(withExif(encoded(corners(80, 40), "jpg"), orientation), Target.ATTACHMENT);

        assertThat(cornersOf(shown("original"))).isEqualTo(seen);
        assertThat(picture.width()).isEqualTo(orientation > 4 ? 40 : 80);
    }

    @Test
    void png_and_webp_know_how_the_camera_was_held_too() throws Exception {
        prepare(withChunk(encoded(corners(80, 40), "png"), "eXIf", tiff(6)), Target.ATTACHMENT);
        assertThat(cornersOf(shown("original"))).isEqualTo("BRWG");

        var turned = TestPictures.WEBP.clone();
        var text = new String(turned, StandardCharsets.ISO_8859_1);
        turned[text.indexOf("\u0012\u0001\u0003\0\u0001") + 8] = 3;
        prepare(turned, Target.ATTACHMENT);
        assertThat(cornersOf(shown("original"))).isEqualTo("BRBR");
    }

    @Test
    void transparency_stays_and_everything_beside_the_picture_goes() throws Exception {
        var png = withChunk(
                withChunk(
                        encoded(halfTransparent(100, 50), "png"),
                        "tEXt",
                        "Where\0GPS 52".getBytes(StandardCharsets.US_ASCII)),
                "eXIf",
                tiff(1));

        var picture = prepare(png, Target.ATTACHMENT);

        assertThat(picture.type()).isEqualTo("image/png");
        assertThat(shown("original").getRGB(99, 0) >>> 24).isZero();
        assertThat(shown("original").getRGB(0, 0)).isEqualTo(0xFFFF0000);
        assertThat(count(original(), "GPS") + count(original(), "eXIf")).isZero();
    }

    @Test
    void a_drawing_stays_exact_and_a_photo_in_png_becomes_jpeg() throws Exception {
        assertThat(prepare(encoded(corners(900, 600), "png"), Target.ATTACHMENT).type())
                .isEqualTo("image/png");
        assertThat(prepare(encoded(grain(900, 700), "png"), Target.ATTACHMENT))
                .extracting(Picture::type, Picture::smallType)
                .containsExactly("image/jpeg", "image/jpeg");
    }

    @Test
    void other_colour_spaces_become_the_common_one() throws Exception {
        var grey = plain(40, 40, new Color(55, 55, 55));
        var profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB);

        prepare(withProfile(encoded(grey, "jpg"), profile), Target.ATTACHMENT);
        assertThat(shown("original").getRGB(9, 9) & 0xFF).isCloseTo(128, within(4));
        assertThat(count(original(), "ICC_PROFILE")).isZero();

        prepare(linearPng(grey), Target.ATTACHMENT);
        assertThat(shown("original").getRGB(9, 9) & 0xFF).isCloseTo(128, within(4));
    }

    @Test
    void grey_pictures_do_not_get_paler() throws Exception {
        prepare(encoded(greyWithAlpha(100), "png"), Target.ATTACHMENT);
        assertThat(shown("original").getRGB(0, 0)).isEqualTo(0xFF646464);

        var deep = new BufferedImage(8, 8, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster()
                .setSamples(
                        0,
                        0,
                        8,
                        8,
                        0,
                        IntStream.generate(() -> 100 << 8).limit(64).toArray());
        prepare(encoded(deep, "png"), Target.ATTACHMENT);
        assertThat(shown("original").getRGB(0, 0)).isEqualTo(0xFF646464);
    }

    @Test
    void a_picture_made_for_print_is_shown_in_its_colours() throws Exception {
        prepare(fourInks(40, 40, 0, 255, 255, 0), Target.ATTACHMENT);

        var colour = new Color(shown("original").getRGB(20, 20));
        assertThat(colour.getRed()).isGreaterThan(180);
        assertThat(colour.getGreen()).isLessThan(90);
        assertThat(colour.getBlue()).isLessThan(90);
    }

    @Test
    void an_animation_keeps_moving_and_loses_its_notes() throws Exception {
        var picture = prepare(gif(700, 20, 0, 5, 10), Target.ATTACHMENT);

        assertThat(picture).extracting(Picture::type, Picture::smallType).containsExactly("image/gif", "image/png");
        assertThat(picture).extracting(Picture::width, Picture::smallWidth).containsExactly(700, 640);
        assertThat(frames()).isEqualTo(3);
        assertThat(count(original(), "NETSCAPE")).isEqualTo(1);
        assertThat(count(original(), "GPS") + count(original(), "home")).isZero();
    }

    @Test
    void a_face_stands_still_and_a_single_frame_is_a_picture() throws Exception {
        assertThat(prepare(gif(90, 60, 0, 1), Target.AVATAR))
                .extracting(Picture::type, Picture::width, Picture::height)
                .containsExactly("image/png", 60, 60);
        prepare(gif(40, 40, 20), Target.ATTACHMENT);
        assertThat(shown("original").getRGB(5, 5) >>> 24).isZero();
        assertThat(shown("original").getRGB(30, 30)).isEqualTo(0xFFFF0000);
    }

    @Test
    void webp_becomes_what_every_program_can_show() throws Exception {
        assertThat(prepare(TestPictures.WEBP, Target.ATTACHMENT).type()).isEqualTo("image/jpeg");
        assertThat(cornersOf(shown("original"))).isEqualTo("RBRB");
        assertThat(prepare(TestPictures.WEBP_WITH_ALPHA, Target.ATTACHMENT).type())
                .isEqualTo("image/png");
        assertThat(shown("original").getRGB(31, 8) >>> 24).isZero();
        assertThat(prepare(webp(3_000, 1_000, Color.GREEN), Target.ATTACHMENT).width())
                .isEqualTo(2_560);
        assertThat(new Color(shown("small").getRGB(0, 0)).getGreen()).isGreaterThan(250);
    }

    @Test
    void faces_are_square_and_banners_wide() throws Exception {
        var jpeg = encoded(corners(2_000, 1_000), "jpg");

        assertThat(prepare(jpeg, Target.AVATAR))
                .extracting(Picture::width, Picture::height, Picture::smallWidth)
                .containsExactly(400, 400, 120);
        assertThat(cornersOf(shown("original"))).isEqualTo("RGBW");
        assertThat(prepare(jpeg, Target.HEADER))
                .extracting(Picture::width, Picture::height)
                .containsExactly(1_500, 500);
        assertThat(prepare(encoded(photo(90, 200), "jpg"), Target.HEADER))
                .extracting(Picture::width, Picture::height)
                .containsExactly(90, 30);
        assertThat(prepare(withExif(encoded(corners(100, 300), "jpg"), 6), Target.AVATAR))
                .extracting(Picture::width, Picture::height)
                .containsExactly(100, 100);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3000", "5000, 2"})
    void pictures_of_odd_shapes_are_pictures(int width, int height) throws Exception {
        var picture = prepare(encoded(photo(width, height), "png"), Target.ATTACHMENT);

        assertThat(picture.height()).isBetween(1, 2_560);
        assertThat(prepare(encoded(photo(width, height), "jpg"), Target.HEADER).width())
                .isPositive();
    }

    @Test
    void progressive_pictures_are_read() throws Exception {
        prepare(progressive(corners(80, 40)), Target.ATTACHMENT);

        assertThat(cornersOf(shown("original"))).isEqualTo("RGBW");
    }

    @Test
    void a_file_is_what_it_contains() throws Exception {
        assertThat(Pictures.type(file(encoded(corners(4, 4), "png")))).contains("image/png");
        assertThat(Pictures.type(file("<svg onload='x'/>".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
        assertThat(Pictures.type(file(new byte[0]))).isEmpty();
        refused("<html>GIF89a</html>".getBytes(StandardCharsets.UTF_8), "media.not_a_picture");
        refused(new byte[0], "media.not_a_picture");
    }

    @Test
    void what_is_too_large_is_refused_before_it_is_decoded() throws Exception {
        refused(pngHeader(20_000, 100), "media.too_large");
        refused(pngHeader(10_000, 6_000), "media.too_large");
        refused(pngHeader(-1, 6_000), "media.damaged");
        refused(webp(16_384, 16_384, Color.RED), "media.too_large");
        refused(webp(4_000, 4_000, Color.RED), "media.too_large");
        refused(withSize(encoded(photo(16, 16), "jpg"), 0xFFC0, 9_000, 9_000), "media.too_large");
        refused(withSize(progressive(photo(16, 16)), 0xFFC2, 8_000, 6_250), "media.too_large");
        refused(withScreen(gif(16, 16, 0), 30_000), "media.too_large");
        refused(gif(1_200, 1_200, IntStream.generate(() -> 1_199).limit(700).toArray()), "media.too_large");
    }

    @Test
    void what_would_keep_us_busy_for_hours_is_refused() throws Exception {
        var jpeg = encoded(photo(16, 16), "jpg");
        var scan = new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("\u00FF\u00DA");
        var again = slice(jpeg, scan, jpeg.length - 2);
        var many = slice(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < 101; i++) {
            many = joined(many, again);
        }

        refused(joined(many, new byte[] {(byte) 0xFF, (byte) 0xD9}), "media.damaged");
    }

    @Test
    void a_profile_that_unfolds_without_end_is_passed_over() throws Exception {
        var bomb = deflated(new byte[50_000_000]);

        prepare(
                withChunk(encoded(corners(8, 8), "png"), "iCCP", joined(new byte[] {'x', 0, 0}, bomb)),
                Target.ATTACHMENT);

        assertThat(cornersOf(shown("original"))).isEqualTo("RGBW");
    }

    @Test
    void half_a_picture_is_none() throws Exception {
        refused(half(encoded(photo(100, 100), "jpg")), "media.damaged");
        refused(half(encoded(photo(100, 100), "png")), "media.damaged");
        refused(half(gif(100, 100, 0)), "media.damaged");
        refused(half(TestPictures.WEBP), "media.damaged");
        refused(joined(slice(encoded(photo(9, 9), "png"), 0, 41), chunk("IEND", new byte[0])), "media.damaged");
        assertThat(names()).containsExactly("in");
    }

    @Test
    void a_48_megapixel_photo_fits_into_the_heap_of_a_home_box() throws Exception {
        var in = file(encoded(photo(8_000, 6_000), "jpg"));

        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx112m",
                        "-XX:+UseSerialGC",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Small.class.getName(),
                        in.toString(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).contains("width=2560, height=1920");
        assertThat(process.waitFor()).isZero();
    }

    /// A program of its own, so that it has a heap of its own.
    static final class Small {

        private Small() {}

        public static void main(String[] paths) throws Exception {
            System.out.println(new Pictures().prepare(Path.of(paths[0]), Path.of(paths[1]), Target.ATTACHMENT));
        }
    }

    private Picture prepare(byte[] bytes, Target target) throws Exception {
        return pictures.prepare(file(bytes), folder, target);
    }

    private void refused(byte[] bytes, String rule) throws IOException {
        var in = file(bytes);
        assertThatThrownBy(() -> pictures.prepare(in, folder, Target.ATTACHMENT))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.rule()).isEqualTo(rule));
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("in"), bytes);
    }

    private byte[] original() throws IOException {
        return Files.readAllBytes(folder.resolve(Pictures.ORIGINAL));
    }

    private byte[] small() throws IOException {
        return Files.readAllBytes(folder.resolve(Pictures.SMALL));
    }

    private BufferedImage shown(String name) throws IOException {
        return ImageIO.read(folder.resolve(name).toFile());
    }

    private java.util.List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    private int frames() throws IOException {
        try (var in =
                ImageIO.createImageInputStream(folder.resolve(Pictures.ORIGINAL).toFile())) {
            var reader = ImageIO.getImageReaders(in).next();
            reader.setInput(in);
            return reader.getNumImages(true);
        }
    }

    private static String cornersOf(BufferedImage picture) {
        var right = picture.getWidth() - 2;
        var bottom = picture.getHeight() - 2;
        return letter(picture.getRGB(1, 1))
                + letter(picture.getRGB(right, 1))
                + letter(picture.getRGB(1, bottom))
                + letter(picture.getRGB(right, bottom));
    }

    private static String letter(int rgb) {
        var colour = new Color(rgb);
        if (colour.getRed() > 128) {
            return colour.getGreen() > 128 ? "W" : "R";
        }
        return colour.getGreen() > 128 ? "G" : "B";
    }

    private static byte[] half(byte[] bytes) {
        return slice(bytes, 0, bytes.length * 2 / 3);
    }

    private static byte[] withSize(byte[] jpeg, int marker, int width, int height) {
        var at = new String(jpeg, StandardCharsets.ISO_8859_1)
                .indexOf(new String(new char[] {(char) (marker >> 8), (char) (marker & 0xFF)}));
        var bytes = jpeg.clone();
        java.nio.ByteBuffer.wrap(bytes).putShort(at + 5, (short) height).putShort(at + 7, (short) width);
        return bytes;
    }

    private static byte[] withScreen(byte[] gif, int side) {
        var bytes = gif.clone();
        java.nio.ByteBuffer.wrap(bytes)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) side)
                .putShort(8, (short) side);
        return bytes;
    }
}
