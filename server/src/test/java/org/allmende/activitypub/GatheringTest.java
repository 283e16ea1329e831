// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.allmende.TestKeys;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Audience;
import org.allmende.activity.Body;
import org.allmende.activity.Draft;
import org.allmende.activity.Origin;
import org.allmende.activitypub.ForeignServer.Actor;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.base.RsaKeys;
import org.allmende.database.Tx;
import org.allmende.posts.AuthorFilter;
import org.allmende.posts.Poll;
import org.allmende.posts.Post;
import org.allmende.posts.Reader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What comes home of what was said elsewhere before anybody here listened, and how far we go for it.
class GatheringTest {

    private static final RsaKeys KEYS = TestKeys.RSA;
    private static final String CONTEXT = "\"@context\":\"https://www.w3.org/ns/activitystreams\"";

    private final MovedClock clock = new MovedClock();
    private HomeInstance home;
    private ForeignServer there;
    private ForeignServer far;
    private Actor bob;
    private Actor carol;

    @BeforeEach
    void open() {
        home = new HomeInstance(clock);
        there = new ForeignServer(clock);
        far = new ForeignServer(clock);
        bob = there.actor("bob", KEYS);
        carol = far.actor("carol", KEYS);
    }

    @AfterEach
    void close() {
        home.close();
        there.close();
        far.close();
    }

