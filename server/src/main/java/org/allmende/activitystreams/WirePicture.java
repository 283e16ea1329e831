// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A picture, sound or film at a foreign address: an attachment, an avatar, a header.
public record WirePicture(
        String url,
        String mediaType,
        String description,
        int width,
        int height,
        Optional<String> blurhash,
        Optional<Focus> focus) {

    static final int DESCRIPTION_LENGTH_MAX = 10_000;

    /// Larger claims are no pictures.
    static final int SIDE_MAX = 65_535;

    private static final String BASE83 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
    private static final Pattern BLURHASH = Pattern.compile("[0-9A-Za-z#$%*+,\\-.:;=?@\\[\\]^_{|}~]{6,166}");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]+/[a-z0-9.+-]+");

    /// The point that must stay visible when a picture is cut: from -1 to 1, left to right and bottom to top.
    public record Focus(double x, double y) {}

    /// Reads an attachment, `icon` or `image`: an address, an object with one, or a link.
    static Optional<WirePicture> read(WireJson json) {
        var type = json.text("mediaType", 255)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> MEDIA_TYPE.matcher(text).matches() && !text.startsWith("text/"));
        var links = Stream.concat(json.links("url"), json.links("href")).toList();
        return links.stream()
                .filter(link -> link.mediaType().startsWith("image/"))
                .findFirst()
                .or(() -> links.stream().findFirst())
                .map(link -> new WirePicture(
                        link.href(),
                        type.or(() -> Optional.of(link.mediaType()).filter(known -> !known.isEmpty()))
                                .orElseGet(() -> type(json, link.href())),
                        description(json),
                        side(json.count("width").orElse(link.width())),
                        side(json.count("height").orElse(link.height())),
                        hash(json),
                        focus(json)));
    }

    /// Mastodon and most others write the description to `name`, some to `summary`.
    static String description(WireJson json) {
        return json.text("name", DESCRIPTION_LENGTH_MAX)
                .filter(text -> !text.isBlank())
                .or(() -> json.text("summary", DESCRIPTION_LENGTH_MAX))
                .or(() -> json.languages("nameMap", DESCRIPTION_LENGTH_MAX).values().stream()
                        .findFirst())
                .orElse("");
    }

    static Optional<String> hash(WireJson json) {
        return json.text("blurhash", 256).filter(WirePicture::sound);
    }

    /// What an address promises by its ending; empty where it promises nothing.
    static String typeByEnding(String url) {
        var path = url.split("[?#]", 2)[0];
        var ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "jpg", "jpeg" -> "image/jpeg";
            case "png", "gif", "webp", "avif" -> "image/" + ending;
            case "mp4", "webm" -> "video/" + ending;
            case "mp3" -> "audio/mpeg";
            case "ogg", "opus", "flac", "wav" -> "audio/" + ending;
            default -> "";
        };
    }

    WirePicture as(String other) {
        return new WirePicture(url, other, description, width, height, blurhash, focus);
    }

    WirePicture described(String other) {
        return new WirePicture(url, mediaType, other, width, height, blurhash, focus);
    }

    /// The first picture that a property of an actor or object shows.
    static Optional<WirePicture> first(WireJson json, String name) {
        return json.object(name)
                .flatMap(WirePicture::read)
                .or(() -> json.links(name)
                        .findFirst()
                        .map(link -> new WirePicture(
                                link.href(), link.mediaType(), "", 0, 0, Optional.empty(), Optional.empty())));
    }

    // The length must be the one that the first character promises: decoders have read beyond the end.
    private static boolean sound(String blurhash) {
        if (!BLURHASH.matcher(blurhash).matches()) {
            return false;
        }
        var components = BASE83.indexOf(blurhash.charAt(0));
        return components < 81 && blurhash.length() == 4 + 2 * (components % 9 + 1) * (components / 9 + 1);
    }

    private static Optional<Focus> focus(WireJson json) {
        var point = json.object("focalPoint")
                .map(list -> list.raw().path("@list").values().stream())
                .orElseGet(() -> json.values("focalPoint"))
                .filter(value -> value.isNumber() && Math.abs(value.doubleValue()) <= 1)
                .map(value -> value.doubleValue())
                .toList();
        return point.size() == 2 ? Optional.of(new Focus(point.get(0), point.get(1))) : Optional.empty();
    }

    private static String type(WireJson json, String url) {
        var ending = typeByEnding(url);
        return Stream.of("Image", "Video", "Audio")
                .filter(json::is)
                .map(kind -> kind.toLowerCase(Locale.ROOT) + "/")
                .map(kind -> ending.startsWith(kind) ? ending : kind + "*")
                .findFirst()
                .orElse(ending);
    }

    static int side(long claimed) {
        return claimed <= SIDE_MAX ? (int) claimed : 0;
    }
}
