// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.Optional;
import org.allmende.media.Media;
import org.allmende.media.Size;
import org.allmende.posts.Exhibit;

/// A picture, sound or film as this API shows it: `MediaAttachment`.
final class MediaJson {

    private final Links links;

    MediaJson(Links links) {
        this.links = links;
    }

    void write(Json json, Media media) {
        write(json, new Exhibit(media, Optional.empty()));
    }

    /// Of a film or sound that has a picture of its own, that is the preview.
    void write(Json json, Exhibit exhibit) {
        var media = exhibit.file();
        json.object(() -> {
            json.text("id", media.id().toString())
                    .text("type", type(media.kind()))
                    .text("url", links.file(media, Size.ORIGINAL))
                    .text("preview_url", preview(exhibit))
                    .text("remote_url", media.remoteUrl())
                    .none("preview_remote_url")
                    .none("text_url")
                    .object("meta", () -> sizes(json, media))
                    .text("description", described(media))
                    .text("blurhash", media.blurhash());
        });
    }

    // Films and sounds are passed on as they are, and nobody looked into them for a picture.
    private Optional<String> preview(Exhibit exhibit) {
        var media = exhibit.poster().orElse(exhibit.file());
        var bare = media.served() && media.foreign() && media.kind() != Media.Kind.IMAGE;
        return bare ? Optional.empty() : Optional.of(links.file(media, Size.SMALL));
    }

    private static void sizes(Json json, Media media) {
        if (media.width() > 0 && media.height() > 0) {
            size(json, "original", media.width(), media.height());
        }
        if (media.smallWidth() > 0 && media.smallHeight() > 0) {
            size(json, "small", media.smallWidth(), media.smallHeight());
        }
        json.object("focus", () -> json.fraction("x", media.focusX()).fraction("y", media.focusY()));
    }

    private static void size(Json json, String name, int width, int height) {
        json.object(
                name,
                () -> json.number("width", width)
                        .number("height", height)
                        .text("size", width + "x" + height)
                        .fraction("aspect", (double) width / height));
    }

    // An empty description is none: apps warn before posting without one.
    private static Optional<String> described(Media media) {
        return Optional.of(media.description()).filter(text -> !text.isEmpty());
    }

    private static String type(Media.Kind kind) {
        return switch (kind) {
            case IMAGE -> "image";
            case GIFV -> "gifv";
            case VIDEO -> "video";
            case AUDIO -> "audio";
            case UNKNOWN -> "unknown";
        };
    }
}
