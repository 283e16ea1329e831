// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireJson;
import org.allmende.base.ActorId;
import org.allmende.media.Media;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.posts.Reader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each kind of server sends, in its own shapes, and what becomes of it here: fetched from where it lives, read,
/// taken in, stored, and loaded again as whoever may see it sees it.
///
/// In the folder of each sender lie an actor, a group where it has them, posts, and beside each what is expected.
class GoldenTest {

    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final int SENDERS_MIN = 16;

    private static HomeInstance home;
    private static ActorId ann;

    @BeforeAll
    static void ann_is_at_home() {
        home = new HomeInstance(new MovedClock());
        ann = home.member("ann");
    }

    @AfterAll
    static void all_go_home() {
        home.close();
    }

    static List<String> senders() throws IOException {
        try (var folders = Files.list(FOLDER)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void there_are_enough_kinds_of_server() throws IOException {
        assertThat(senders()).hasSizeGreaterThanOrEqualTo(SENDERS_MIN);
    }

    @ParameterizedTest
    @MethodSource("senders")
    void everything_arrives_as_it_was_meant(String sender) throws IOException, Unreadable {
        try (var there = new ForeignServer(home.clock)) {
            var names = names(sender);
            for (var name : names) {
                publish(there, sender, name);
            }
            for (var name : names) {
                var expected = Files.readString(FOLDER.resolve(sender).resolve(name + ".expected"));
                assertThat(told(there, sender, name)).as(sender + "/" + name).isEqualTo(expected);
            }
        }
    }

    // People first, then what they say, then the groups, which must have been met by then.
    private static List<String> names(String sender) throws IOException {
        try (var files = Files.list(FOLDER.resolve(sender))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.replace(".json", ""))
                    .sorted(Comparator.comparing((String name) -> !name.equals("actor"))
                            .thenComparing(name -> name.equals("group"))
                            .thenComparing(name -> name))
                    .toList();
        }
    }

    private static boolean actor(String name) {
        return name.equals("actor") || name.equals("group");
    }

    private static String text(ForeignServer there, String sender, String name) {
        try {
            return Files.readString(FOLDER.resolve(sender).resolve(name + ".json"))
                    .replace("https://home.example/ap/actors/7", home.addresses.actor(ann))
                    .replace("home.example", home.addresses.authority())
                    .replace("https://" + sender + ".example", there.base);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WireJson json(ForeignServer there, String sender, String name) throws Unreadable {
        return WireJson.parse(text(there, sender, name).getBytes(UTF_8));
    }

    private static void publish(ForeignServer there, String sender, String name) throws Unreadable {
        var json = json(there, sender, name);
        var id = URI.create(json.id().orElseThrow());
        there.document(
                id.getRawPath() + (id.getRawQuery() == null ? "" : "?" + id.getRawQuery()), text(there, sender, name));
        if (actor(name)) {
            there.finger(
                    json.text("preferredUsername", 100).orElseThrow() + "@" + there.domain(),
                    json.id().orElseThrow());
        }
    }

    private static String told(ForeignServer there, String sender, String name) throws Unreadable {
        var id = json(there, sender, name).id().orElseThrow();
        var lines = actor(name)
                ? person(home.federation.lookup().person(id).orElseThrow(() -> new AssertionError(id)))
                : post(home.federation
                        .lookup()
                        .post(id)
                        .flatMap(post -> home.posts.find(post, reader(there, sender)))
                        .orElseThrow(() -> new AssertionError(id)));
        return (String.join("\n", lines) + "\n")
                .replace(home.addresses.actor(ann), "https://home.example/ap/actors/7")
                .replace(home.addresses.base().toString(), "https://home.example")
                .replace(home.addresses.authority(), "home.example")
                .replace(there.base, "https://" + sender + ".example")
                .replace(there.domain(), sender + ".example");
    }

    // Whoever wrote it may always see it.
    private static Reader reader(ForeignServer there, String sender) {
        try {
            return Reader.stranger(home.people
                    .byUri(json(there, sender, "actor").id().orElseThrow())
                    .orElseThrow()
                    .id());
        } catch (Unreadable e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> person(Person person) {
        var profile = person.profile();
        var lines = new ArrayList<String>();
        lines.add(person.kind() + " " + person.handle());
        lines.add("name: " + person.title());
        lines.add("url: " + person.url());
        lines.add("bio: " + line(profile.bio().html()));
        profile.fields().forEach(field -> lines.add("field: " + field.name() + " = " + field.html()));
        lines.add("pictures: "
                + Stream.of(
                                profile.avatar().map(_ -> "avatar"),
                                profile.header().map(_ -> "header"))
                        .flatMap(picture -> picture.stream())
                        .toList());
        lines.add("traits:" + (profile.locked() ? " locked" : "") + (profile.bot() ? " bot" : "")
                + (profile.discoverable() ? " discoverable" : "") + (profile.indexable() ? " indexable" : ""));
        home.people.correspondence(person.id()).ifPresent(letters -> {
            lines.add("inbox: " + letters.inbox());
            lines.add("shared: " + letters.sharedInbox().orElse("none"));
            lines.add("followers: " + letters.followersUri().orElse("none"));
            lines.add("key: " + letters.keyId().orElse("none")
                    + letters.publicKeyPem().map(_ -> "").orElse(" (empty)"));
        });
        return lines;
    }

    private static List<String> post(Post post) {
        var lines = new ArrayList<String>();
        lines.add(post.audience().reach() + " by " + post.author().handle());
        lines.add("url: " + post.url());
        lines.add("time: " + post.created());
        post.piece().ifPresent(piece -> {
            lines.add("piece: " + piece.kind() + " " + piece.title());
            piece.occasion().ifPresent(when -> {
                lines.add("begins: " + when.begins());
                when.ends().ifPresent(ends -> lines.add("ends: " + ends));
                when.place().ifPresent(place -> lines.add("place: " + place));
            });
        });
        post.group().ifPresent(group -> lines.add("group: " + group.handle()));
        post.summary().ifPresent(summary -> lines.add("warning: " + summary));
        lines.add("text: " + line(post.body().html()));
        post.language().ifPresent(language -> lines.add("language: " + language));
        if (post.sensitive()) {
            lines.add("sensitive");
        }
        post.mentions().forEach(person -> lines.add("mentions: " + person.handle()));
        post.tags().stream().sorted().forEach(tag -> lines.add("tag: " + tag));
        post.exhibits().forEach(one -> {
            lines.add("shows: " + file(one.file()));
            one.poster().ifPresent(poster -> lines.add("poster: " + file(poster)));
        });
        post.poll().ifPresent(poll -> {
            lines.add("poll: " + (poll.multiple() ? "several" : "one") + " of until "
                    + poll.closes().map(Object::toString).orElse("ever") + ", voters " + poll.voters());
            poll.options().forEach(option -> lines.add("option: " + option.title() + " " + option.votes()));
        });
        return lines;
    }

    private static String file(Media media) {
        return String.format(
                Locale.ROOT,
                "%s %s %s %dx%d focus %.2f %.2f%s \"%s\"",
                media.kind(),
                media.mime().isEmpty() ? "?" : media.mime(),
                media.remoteUrl().orElseThrow(),
                media.width(),
                media.height(),
                media.focusX(),
                media.focusY(),
                media.blurhash().map(_ -> " blurhash").orElse(""),
                media.description());
    }

    private static String line(String html) {
        return html.replace("\n", "⏎");
    }
}
