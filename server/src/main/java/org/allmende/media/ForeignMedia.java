// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;

/// What a foreign post says about something attached to it. Nothing of it is trusted further than to be shown.
///
/// `post` is the post it is for. `mime` may be empty; then the ending of the address tells the kind.
public record ForeignMedia(
        ActorId owner,
        PostId post,
        String url,
        String mime,
        String description,
        Optional<String> blurhash,
        int width,
        int height,
        Optional<Focus> focus) {

    /// Longer addresses are not in use; some caches and proxies end here.
    public static final int URL_LENGTH_MAX = 2_048;

    /// Types are short; a long one is no type.
    private static final int MIME_LENGTH_MAX = 100;

    /// The wire has no bound of its own; a page should still be one.
    static final int DESCRIPTION_LENGTH_MAX = 10_000;

    /// Larger than any picture that we would open.
    private static final int SIDE_MAX = 100_000;

    private static final Pattern WEB = Pattern.compile("https?://[\\x21-\\x7e]+");
    private static final Pattern BLURHASH = Pattern.compile("[0-9A-Za-z#$%*+,\\-.:;=?@\\[\\]^_{|}~]{6,166}");
    private static final String BASE83 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
    private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "gif", "webp", "avif", "heic");
    private static final Set<String> FILMS = Set.of("mp4", "webm", "mov", "m4v", "ogv");
    private static final Set<String> SOUNDS = Set.of("mp3", "ogg", "oga", "opus", "flac", "wav", "m4a");

    /// An address that a page may link to: http or https, plain ASCII, not too long.
    public static boolean usable(String url) {
        return url.length() <= URL_LENGTH_MAX && WEB.matcher(url).matches();
    }

    public ForeignMedia {
        if (!usable(url)) {
            throw new IllegalArgumentException("a foreign file has a web address of at most " + URL_LENGTH_MAX);
        }
        mime = mime.length() > MIME_LENGTH_MAX ? "" : MediaText.clean(mime).toLowerCase(Locale.ROOT);
        description = MediaText.shortened(MediaText.clean(description), DESCRIPTION_LENGTH_MAX);
        blurhash = blurhash.filter(ForeignMedia::isBlurhash);
        width = Math.clamp(width, 0, SIDE_MAX);
        height = Math.clamp(height, 0, SIDE_MAX);
    }

    Media.Kind kind() {
        var type = mime.split("/", 2)[0];
        return switch (type) {
            case "image" -> Media.Kind.IMAGE;
            case "video" -> Media.Kind.VIDEO;
            case "audio" -> Media.Kind.AUDIO;
            default -> kindByEnding();
        };
    }

    private Media.Kind kindByEnding() {
        var path = url.split("[?#]", 2)[0];
        var ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (PICTURES.contains(ending)) {
            return Media.Kind.IMAGE;
        }
        if (FILMS.contains(ending)) {
            return Media.Kind.VIDEO;
        }
        return SOUNDS.contains(ending) ? Media.Kind.AUDIO : Media.Kind.UNKNOWN;
    }

    // Decoders in browsers and apps have read beyond the end of hashes that were shorter than they claimed.
    private static boolean isBlurhash(String hash) {
        if (!BLURHASH.matcher(hash).matches()) {
            return false;
        }
        var components = BASE83.indexOf(hash.charAt(0));
        return components < 81 && hash.length() == 4 + 2 * (components % 9 + 1) * (components / 9 + 1);
    }
}
