// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.awt.Graphics2D;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.util.function.Consumer;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.resizers.configurations.ScalingMode;

/// What is done to decoded pictures. All of it works on plain ones: red, green and blue in 8 bits, with or without
/// transparency.
final class Pixels {

    private Pixels() {}

    static Extent size(BufferedImage picture) {
        return new Extent(picture.getWidth(), picture.getHeight());
    }

    static BufferedImage plain(BufferedImage decoded) {
        var type = decoded.getType();
        if (decoded.getColorModel() instanceof IndexColorModel) {
            return drawn(
                    size(decoded), decoded.getColorModel().hasAlpha(), page -> page.drawImage(decoded, 0, 0, null));
        }
        return type == BufferedImage.TYPE_CUSTOM
                        || type == BufferedImage.TYPE_BYTE_GRAY
                        || type == BufferedImage.TYPE_USHORT_GRAY
                ? copied(decoded)
                : decoded;
    }

    // By hand, because Java takes grey values for linear light and would make the picture paler.
    private static BufferedImage copied(BufferedImage decoded) {
        var alpha = decoded.getColorModel().hasAlpha();
        var bands = decoded.getRaster().getNumBands();
        var colours = alpha ? bands - 1 : bands;
        var shift = decoded.getColorModel().getComponentSize(0) - 8;
        var copy = empty(size(decoded), alpha);
        var row = new int[decoded.getWidth() * bands];
        var points = new int[decoded.getWidth()];
        for (int y = 0; y < decoded.getHeight(); y++) {
            decoded.getRaster().getPixels(0, y, decoded.getWidth(), 1, row);
            for (int x = 0; x < points.length; x++) {
                var at = x * bands;
                var red = row[at] >> shift;
                var green = colours < 3 ? red : row[at + 1] >> shift;
                var blue = colours < 3 ? red : row[at + 2] >> shift;
                var opacity = alpha ? row[at + colours] >> shift : 0xFF;
                points[x] = opacity << 24 | red << 16 | green << 8 | blue;
            }
            copy.setRGB(0, y, points.length, 1, points, 0, points.length);
        }
        return copy;
    }

    static BufferedImage scaled(BufferedImage picture, Extent size) throws IOException {
        return size(picture).equals(size)
                ? picture
                : Thumbnails.of(picture)
                        .forceSize(size.width(), size.height())
                        .imageType(type(picture.getColorModel().hasAlpha()))
                        .scalingMode(ScalingMode.PROGRESSIVE_BILINEAR)
                        .asBufferedImage();
    }

    /// The middle of a picture.
    static BufferedImage cut(BufferedImage picture, Extent size) {
        return size(picture).equals(size)
                ? picture
                : drawn(
                        size,
                        picture.getColorModel().hasAlpha(),
                        page -> page.drawImage(
                                picture,
                                (size.width() - picture.getWidth()) / 2,
                                (size.height() - picture.getHeight()) / 2,
                                null));
    }

    /// Held as the camera was (EXIF orientation).
    static BufferedImage turned(BufferedImage picture, int turn) {
        double width = picture.getWidth();
        double height = picture.getHeight();
        var how = switch (turn) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
        var size = turn > 4 ? size(picture).turned() : size(picture);
        return how.isIdentity()
                ? picture
                : drawn(size, picture.getColorModel().hasAlpha(), page -> page.drawImage(picture, how, null));
    }

    /// In the colours that every screen takes for granted (sRGB). A profile that makes no sense is passed over.
    static BufferedImage inScreenColours(BufferedImage picture, byte[] profile) {
        if (profile.length == 0) {
            return picture;
        }
        try {
            var icc = ICC_Profile.getInstance(profile);
            if (icc.getColorSpaceType() != ColorSpace.TYPE_RGB) {
                return picture;
            }
            var opaque = drawn(size(picture), false, page -> page.drawImage(picture, 0, 0, null));
            var raster = opaque.getRaster();
            new ColorConvertOp(new ICC_ColorSpace(icc), ColorSpace.getInstance(ColorSpace.CS_sRGB), null)
                    .filter(raster, raster);
            return picture.getColorModel().hasAlpha() ? withAlpha(opaque, picture) : opaque;
        } catch (IllegalArgumentException | CMMException _) {
            return picture;
        }
    }

    private static BufferedImage withAlpha(BufferedImage colours, BufferedImage opacity) {
        var both = empty(size(colours), true);
        for (int y = 0; y < colours.getHeight(); y++) {
            for (int x = 0; x < colours.getWidth(); x++) {
                both.setRGB(x, y, colours.getRGB(x, y) & 0xFFFFFF | opacity.getRGB(x, y) & 0xFF000000);
            }
        }
        return both;
    }

    static BufferedImage onEmpty(BufferedImage picture, Extent size, int left, int top) {
        return drawn(size, true, page -> page.drawImage(picture, left, top, null));
    }

    static BufferedImage opaque(BufferedImage picture) {
        return picture.getColorModel().hasAlpha()
                ? drawn(size(picture), false, page -> page.drawImage(picture, 0, 0, null))
                : picture;
    }

    /// With the transparency of a picture `width` wide, of which every `step`th pixel is here.
    static BufferedImage veiled(BufferedImage picture, byte[] alpha, int width, int step) {
        var both = empty(size(picture), true);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                both.setRGB(x, y, picture.getRGB(x, y) & 0xFFFFFF | alpha[y * step * width + x * step] << 24);
            }
        }
        return both;
    }

    /// Whether anything shines through, and not only could.
    static boolean transparent(BufferedImage picture) {
        if (!picture.getColorModel().hasAlpha()) {
            return false;
        }
        var row = new int[picture.getWidth()];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (var point : row) {
                if (point >>> 24 != 0xFF) {
                    return true;
                }
            }
        }
        return false;
    }

    private static BufferedImage drawn(Extent size, boolean alpha, Consumer<Graphics2D> what) {
        var page = empty(size, alpha);
        var graphics = page.createGraphics();
        try {
            what.accept(graphics);
        } finally {
            graphics.dispose();
        }
        return page;
    }

    static BufferedImage empty(Extent size, boolean alpha) {
        return new BufferedImage(size.width(), size.height(), type(alpha));
    }

    private static int type(boolean alpha) {
        return alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    }
}
