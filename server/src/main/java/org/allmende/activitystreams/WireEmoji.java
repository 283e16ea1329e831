// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.base.Shortcodes;

/// A custom emoji that a document brings along in its `tag`. Some servers give it no address (Akkoma sends `null`).
public record WireEmoji(
        Optional<String> id, String shortcode, String url, String mediaType, Optional<Instant> updated) {

    public static final int PER_DOCUMENT_MAX = 100;

    /// With its colons, and the server that Akkoma writes behind the name of another's.
    private static final int NAME_LENGTH_MAX = 400;

    /// All that a document brings, each name once.
    public static List<WireEmoji> tags(WireJson json) {
        return json.objects("tag")
                .limit(WireNote.TAGS_MAX)
                .filter(tag -> tag.is("Emoji"))
                .flatMap(tag -> read(tag).stream())
                .limit(PER_DOCUMENT_MAX)
                .toList();
    }

    private static Optional<WireEmoji> read(WireJson tag) {
        return tag.text("name", NAME_LENGTH_MAX)
                .map(WireEmoji::shortcode)
                .filter(Shortcodes::is)
                .flatMap(name -> WirePicture.first(tag, "icon")
                        .map(icon ->
                                new WireEmoji(tag.id(), name, icon.url(), icon.mediaType(), tag.instant("updated"))));
    }

    /// The bare name of `:blobcat:` and `:blobcat@b.example:`.
    public static String shortcode(String name) {
        return name.strip().replace(":", "").split("@", 2)[0];
    }
}
