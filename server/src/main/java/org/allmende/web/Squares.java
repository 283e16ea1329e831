// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import io.nayuki.qrcodegen.QrCode;

/// A text as a picture that phones read: what is dark, as the path of an SVG, and how wide all of it is.
record Squares(String path, int size) {

    /// Readers want a rim of four (ISO 18004).
    private static final int RIM = 4;

    static Squares of(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (var y = 0; y < code.size; y++) {
            for (var x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M').append(x + RIM).append(' ').append(y + RIM).append("h1v1h-1z");
                }
            }
        }
        return new Squares(path.toString(), code.size + 2 * RIM);
    }
}
