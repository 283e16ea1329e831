// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.text.Tags;
import org.allmende.timelines.Channel;

/// A stream as apps ask for it: `user`, `public:local`, `hashtag` with a tag …
///
/// @param label how frames name it: the stream, and the hashtag where there is one
record StreamName(List<String> label, Kind kind, boolean onlyMedia) {

    /// What a stream carries.
    sealed interface Kind {

        record Own(boolean onlyNotifications) implements Kind {}

        record Public(boolean onlyHome, boolean onlyForeign) implements Kind {}

        record Tagged(String key, boolean onlyHome) implements Kind {}

        record Listed(long list) implements Kind {}

        record Letters() implements Kind {}
    }

    static Optional<StreamName> parse(String name, Optional<String> tag, Optional<String> list) {
        return switch (name) {
            case "user" -> own(name, false);
            case "user:notification" -> own(name, true);
            case "public" -> everybody(name, false, false);
            case "public:local" -> everybody(name, true, false);
            case "public:remote" -> everybody(name, false, true);
            case "public:media" -> everybody(name, false, false).map(StreamName::withMedia);
            case "public:local:media" -> everybody(name, true, false).map(StreamName::withMedia);
            case "public:remote:media" -> everybody(name, false, true).map(StreamName::withMedia);
            case "hashtag" -> tagged(name, tag, false);
            case "hashtag:local" -> tagged(name, tag, true);
            case "list" ->
                list.flatMap(Ids::parse)
                        .map(id -> new StreamName(List.of(name, id.toString()), new Kind.Listed(id), false));
            case "direct" -> Optional.of(new StreamName(List.of(name), new Kind.Letters(), false));
            default -> Optional.empty();
        };
    }

    private static Optional<StreamName> own(String name, boolean onlyNotifications) {
        return Optional.of(new StreamName(List.of(name), new Kind.Own(onlyNotifications), false));
    }

    private static Optional<StreamName> everybody(String name, boolean onlyHome, boolean onlyForeign) {
        return Optional.of(new StreamName(List.of(name), new Kind.Public(onlyHome, onlyForeign), false));
    }

    private static Optional<StreamName> tagged(String name, Optional<String> tag, boolean onlyHome) {
        return tag.flatMap(text -> Tags.parse(text)
                .map(key -> new StreamName(List.of(name, text), new Kind.Tagged(key, onlyHome), false)));
    }

    /// What the reader follows and what concerns them, not what passes by in public.
    boolean own() {
        return kind instanceof Kind.Own || kind instanceof Kind.Listed || kind instanceof Kind.Letters;
    }

    private StreamName withMedia() {
        return new StreamName(label, kind, true);
    }

    /// Any of these scopes lets somebody listen.
    List<String> scopes() {
        return List.of(
                switch (kind) {
                    case Kind.Own(var onlyNotifications) -> onlyNotifications ? "read:notifications" : "read:statuses";
                    case Kind.Public _, Kind.Tagged _, Kind.Letters _ -> "read:statuses";
                    case Kind.Listed _ -> "read:lists";
                });
    }

    /// Notifications come along with the home only for tokens that may read them.
    Set<Channel> channels(ActorId reader, boolean mayReadNotifications) {
        return switch (kind) {
            case Kind.Own(var onlyNotifications) ->
                onlyNotifications
                        ? Set.of(new Channel.Concerning(reader))
                        : mayReadNotifications
                                ? Set.of(new Channel.AtHome(reader), new Channel.Concerning(reader))
                                : Set.of(new Channel.AtHome(reader));
            case Kind.Public(var onlyHome, var onlyForeign) -> Set.of(new Channel.Public(onlyHome, onlyForeign));
            case Kind.Tagged(var key, var onlyHome) -> Set.of(new Channel.Tagged(key, onlyHome));
            case Kind.Listed(var list) -> Set.of(new Channel.OfList(list));
            case Kind.Letters _ -> Set.of(new Channel.Conversing(reader));
        };
    }
}
