// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.allmende.activity.Audience;
import org.allmende.activity.Body;
import org.allmende.activity.Emoji;
import org.allmende.activity.Profile;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;
import org.allmende.media.CustomEmoji;
import org.allmende.media.Media;
import org.allmende.people.ActorKind;
import org.allmende.people.Person;
import org.allmende.posts.May;
import org.allmende.posts.Mine;
import org.allmende.posts.Permission;
import org.allmende.posts.Poll;
import org.allmende.posts.Post;
import org.allmende.posts.Reaction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// People, posts and pictures to be shown.
final class Samples {

    static final Instant NOON = Instant.parse("2026-11-01T12:00:00.005Z");
    static final Links LINKS = new Links(
            new Addresses(URI.create("https://a.example")),
            (media, size) -> "https://a.example/media/" + media.id() + "/" + media.secret() + "/"
                    + size.name().toLowerCase(Locale.ROOT));
    static final Person ANN = person(1, "ann", "", Optional.empty());
    static final Person BOB = person(2, "bob", "b.example", Optional.of(new MediaId(70)));

    private static final JsonMapper READER = JsonMapper.builder().build();

    private Samples() {}

    static Faces faces() {
        var cat = new CustomEmoji(5, "b.example", "cat", "animals", true, NOON, picture(72));
        return new Faces(LINKS, Map.of(new MediaId(70), picture(70)), new EmojiJson(LINKS, Map.of(CAT, cat)));
    }

    static JsonNode read(String json) {
        return READER.readTree(json);
    }

    static Person person(long id, String name, String domain, Optional<MediaId> avatar) {
        var profile = new Profile(
                name.toUpperCase(Locale.ROOT),
                new Body("<p>hello</p>", "hello", "text/plain"),
                List.of(new Profile.Field("Site", "<a>x</a>", "x", Optional.of(NOON))),
                avatar,
                Optional.empty(),
                true,
                false,
                true,
                false);
        return new Person(
                new ActorId(id),
                "https://a.example/ap/actors/" + id,
                name,
                domain,
                ActorKind.PERSON,
                profile,
                "https://a.example/@" + name,
                NOON,
                3,
                2,
                1,
                Optional.of(NOON),
                false,
                false,
                false);
    }

    static Media picture(long id) {
        return new Media(
                new MediaId(id),
                new ActorId(1),
                "s3cret",
                Optional.empty(),
                Media.Kind.IMAGE,
                Media.State.READY,
                "image/png",
                "",
                0.5,
                0,
                800,
                600,
                400,
                300,
                Optional.of("image/jpeg"),
                Optional.of("blur"),
                10,
                Optional.of("f"),
                Optional.of("g"),
                Optional.empty());
    }

    static final Emoji.Custom CAT = new Emoji.Custom("cat", "b.example");

    static Post post(long id, Person author, Audience audience, Optional<Post> shared, Optional<Poll> poll) {
        return new Post(
                new PostId(id),
                "https://a.example/ap/posts/" + id,
                "https://a.example/@" + author.name() + "/" + id,
                author,
                shared,
                Optional.of(new PostId(5)),
                Optional.of(new ActorId(2)),
                new PostId(5),
                new Body("<p>post " + id + "</p>", "post " + id, "text/plain"),
                Optional.of("careful"),
                true,
                Optional.of("de"),
                audience,
                NOON,
                Optional.empty(),
                true,
                7,
                8,
                9,
                List.of(picture(71)),
                List.of(BOB),
                Set.of("tea"),
                poll,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new Reaction(new Emoji.Sign("🔥"), 3, true), new Reaction(CAT, 2, false)),
                Optional.empty(),
                Optional.empty(),
                new May(Permission.FREE, Permission.FREE, Permission.FREE, Permission.FREE),
                0,
                new Mine(true, false, true, false),
                Optional.empty());
    }
}
