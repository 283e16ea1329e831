// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.allmende.access.Registration;
import org.allmende.media.MediaBounds;
import org.allmende.media.MediaLibrary;
import org.allmende.moderation.Nameplate;
import org.allmende.moderation.Rule;
import org.allmende.people.People;
import org.allmende.posts.Compose;
import org.allmende.posts.Composer;
import org.allmende.posts.PostBounds;
import org.allmende.posts.Posts;
import org.allmende.text.Lengths;

/// The instance as apps read it before and after logging in: what it is called, what it allows, what it can do.
final class InstanceJson {

    /// The dialect we speak. Apps switch features on by it, so it must not be higher than what we do: 7 is quotes.
    private static final int DIALECT = 7;

    private static final List<String> PICTURES = List.of("image/jpeg", "image/png", "image/gif", "image/webp");

    private final Links links;
    private final String version;
    private final PostBounds posts;
    private final MediaBounds media;

    /// That posts can be typed in several ways, and stay here.
    private static final int GLITCH = 1;

    InstanceJson(Links links, String version, PostBounds posts, MediaBounds media) {
        this.links = links;
        this.version = version;
        this.posts = posts;
        this.media = media;
    }

    /// What apps parse to know the dialect, and what people read.
    String version() {
        return "4.3.0 (compatible; Allmende " + version + ")";
    }

    void statuses(Json json) {
        json.object(
                "statuses",
                () -> json.number("max_characters", posts.lengthMax())
                        .number("max_media_attachments", media.perPostMax())
                        .number("characters_reserved_per_url", Lengths.ADDRESS_WEIGHT)
                        .texts("supported_mime_types", Compose.FORMATS));
    }

    void media(Json json) {
        json.object(
                "media_attachments",
                () -> json.texts("supported_mime_types", PICTURES)
                        .number("description_limit", MediaLibrary.DESCRIPTION_LENGTH_MAX)
                        .number("image_size_limit", media.uploadBytesMax())
                        .number("image_matrix_limit", MediaLibrary.PIXELS_MAX)
                        .number("video_size_limit", 0)
                        .number("video_frame_rate_limit", 0)
                        .number("video_matrix_limit", 0));
    }

    void polls(Json json) {
        json.object(
                "polls",
                () -> json.number("max_options", posts.pollOptionsMax())
                        .number("max_characters_per_option", posts.pollOptionLengthMax())
                        .number("min_expiration", Composer.POLL_SHORTEST.toSeconds())
                        .number("max_expiration", Composer.POLL_LONGEST.toSeconds()));
    }

    void accounts(Json json) {
        json.object(
                "accounts",
                () -> json.number("max_featured_tags", 0)
                        .number("max_pinned_statuses", Posts.PINNED_MAX)
                        .number("max_profile_fields", People.FIELDS_MAX));
    }

    void addresses(Json json) {
        var addresses = links.addresses();
        json.object(
                "urls",
                () -> json.text("streaming", links.streaming())
                        .none("status")
                        .text("about", addresses.at("/about"))
                        .text("privacy_policy", addresses.at("/privacy"))
                        .text("terms_of_service", addresses.at("/terms")));
    }

    /// As Mastodon's relatives say it.
    void reactions(Json json) {
        json.object("reactions", () -> json.number("max_reactions", Posts.REACTIONS_MAX));
    }

    /// As Pleroma says it: apps look here for what else than Mastodon's they can use.
    void features(Json json) {
        json.object(
                "metadata",
                () -> json.texts("features", List.of("pleroma_emoji_reactions", "pleroma_custom_emoji_reactions")));
    }

    void dialect(Json json) {
        json.object("api_versions", () -> json.number("mastodon", DIALECT).number("glitch", GLITCH));
    }

    void thumbnail(Json json) {
        json.object("thumbnail", () -> json.text("url", links.header()).none("blurhash"));
    }

    void registrations(Json json, Registration registration) {
        json.object(
                "registrations",
                () -> json.flag("enabled", open(registration))
                        .flag("approval_required", registration == Registration.APPROVAL)
                        .flag("reason_required", registration == Registration.APPROVAL)
                        .none("message")
                        .none("min_age")
                        .text("url", links.addresses().at("/join")));
    }

    /// Somebody without an invitation may ask to join.
    static boolean open(Registration registration) {
        return switch (registration) {
            case OPEN, APPROVAL -> true;
            case INVITATION, CLOSED -> false;
        };
    }

    void contact(Json json, Nameplate nameplate) {
        json.object(
                "contact",
                () -> json.text("email", Optional.of(nameplate.contactEmail()).filter(text -> !text.isEmpty()))
                        .none("account"));
    }

    static void rules(Json json, Collection<Rule> rules) {
        json.list(
                rules,
                rule -> json.object(() -> json.text("id", Long.toString(rule.id()))
                        .text("text", rule.text())
                        .text("hint", rule.hint())));
    }

    /// Where it says from where to get the program that runs here.
    String source() {
        return links.addresses().at("/about");
    }
}