    /// A post and where its answers are listed. `rest` is more of its JSON.
    private String says(ForeignServer server, Actor author, int number, String rest) {
        var id = server.base + "/notes/" + number;
        var published =
                "\"published\":\"" + clock.instant().minus(Duration.ofDays(3)).plusSeconds(number) + "\"";
        var replies = rest.startsWith("\"replies\"") ? "" : "\"replies\":\"" + id + "/replies\"";
        var more = Stream.of(published, replies, rest)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(","));
        var note = ForeignServer.note(id, author, "post " + number, more);
        server.document("/notes/" + number, rest.contains("oneOf") ? note.replaceFirst("Note", "Question") : note);
        return id;
    }

    private static String answers(String parent) {
        return "\"inReplyTo\":\"" + parent + "\"";
    }

    private static String list(String... addresses) {
        return Arrays.stream(addresses).map(address -> '"' + address + '"').collect(Collectors.joining(",", "[", "]"));
    }

    private static void collection(ForeignServer server, String path, String rest) {
        server.document(
                path,
                "{" + CONTEXT + ",\"id\":\"" + server.base + path + "\",\"type\":\"OrderedCollection\"," + rest + "}");
    }

    private static void lists(ForeignServer server, String path, String... addresses) {
        collection(server, path, "\"orderedItems\":" + list(addresses));
    }

    private Post found(String address) {
        return home.posts
                .find(home.federation.lookup().post(address).orElseThrow(), Reader.ANYONE)
                .orElseThrow();
    }

    private void read(Post post) {
        home.federation.gatherer().thread(post);
        home.settle();
    }

    private List<String> thread(Post post) {
        return home.posts.thread(post.id(), Reader.ANYONE).orElseThrow().descendants().stream()
                .map(Post::uri)
                .toList();
    }

    @Test
    void answers_come_from_wherever_they_live() {
        var root = says(there, bob, 1, "");
        var answer = says(far, carol, 2, answers(root));
        var below = says(there, bob, 3, answers(answer));
        var pages = there.base + "/notes/1/replies?page=";
        collection(there, "/notes/1/replies", "\"first\":{\"type\":\"CollectionPage\",\"next\":\"" + pages + "2\"}");
        there.document(
                "/notes/1/replies?page=2",
                "{" + CONTEXT + ",\"id\":\"" + pages + "2\",\"type\":\"CollectionPage\",\"items\":" + list(answer)
                        + "}");
        lists(far, "/notes/2/replies", below);

        var post = found(root);
        var progress = home.federation.gatherer().thread(post).orElseThrow();
        home.settle();

        assertThat(thread(post)).containsExactly(answer, below);
        assertThat(progress.running()).isTrue();
        assertThat(home.federation.gatherer().find(progress.id()))
                .hasValueSatisfying(end -> assertThat(end.found()).isEqualTo(2))
                .hasValueSatisfying(end -> assertThat(end.running()).isFalse());
    }

    @Test
    void the_list_that_the_home_of_a_conversation_keeps_does_in_any_order() {
        var root = says(there, bob, 1, "\"context\":\"" + there.base + "/contexts/1\"");
        var answer = says(far, carol, 2, answers(root));
        var below = says(far, carol, 3, answers(answer));
        lists(there, "/contexts/1", below, root, answer);

        var post = found(below);
        read(post);

        assertThat(thread(found(root))).containsExactly(answer, below);
        assertThat(there.asked("/notes/1/replies")).isEmpty();
    }

    @Test
    void nobody_is_flooded_by_who_lists_what_belongs_elsewhere() {
        var strays = IntStream.range(10, 60)
                .mapToObj(number -> says(far, carol, number, ""))
                .toArray(String[]::new);
        var root = says(there, bob, 1, "\"context\":\"" + there.base + "/contexts/1\"");
        lists(there, "/contexts/1", strays);

        read(found(root));

        assertThat(Arrays.stream(strays).filter(stray -> home.posts.idOf(stray).isPresent()))
                .isEmpty();
        var asked = IntStream.range(10, 60)
                .filter(number -> !far.asked("/notes/" + number).isEmpty())
                .count();
        assertThat(asked).isEqualTo(ThreadGathering.STRAYS_MAX);
    }

    @Test
    void what_answers_something_else_is_no_answer() {
        var root = says(there, bob, 1, "");
        var other = says(there, bob, 2, "");
        lists(there, "/notes/1/replies", says(far, carol, 3, answers(other)));
        found(other);

        read(found(root));

        assertThat(home.posts.idOf(far.base + "/notes/3")).isEmpty();
    }

    @Test
    void pages_that_point_at_each_other_are_read_once() {
        var root = says(there, bob, 1, "");
        collection(there, "/notes/1/replies", "\"first\":\"" + there.base + "/a\"");
        collection(there, "/a", "\"next\":\"" + there.base + "/b\"");
        collection(there, "/b", "\"next\":\"" + there.base + "/a\"");

        read(found(root));

        assertThat(List.of(there.asked("/a").size(), there.asked("/b").size())).containsExactly(1, 1);
    }

    @Test
    void endless_pages_end() {
        var root = says(there, bob, 1, "");
        collection(there, "/notes/1/replies", "\"first\":\"" + there.base + "/pages/0\"");
        for (var page = 0; page <= 2 * Leafing.PAGES_MAX; page++) {
            collection(there, "/pages/" + page, "\"next\":\"" + there.base + "/pages/" + (page + 1) + "\"");
        }

        read(found(root));

        assertThat(there.asked("/pages/" + (Leafing.PAGES_MAX - 2))).hasSize(1);
        assertThat(there.asked("/pages/" + Leafing.PAGES_MAX)).isEmpty();
    }

    @Test
    void a_collection_that_contains_itself_is_read_once() {
        var root = says(
                there,
                bob,
                1,
                "\"replies\":{\"type\":\"Collection\",\"id\":\"" + there.base
                        + "/notes/1/replies\",\"first\":{\"type\":\"CollectionPage\",\"first\":{\"type\":\"CollectionPage\","
                        + "\"items\":" + list(there.base + "/notes/1") + "}}}");

        read(found(root));

        assertThat(thread(found(root))).isEmpty();
    }

    @Test
    void no_list_leads_to_another_origin() {
        var root = says(there, bob, 1, "\"replies\":\"" + far.base + "/lists/1\"");
        lists(far, "/lists/1", says(far, carol, 2, answers(root)));
        collection(there, "/lists/2", "\"first\":\"" + far.base + "/lists/1\"");
        there.document("/notes/1", ForeignServer.note(root, bob, "…", "\"replies\":\"" + far.base + "/lists/1\""));

        read(found(root));
        there.document("/notes/1", ForeignServer.note(root, bob, "…", "\"replies\":\"" + there.base + "/lists/2\""));
        home.pass(Duration.ofHours(1));
        read(found(root));

        assertThat(there.asked("/lists/2")).hasSize(1);
        assertThat(far.asked("/lists/1")).isEmpty();
    }

    @Test
    void what_is_not_for_everybody_is_left_where_it_is() {
        var root = says(there, bob, 1, "");
        var letter = far.base + "/notes/2";
        far.document("/notes/2", """
                {%s,"id":"%s","type":"Note","attributedTo":"%s","content":"psst","to":["%s/followers"],"inReplyTo":"%s"}
                """.formatted(CONTEXT, letter, carol.uri(), carol.uri(), root));
        lists(there, "/notes/1/replies", letter);

        read(found(root));

        assertThat(far.asked("/notes/2")).hasSize(1);
        assertThat(home.posts.idOf(letter)).isEmpty();
    }

    @Test
    void what_was_taken_back_does_not_return() {
        var root = says(there, bob, 1, "");
        var answer = says(far, carol, 2, answers(root));
        lists(there, "/notes/1/replies", answer);
        var post = found(root);
        read(post);
        far.send(home, carol, ForeignServer.activity(answer + "#delete", "Delete", carol, '"' + answer + '"'));

        home.pass(Duration.ofHours(1));
        read(post);

        assertThat(there.asked("/notes/1/replies")).hasSize(2);
        assertThat(home.posts.idOf(answer)).isEmpty();
        assertThat(home.posts.erased(answer)).isTrue();
    }

    @Test
    void nobody_is_asked_again_soon_and_ever_more_rarely_where_there_is_nothing_new() {
        var root = says(there, bob, 1, "");
        lists(there, "/notes/1/replies");
        var post = found(root);

        read(post);
        home.pass(Duration.ofMinutes(16));
        read(post);
        assertThat(there.asked("/notes/1/replies")).hasSize(1);

        home.pass(Duration.ofMinutes(15));
        read(post);
        assertThat(there.asked("/notes/1/replies")).hasSize(2);

        home.pass(Duration.ofMinutes(31));
        read(post);
        assertThat(there.asked("/notes/1/replies")).hasSize(2);

        lists(there, "/notes/1/replies", says(far, carol, 2, answers(root)));
        home.pass(Duration.ofMinutes(30));
        read(post);
        home.pass(Duration.ofMinutes(16));
        read(post);
        assertThat(there.asked("/notes/1/replies")).hasSize(4);
    }

    @Test
    void votes_are_counted_anew_when_a_member_looks() {
        var asked = """
                "endTime":"%s","votersCount":%d,"oneOf":[
                 {"type":"Note","name":"tea","replies":{"type":"Collection","totalItems":%d}},
                 {"type":"Note","name":"mate","replies":{"type":"Collection","totalItems":0}}]
                """;
        var end = clock.instant().plus(Duration.ofDays(1));
        var root = says(there, bob, 1, asked.formatted(end, 1, 1));
        var post = found(root);
        says(there, bob, 1, asked.formatted(end, 9, 9));

        read(post);
        read(post);

        assertThat(found(root).poll().map(Poll::voters)).contains(9L);
        assertThat(found(root).edited()).isEmpty();
    }

    @Test
    void counts_of_home_are_shown_where_it_knows_more() {
        var root = says(there, bob, 1, "\"likes\":{\"type\":\"Collection\",\"totalItems\":12}");

        assertThat(found(root).likes()).isEqualTo(12);
    }

    // Older posts

    private String created(int number, String inner) {
        var note = there.base + "/notes/" + number;
        var published = clock.instant().minus(Duration.ofDays(100)).plus(Duration.ofDays(number));
        return """
                {"id":"%s/activity","type":"Create","actor":"%s","object":{"id":"%s","type":"Note","attributedTo":"%s",
                 "content":"post %d","published":"%s","to":["https://www.w3.org/ns/activitystreams#Public"]%s}}
                """.formatted(note, bob.uri(), note, bob.uri(), number, published, inner);
    }

    private void outbox(Stream<String> items) {
        collection(there, "/users/bob/outbox", "\"orderedItems\":" + items.collect(Collectors.joining(",", "[", "]")));
    }

    private List<Post> profile() {
        var person = home.people.byUri(bob.uri()).orElseThrow().id();
        return home.posts
                .by(person, AuthorFilter.ALL, Page.first(Page.LIMIT_MAX), Reader.ANYONE)
                .items();
    }

    @Test
    void who_is_followed_brings_along_older_posts_at_their_own_time() {
        var anna = home.member("anna");
        outbox(IntStream.range(0, 60).mapToObj(number -> created(59 - number, "")));

        home.followed(anna, there, bob);
        home.settle();

        var posts = profile();
        assertThat(posts)
                .hasSize(PersonGathering.OLDER_MAX)
                .extracting(Post::uri)
                .doesNotHaveDuplicates();
        assertThat(posts.getFirst().created())
                .isCloseTo(clock.instant().minus(Duration.ofDays(41)), within(1, ChronoUnit.HOURS));
        assertThat(there.asked("/notes/59")).isEmpty();
    }

    @Test
    void only_the_own_open_posts_of_an_outbox_are_taken() {
        var anna = home.member("anna");
        var stolen = says(far, carol, 7, "");
        outbox(Stream.of(
                created(1, ""),
                "{\"id\":\"" + there.base + "/shares/1\",\"type\":\"Announce\",\"actor\":\"" + bob.uri()
                        + "\",\"object\":\"" + stolen + "\"}",
                created(2, ",\"inReplyTo\":\"" + far.base + "/notes/77\""),
                created(3, "").replace("https://www.w3.org/ns/activitystreams#Public", bob.uri() + "/followers"),
                created(4, "")
                        .replace("\"attributedTo\":\"" + bob.uri(), "\"attributedTo\":\"" + there.base + "/users/eve"),
                created(5, ",\"inReplyTo\":\"" + there.base + "/notes/1\""),
                '"' + stolen + '"'));

        home.followed(anna, there, bob);
        home.settle();

        assertThat(profile()).extracting(Post::uri).containsExactly(there.base + "/notes/5", there.base + "/notes/1");
        assertThat(home.posts.idOf(stolen)).isEmpty();
    }

    @Test
    void what_we_find_while_its_home_is_telling_us_is_told_too() {
        home.followed(home.member("ann"), there, bob);
        var first = ForeignServer.note(there.base + "/notes/1", bob, "first", "");
        var second = ForeignServer.note(there.base + "/notes/2", bob, "second", "");
        var heard = new ConcurrentLinkedQueue<PostId>();
        home.database.within(Accomplished.class, (tx, news) -> {
            if (news.activity() instanceof Activity.Publish publish) {
                if (heard.isEmpty()) {
                    // By now both posts of the activity have been looked at, and the second was not here.
                    findLate(tx, publish.actor(), there.base + "/notes/2");
                }
                heard.add(publish.post());
            }
        });

        there.send(
                home,
                bob,
                ForeignServer.activity(there.base + "/creates/1", "Create", bob, "[" + first + "," + second + "]"));

        assertThat(heard)
                .containsExactly(
                        home.posts.idOf(there.base + "/notes/1").orElseThrow(),
                        home.posts.idOf(there.base + "/notes/2").orElseThrow());
    }

    private void findLate(Tx tx, ActorId author, String uri) {
        var draft = new Draft(
                Optional.of(new Origin(uri, uri, clock.instant(), new byte[0]).foundLate()),
                Body.foreign("<p>second</p>"),
                Optional.empty(),
                false,
                Optional.empty(),
                Audience.PUBLIC,
                Optional.empty(),
                Set.of(),
                Set.of(),
                List.of(),
                Optional.empty());
        home.posts.publish(tx, new Activity.Publish(new ActivityId(uri + "#found"), author, home.ids.post(), draft));
    }

    @Test
    void what_we_found_before_we_were_told_is_told_when_its_home_comes() {
        var anna = home.member("anna");
        outbox(Stream.of(created(1, "")));
        home.followed(anna, there, bob);
        home.settle();
        var heard = new ConcurrentLinkedQueue<PostId>();
        home.database.after(Accomplished.class, news -> {
            if (news.activity() instanceof Activity.Publish publish
                    && !publish.draft().late()) {
                heard.add(publish.post());
            }
        });
        var known = home.posts.idOf(there.base + "/notes/1").orElseThrow();

        there.send(home, bob, created(1, "").replaceFirst("\\{", "{" + CONTEXT + ","));
        there.send(
                home,
                bob,
                created(1, "").replaceFirst("\\{", "{" + CONTEXT + ",").replace("/activity", "/again"));

        assertThat(heard).containsExactly(known);
    }

    private List<String> pinned() {
        var person = home.people.byUri(bob.uri()).orElseThrow().id();
        return home.posts.by(person, AuthorFilter.PINNED, Page.first(20), Reader.ANYONE).items().stream()
                .map(Post::uri)
                .toList();
    }

    @Test
    void what_somebody_has_pinned_is_fetched_when_their_page_is_read() {
        var one = says(there, bob, 1, "");
        var two = says(there, bob, 2, "");
        lists(there, "/users/bob/featured", one, says(far, carol, 3, ""));
        var person = home.meet(bob);

        home.federation.gatherer().person(person);
        home.settle();
        assertThat(pinned()).containsExactly(one);

        lists(there, "/users/bob/featured", two);
        home.pass(Duration.ofDays(1));
        home.federation.gatherer().person(person);
        home.settle();
        assertThat(pinned()).containsExactly(two);
    }

    // Ours

    private Post ours(PostId post, ActorId author) {
        return home.posts.find(post, Reader.member(author)).orElseThrow();
    }

    private String text(String address) {
        return home.get(address).body();
    }

    @Test
    void a_conversation_that_began_here_is_listed_as_everybody_may_see_it() {
        var anna = home.member("anna");
        var ben = home.member("ben");
        var root = home.says(anna, "hello", Audience.PUBLIC);
        var parent = Optional.of(root);
        var open = home.says(ben, HomeInstance.draft("yes", Audience.UNLISTED, parent, Optional.empty()));
        var closed = Stream.of(Audience.FOLLOWERS, Audience.DIRECT, Audience.LOCAL)
                .map(audience -> home.says(ben, HomeInstance.draft("no", audience, parent, Optional.empty())))
                .toList();
        var foreign = there.base + "/notes/9";
        there.send(
                home,
                bob,
                ForeignServer.create(
                        bob, ForeignServer.note(foreign, bob, "me too", answers(home.addresses.post(root)))));
        home.settle();

        var thread = home.addresses.thread(root);
        assertThat(text(home.addresses.post(open))).contains("\"context\":\"" + thread, "\"conversation\":\"" + thread);
        assertThat(text(thread)).contains("\"attributedTo\":\"" + home.addresses.actor(anna), "\"totalItems\":3");
        assertThat(text(thread + "?page=true")).contains(home.addresses.post(root), home.addresses.post(open), foreign);
        closed.forEach(
                post -> assertThat(text(thread + "?page=true") + text(home.addresses.replies(root) + "?page=true"))
                        .doesNotContain(home.addresses.post(post)));
        assertThat(home.get(home.addresses.thread(closed.getFirst())).statusCode())
                .isEqualTo(404);
        assertThat(home.get(home.addresses.thread(open)).statusCode()).isEqualTo(404);
    }

    @Test
    void no_closed_conversation_has_an_address() {
        var anna = home.member("anna");
        for (var audience : List.of(Audience.FOLLOWERS, Audience.DIRECT, Audience.LOCAL)) {
            var root = home.says(anna, "hush", audience);

            assertThat(home.get(home.addresses.thread(root)).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_long_conversation_is_read_page_by_page() {
        var anna = home.member("anna");
        var root = home.says(anna, "hello", Audience.PUBLIC);
        var all = IntStream.range(0, 45)
                .mapToObj(_ -> home.says(
                        anna, HomeInstance.draft("more", Audience.PUBLIC, Optional.of(root), Optional.empty())))
                .map(home.addresses::post)
                .toList();
        var first = text(home.addresses.replies(root) + "?page=true");
        var next =
                home.addresses.replies(root) + "?page=true&after=" + all.get(39).replaceAll(".*/", "");

        assertThat(first)
                .contains(all.subList(0, 40))
                .doesNotContain(all.get(40))
                .contains("\"next\":\"" + next);
        assertThat(text(next)).contains(all.subList(40, 45)).doesNotContain(all.get(39) + "\"", "\"next\"");
    }

    @Test
    void who_answers_stays_in_the_conversation_of_who_began_it() {
        var anna = home.member("anna");
        var root = found(says(there, bob, 1, "\"context\":\"" + there.base + "/contexts/1\""));

        var answer =
                home.says(anna, HomeInstance.draft("well", Audience.PUBLIC, Optional.of(root.id()), Optional.empty()));

        assertThat(text(home.addresses.post(answer))).contains("\"context\":\"" + there.base + "/contexts/1\"");
        assertThat(ours(answer, anna).thread()).isEqualTo(root.id());
    }
}
