// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.e2e;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/// Paints what the people of the invented village show: there is no photograph in this repository.
final class Painter {

    private static final Color CREAM = new Color(0xf4e9cf);

    private Painter() {}

    private static byte[] painted(int width, int height, Consumer<Graphics2D> picture) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        picture.accept(pen);
        pen.dispose();
        try (var bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sky(Graphics2D pen, int width, int height, int above, int below) {
        pen.setPaint(new GradientPaint(0, 0, new Color(above), 0, height, new Color(below)));
        pen.fillRect(0, 0, width, height);
    }

    private static void disc(Graphics2D pen, int rgb, double x, double y, double radius) {
        pen.setColor(new Color(rgb));
        pen.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    /// A line of hills from side to side, filled downwards.
    private static void hills(Graphics2D pen, int width, int height, int rgb, double top, double swing, double shift) {
        var line = new Path2D.Double();
        line.moveTo(0, height);
        for (var x = 0; x <= width; x += 8) {
            var turn = 2 * Math.PI * x / width;
            line.lineTo(x, top + swing * Math.sin(turn * 1.3 + shift) + swing / 3 * Math.sin(turn * 3.1 + 2 * shift));
        }
        line.lineTo(width, height);
        line.closePath();
        pen.setColor(new Color(rgb));
        pen.fill(line);
    }

    static byte[] face(int background, int shirt, int skin, int hair, boolean longHair) {
        return painted(400, 400, pen -> {
            pen.setColor(new Color(background));
            pen.fillRect(0, 0, 400, 400);
            pen.setColor(new Color(hair));
            if (longHair) {
                pen.fillRoundRect(112, 120, 176, 220, 120, 120);
            }
            disc(pen, hair, 200, 160, 92);
            disc(pen, shirt, 200, 440, 150);
            pen.setColor(new Color(skin).darker());
            pen.fillRoundRect(172, 220, 56, 90, 40, 40);
            pen.setColor(new Color(skin));
            pen.fill(new Ellipse2D.Double(128, 100, 144, 172));
            pen.setColor(new Color(hair));
            pen.fill(new Arc2D.Double(120, 74, 160, 120, 0, 180, Arc2D.CHORD));
            disc(pen, 0x2a2620, 172, 182, 8);
            disc(pen, 0x2a2620, 228, 182, 8);
            pen.setColor(new Color(0x8c4a3a));
            pen.setStroke(new BasicStroke(6, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            pen.draw(new Arc2D.Double(172, 196, 56, 40, 210, 120, Arc2D.OPEN));
        });
    }

    static byte[] orchard() {
        return painted(1200, 600, pen -> {
            sky(pen, 1200, 400, 0x8fb8c9, 0xf6e3b4);
            disc(pen, 0xf7d774, 930, 120, 64);
            hills(pen, 1200, 600, 0x9bb27a, 250, 40, 0.4);
            hills(pen, 1200, 600, 0x7d9a58, 330, 28, 2.2);
            hills(pen, 1200, 600, 0x5f8045, 440, 18, 4.1);
            var chance = new Random(7);
            for (var row = 0; row < 3; row++) {
                for (var tree = 0; tree < 7 - row; tree++) {
                    var x = 70 + tree * (175 + 22 * row) + row * 40;
                    tree(pen, x, 340 + 80 * row, 38 + 16 * row, chance);
                }
            }
        });
    }

    private static void tree(Graphics2D pen, double x, double y, double size, Random chance) {
        pen.setColor(new Color(0x6b4a32));
        pen.fill(new Rectangle2D.Double(x - size / 9, y, size / 4.5, size * 1.2));
        disc(pen, 0x3f6134, x, y - size * 0.3, size);
        disc(pen, 0x4f7540, x - size * 0.25, y - size * 0.5, size * 0.7);
        for (var apple = 0; apple < 9; apple++) {
            var turn = chance.nextDouble() * 2 * Math.PI;
            var far = size * 0.8 * Math.sqrt(chance.nextDouble());
            disc(pen, 0xc4492c, x + far * Math.cos(turn), y - size * 0.3 + far * Math.sin(turn), size / 10);
        }
    }

    static byte[] bread() {
        return painted(1200, 800, pen -> {
            sky(pen, 1200, 800, 0xe9dcc2, 0xd8c3a0);
            pen.setColor(new Color(0x9a6d43));
            pen.fillRect(0, 520, 1200, 280);
            pen.setColor(new Color(0x8a5f39));
            for (var board = 0; board < 4; board++) {
                pen.fillRect(0, 586 + board * 66, 1200, 5);
            }
            loaf(pen, 230, 330, 480, 260);
            loaf(pen, 620, 390, 420, 220);
        });
    }

    private static void loaf(Graphics2D pen, double x, double y, double width, double height) {
        pen.setColor(new Color(0x7d4a22));
        pen.fill(new Ellipse2D.Double(x, y + height * 0.06, width, height));
        pen.setPaint(
                new GradientPaint(0, (float) y, new Color(0xd79a54), 0, (float) (y + height), new Color(0x9a5b2a)));
        pen.fill(new Ellipse2D.Double(x, y, width, height));
        pen.setColor(CREAM);
        pen.setStroke(new BasicStroke(14, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (var cut = 1; cut <= 3; cut++) {
            var middle = x + width * cut / 4;
            pen.draw(new Arc2D.Double(middle - 40, y + height * 0.2, 80, height * 0.5, 60, 120, Arc2D.OPEN));
        }
    }

    static byte[] boat() {
        return painted(1200, 800, pen -> {
            sky(pen, 1200, 460, 0x6f93ad, 0xf2cfa4);
            disc(pen, 0xf5b567, 320, 400, 90);
            hills(pen, 1200, 800, 0x5d7486, 420, 26, 1.1);
            pen.setPaint(new GradientPaint(0, 440, new Color(0x4f7f94), 0, 800, new Color(0x1f4152)));
            pen.fillRect(0, 450, 1200, 350);
            pen.setColor(new Color(0xe9c79b));
            pen.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            var chance = new Random(3);
            for (var wave = 0; wave < 40; wave++) {
                var x = chance.nextInt(1100);
                var y = 470 + chance.nextInt(310);
                pen.drawLine(x, y, x + 20 + chance.nextInt(60), y);
            }
            var sail = new Path2D.Double();
            sail.moveTo(720, 190);
            sail.curveTo(860, 330, 880, 470, 870, 540);
            sail.lineTo(720, 540);
            sail.closePath();
            pen.setColor(new Color(0xb5543a));
            pen.fill(sail);
            pen.setColor(new Color(0x4a3526));
            pen.fill(new Rectangle2D.Double(704, 170, 12, 420));
            var hull = new Path2D.Double();
            hull.moveTo(540, 580);
            hull.lineTo(930, 580);
            hull.curveTo(890, 680, 820, 690, 720, 690);
            hull.curveTo(620, 690, 570, 660, 540, 580);
            pen.setColor(new Color(0x33505c));
            pen.fill(hull);
            pen.setColor(CREAM);
            pen.fill(new Rectangle2D.Double(536, 572, 398, 14));
        });
    }

    static byte[] hives() {
        return painted(1200, 800, pen -> {
            sky(pen, 1200, 500, 0xa9cbd6, 0xf3ecd0);
            hills(pen, 1200, 800, 0x8fae68, 430, 34, 3.0);
            hills(pen, 1200, 800, 0x6f9550, 540, 24, 0.8);
            int[] paints = {0xd9a441, 0x6d93a8, 0xc4694a};
            for (var hive = 0; hive < 3; hive++) {
                var x = 210 + hive * 290;
                pen.setColor(new Color(0x5b432f));
                pen.fillRect(x - 14, 660, 228, 24);
                for (var box = 0; box < 3; box++) {
                    pen.setColor(new Color(paints[hive]));
                    pen.fillRoundRect(x, 400 + box * 88, 200, 84, 10, 10);
                }
                pen.setColor(new Color(0x4a4a44));
                pen.fillRoundRect(x - 12, 372, 224, 34, 12, 12);
                pen.setColor(new Color(0x2a2620));
                pen.fillRoundRect(x + 60, 632, 80, 14, 10, 10);
            }
            var chance = new Random(11);
            for (var bee = 0; bee < 26; bee++) {
                var x = 120 + chance.nextInt(960);
                var y = 160 + chance.nextInt(420);
                disc(pen, 0xfff6da, x - 5, y - 7, 6);
                disc(pen, 0x3a2c14, x, y, 6);
                disc(pen, 0xe0a92e, x + 6, y + 1, 5);
            }
        });
    }

    static byte[] night() {
        return painted(1500, 500, pen -> {
            sky(pen, 1500, 500, 0x1c2a44, 0x6f7fa0);
            var chance = new Random(5);
            for (var star = 0; star < 120; star++) {
                disc(pen, 0xf4ecd8, chance.nextInt(1500), chance.nextInt(300), 1 + chance.nextDouble() * 2);
            }
            disc(pen, 0xf4e3b5, 1150, 120, 46);
            hills(pen, 1500, 500, 0x3b4f55, 300, 40, 0.2);
            hills(pen, 1500, 500, 0x2c4233, 370, 28, 2.4);
            hills(pen, 1500, 500, 0x1f3022, 440, 16, 4.4);
        });
    }

    static byte[] meadow() {
        return painted(1500, 500, pen -> {
            sky(pen, 1500, 500, 0x9cc3cf, 0xf5e8c4);
            disc(pen, 0xf7d774, 240, 120, 54);
            hills(pen, 1500, 500, 0xa7bb7f, 240, 40, 1.0);
            hills(pen, 1500, 500, 0x86a65c, 310, 28, 2.7);
            hills(pen, 1500, 500, 0x648a44, 380, 18, 5.0);
            var chance = new Random(9);
            int[] flowers = {0xf2d24f, 0xe9e3d0, 0xc65a46, 0x8f73b5};
            for (var flower = 0; flower < 220; flower++) {
                disc(pen, flowers[flower % 4], chance.nextInt(1500), 410 + chance.nextInt(90), 3 + chance.nextInt(4));
            }
        });
    }
}
