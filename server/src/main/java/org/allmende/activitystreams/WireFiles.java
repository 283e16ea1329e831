// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The files of a foreign post: what is attached to it, and of a film or a sound, the one file of the many in which
/// it is offered, followed by the picture that stands for it.
final class WireFiles {

    /// Larger ones stall on an ordinary line, and most screens show a timeline smaller than that.
    private static final int HEIGHT_MAX = 720;

    /// A film in ten sizes, with torrents and descriptions of each.
    private static final int LINKS_MAX = 200;

    private static final Set<String> FILES = Set.of("Image", "Video", "Audio", "Document");

    /// What everybody can play, with sound, as large as may be; else the smallest of those that are too large.
    private static final Comparator<Offer> ORDER = Comparator.comparing(Offer::silent)
            .thenComparing(Offer::rare)
            .thenComparing(Offer::large)
            .thenComparing(offer -> offer.large() ? offer.link.height() : -offer.link.height());

    /// An entry of the list in `url`, or of the list within its entry for streaming.
    private record Offer(WireJson.Link link, boolean silent) {

        String mediaType() {
            return link.mediaType().toLowerCase(Locale.ROOT);
        }

        boolean rare() {
            return !mediaType().endsWith("/mp4") && !mediaType().endsWith("/mpeg");
        }

        boolean large() {
            return link.height() > HEIGHT_MAX;
        }
    }

    private WireFiles() {}

    static List<WirePicture> read(WireJson post) {
        var files = new ArrayList<WirePicture>();
        var film = film(post);
        if (film) {
            recording(post, "").ifPresent(files::add);
        } else if (post.is("Image") || post.is("Document")) {
            WirePicture.read(post).filter(WireFiles::playable).ifPresent(files::add);
        }
        post.values("attachment")
                .limit(WireNote.ATTACHMENTS_MAX)
                .flatMap(value -> attached(post, value).stream())
                .filter(file -> files.stream().noneMatch(known -> known.url().equals(file.url())))
                .toList()
                .forEach(files::add);
        // The picture of a page about something else belongs to that.
        if (film
                || files.isEmpty()
                        && !WirePiece.note(post)
                        && WirePiece.links(post).findAny().isEmpty()) {
            poster(post).ifPresent(files::add);
        }
        return List.copyOf(files.subList(0, Math.min(files.size(), WireNote.ATTACHMENTS_MAX)));
    }

    /// Can be shown on a page, as far as its type says.
    static boolean playable(WirePicture file) {
        var type = file.mediaType();
        return type.startsWith("image/") || type.startsWith("video/") || type.startsWith("audio/");
    }

    private static boolean film(WireJson json) {
        return json.is("Video") || json.is("Audio") || json.is("PodcastEpisode");
    }

    // An address alone, or a link, says what it is by its type or its ending.
    private static Optional<WirePicture> attached(WireJson post, JsonNode value) {
        if (value.isString()) {
            return WireJson.link(value).map(WireFiles::picture).filter(WireFiles::playable);
        }
        return post.child(value).flatMap(json -> {
            if (film(json)) {
                return recording(json, WirePicture.description(json));
            }
            var file = json.types().stream().anyMatch(FILES::contains);
            var link = json.types().isEmpty() || json.is("Link");
            return file || link ? WirePicture.read(json).filter(read -> file || playable(read)) : Optional.empty();
        });
    }

    // Castopod puts the sound of an episode into an object of its own.
    private static Optional<WirePicture> recording(WireJson json, String description) {
        var kind = json.is("Video") ? "video/" : "audio/";
        var inner = json.object("audio").filter(sound -> !json.is("Audio"));
        if (inner.isPresent()) {
            return recording(inner.get(), description);
        }
        return offers(json, kind)
                .min(ORDER)
                .map(offer -> new WirePicture(
                        offer.link.href(),
                        offer.mediaType(),
                        description,
                        WirePicture.side(offer.link.width()),
                        WirePicture.side(offer.link.height()),
                        WirePicture.hash(json),
                        Optional.empty()))
                .or(() -> WirePicture.read(json).filter(file -> file.mediaType().startsWith(kind) && !isPage(json)))
                .map(file -> file.described(description));
    }

    // An address without a type is where a film of PeerTube's kind is watched, not where it lies.
    private static boolean isPage(WireJson json) {
        return json.text("mediaType", 255)
                        .filter(type -> !type.startsWith("text/"))
                        .isEmpty()
                && json.value("attributedTo").isPresent();
    }

    private static Stream<Offer> offers(WireJson json, String kind) {
        var top = json.objects("url").limit(LINKS_MAX).toList();
        return Stream.concat(
                        top.stream(),
                        top.stream().flatMap(link -> link.objects("tag")).limit(LINKS_MAX))
                .flatMap(link -> WireJson.link(link.raw()).stream()
                        .map(file -> new Offer(file, kind.equals("video/") && silent(link))))
                .filter(offer -> offer.mediaType().startsWith(kind));
    }

    // PeerTube lists what is in a file, where picture and sound may come apart.
    private static boolean silent(WireJson link) {
        var streams = link.objects("attachment")
                .filter(fact -> fact.text("name", 100)
                        .filter("ffprobe_codec_type"::equals)
                        .isPresent())
                .flatMap(fact -> fact.text("value", 100).stream())
                .toList();
        return !streams.isEmpty() && !streams.containsAll(List.of("audio", "video"));
    }

    /// The largest of the pictures that stand for it.
    private static Optional<WirePicture> poster(WireJson json) {
        return Stream.of("icon", "image", "preview")
                .flatMap(name -> pictures(json, name).max(Comparator.comparingInt(WirePicture::width)).stream())
                .map(picture -> playable(picture) ? picture : picture.as("image/*"))
                .findFirst();
    }

    private static Stream<WirePicture> pictures(WireJson json, String name) {
        return json.values(name)
                .limit(WireNote.ATTACHMENTS_MAX)
                .flatMap(value -> value.isString()
                        ? WireJson.link(value).map(WireFiles::picture).stream()
                        : json
                                .child(value)
                                .filter(picture -> !picture.is("Note") && !storyboard(picture))
                                .flatMap(WirePicture::read)
                                .stream());
    }

    private static boolean storyboard(WireJson picture) {
        return picture.values("rel")
                .anyMatch(rel -> rel.isString() && rel.stringValue().equals("storyboard"));
    }

    private static WirePicture picture(WireJson.Link link) {
        return new WirePicture(
                link.href(), WirePicture.typeByEnding(link.href()), "", 0, 0, Optional.empty(), Optional.empty());
    }
}
