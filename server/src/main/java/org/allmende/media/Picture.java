// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

/// A picture made ready to show: the files `original` and `small`, without anything that was not to be seen in it.
///
/// `type` and `smallType` are media types: the small copy of an animation stands still. Sizes are in pixels, `bytes`
/// is the length of `original`.
public record Picture(
        String type,
        int width,
        int height,
        String smallType,
        int smallWidth,
        int smallHeight,
        String blurhash,
        long bytes) {}
