// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.activity.Activity;
import org.allmende.activity.Audience;
import org.allmende.activity.Body;
import org.allmende.activity.Draft;
import org.allmende.activity.Outcome;
import org.allmende.activity.PollDraft;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.database.Jobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What finding posts by their words promises on any database.
abstract class SearchContract {

    private Commons commons;
    private ActorId ann;
    private ActorId bob;
    private ActorId dora;

    abstract Database open();

    @BeforeEach
    void settle() {
        commons = new Commons(open());
        ann = commons.member("ann");
        bob = commons.member("bob");
        dora = commons.stranger("dora", "d.example");
        indexable(bob, true);
        indexable(dora, false);
    }

    @AfterEach
    void close() {
        if (commons != null) {
            commons.close();
        }
    }

    private void indexable(ActorId actor, boolean wish) {
        commons.database.write(tx -> {
            tx.change("UPDATE actor SET indexable = :wish WHERE id = :id")
                    .bind("wish", wish)
                    .bind("id", actor.value())
                    .execute();
            return true;
        });
    }

    private List<PostId> found(ActorId searcher, String text) {
        return commons.posts.words().find(SearchQuery.parse(text), Page.first(20), 0, searcher).items().stream()
                .map(Post::id)
                .toList();
    }

    private long indexed() {
        return commons.database.read(tx ->
                tx.query("SELECT count(*) FROM post_words").mapTo(Long.class).one());
    }

    private PostId says(ActorId author, String text) {
        return commons.says(author, text, Audience.PUBLIC);
    }

    private void done(Activity activity, Outcome outcome) {
        assertThat(outcome).as(activity.toString()).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void posts_are_found_by_words_in_any_order_newest_first() {
        var first = says(bob, "The old bridge over the river");
        var second = says(bob, "River and bridge");
        says(bob, "A bridge alone");

        assertThat(found(ann, "bridge RIVER")).containsExactly(second, first);
        assertThat(found(ann, "\"bridge over\"")).containsExactly(first);
        assertThat(found(ann, "river -old")).containsExactly(second);
        assertThat(found(ann, "riv*")).containsExactly(second, first);
        assertThat(found(ann, "riv")).isEmpty();
        assertThat(found(ann, "bridge -river -nothing")).hasSize(1);
    }

    @Test
    void other_scripts_are_found_as_their_readers_type_them() {
        var tokyo = says(bob, "昨日東京都に行きました");
        var arabic = says(bob, "هذا كِتابٌ جميل");
        var hindi = says(bob, "यह हिन्दी है");

        assertThat(found(ann, "東京")).containsExactly(tokyo);
        assertThat(found(ann, "京都に")).containsExactly(tokyo);
        assertThat(found(ann, "都")).containsExactly(tokyo);
        assertThat(found(ann, "た")).containsExactly(tokyo);
        assertThat(found(ann, "京東")).isEmpty();
        assertThat(found(ann, "كتاب")).containsExactly(arabic);
        assertThat(found(ann, "हिन्दी")).containsExactly(hindi);
    }

    @Test
    void warnings_options_and_descriptions_are_words_of_a_post_too() {
        var draft = commons.draft("Choose", Audience.PUBLIC);
        var post = commons.ids.post();
        var poll = new PollDraft(List.of("walnut", "plum"), false, false, Optional.empty(), List.of(), 0);
        var publish = new Activity.Publish(commons.next(), bob, post, commons.with(draft, poll));
        done(publish, commons.act(publish, tx -> commons.posts.publish(tx, publish)));
        indexable(dora, true);
        var picture = commons.shows(dora, "https://d.example/tree.jpg");

        assertThat(found(ann, "walnut")).containsExactly(post);
        assertThat(found(ann, "tree")).containsExactly(picture);
        assertThat(found(ann, "tree has:image")).containsExactly(picture);
        assertThat(found(ann, "choose -has:poll")).isEmpty();
        assertThat(found(ann, "walnut has:poll")).containsExactly(post);
    }

    @Test
    void only_who_allows_it_is_found_and_never_what_is_not_public() {
        says(dora, "harvest by somebody who does not want to be found");
        commons.says(bob, "harvest for followers", Audience.FOLLOWERS);
        commons.says(bob, "harvest unlisted", Audience.UNLISTED);
        commons.says(bob, "harvest in a letter", Audience.DIRECT);

        assertThat(found(ann, "harvest")).isEmpty();
        assertThat(found(ann, "from:bob")).isEmpty();
        assertThat(found(bob, "harvest")).hasSize(3);
        assertThat(found(bob, "harvest in:public")).isEmpty();
    }

    @Test
    void what_somebody_had_to_do_with_they_find_again() {
        var kept = says(dora, "orchard kept");
        var liked = says(dora, "orchard liked");
        var letter = commons.says(dora, "orchard letter", Audience.DIRECT, ann);
        says(dora, "orchard passed by");
        commons.posts.bookmark(ann, kept);
        var like = new Activity.Like(commons.next(), ann, liked);
        done(like, commons.act(like, tx -> commons.posts.like(tx, like)));

        assertThat(found(ann, "orchard")).containsExactly(letter, liked, kept);
        assertThat(found(ann, "in:library")).containsExactly(letter, liked, kept);
        assertThat(found(bob, "orchard")).isEmpty();
    }

    @Test
    void who_is_blocked_muted_or_suspended_is_not_found() {
        says(bob, "meadow");
        assertThat(found(ann, "meadow")).hasSize(1);

        commons.database.write(tx -> {
            tx.change("INSERT INTO block (id, actor, target, activity) VALUES (1, :bob, :ann, 'x')")
                    .bind("bob", bob.value())
                    .bind("ann", ann.value())
                    .execute();
            return true;
        });
        assertThat(found(ann, "meadow")).isEmpty();

        indexable(dora, true);
        says(dora, "meadow");
        assertThat(found(ann, "meadow")).hasSize(1);
        commons.database.write(tx -> {
            tx.change("UPDATE actor SET limited_at = 1 WHERE id = :id")
                    .bind("id", dora.value())
                    .execute();
            return true;
        });
        assertThat(found(ann, "meadow")).isEmpty();
        assertThat(found(dora, "meadow")).isNotEmpty();
    }

    @Test
    void conditions_narrow_the_search() {
        var english = says(bob, "apple one");
        var answer = commons.ids.post();
        var draft = commons.replyDraft(english, Audience.PUBLIC);
        var publish = new Activity.Publish(commons.next(), bob, answer, draft);
        done(publish, commons.act(publish, tx -> commons.posts.publish(tx, publish)));

        assertThat(found(ann, "from:bob")).containsExactly(answer, english);
        assertThat(found(ann, "from:@bob is:reply")).containsExactly(answer);
        assertThat(found(ann, "from:bob -is:reply")).containsExactly(english);
        assertThat(found(ann, "from:bob -apple")).containsExactly(answer);
        assertThat(found(ann, "from:nobody")).isEmpty();
        assertThat(found(ann, "-from:bob apple")).isEmpty();
        assertThat(found(bob, "from:me apple")).containsExactly(english);
        assertThat(found(ann, "apple language:en")).containsExactly(english);
        assertThat(found(ann, "apple language:de")).isEmpty();
        assertThat(found(ann, "apple during:2026-11-01")).containsExactly(english);
        assertThat(found(ann, "apple before:2026-11-01")).isEmpty();
        assertThat(found(ann, "apple after:2026-10-31")).containsExactly(english);
        assertThat(found(ann, "apple after:2026-11-01")).isEmpty();
        assertThat(found(ann, "has:media")).isEmpty();
        assertThat(found(ann, "apple has:link")).isEmpty();
        assertThat(found(ann, "has:nonsense")).isEmpty();
    }

    @Test
    void an_edit_changes_what_finds_a_post_and_erasing_it_ends_that() {
        var post = says(bob, "chestnut");
        var draft = new Draft(
                Optional.empty(),
                new Body("<p>hazel</p>", "hazel", "text/plain"),
                Optional.empty(),
                false,
                Optional.of("en"),
                Audience.PUBLIC,
                Optional.empty(),
                Set.of(),
                Set.of(),
                List.of(),
                Optional.empty());
        var edit = new Activity.Edit(commons.next(), bob, post, draft);
        done(edit, commons.act(edit, tx -> commons.posts.edit(tx, edit)));
        assertThat(found(ann, "chestnut")).isEmpty();
        assertThat(found(ann, "hazel")).containsExactly(post);

        var erase = new Activity.Erase(commons.next(), bob, post);
        done(erase, commons.act(erase, tx -> commons.posts.erase(tx, erase)));
        assertThat(found(ann, "hazel")).isEmpty();
        assertThat(indexed()).isZero();
    }

    @Test
    void pages_follow_each_other_without_a_gap() {
        var all = new ArrayList<PostId>();
        for (var i = 0; i < 7; i++) {
            all.addFirst(says(bob, "leaf " + i));
        }
        var search = commons.posts.words();
        var asked = SearchQuery.parse("leaf");
        var first = search.find(asked, Page.first(3), 0, ann).items();
        var next = search.find(asked, Page.below(first.getLast().id().value(), 3), 0, ann)
                .items();
        var skipped = search.find(asked, Page.first(3), 6, ann).items();

        assertThat(first.stream().map(Post::id)).containsExactlyElementsOf(all.subList(0, 3));
        assertThat(next.stream().map(Post::id)).containsExactlyElementsOf(all.subList(3, 6));
        assertThat(skipped.stream().map(Post::id)).containsExactlyElementsOf(all.subList(6, 7));
    }

    @Test
    void an_index_that_is_missing_is_made_from_what_is_there() {
        var posts = new ArrayList<PostId>();
        for (var i = 0; i < 450; i++) {
            posts.add(says(bob, "acorn"));
        }
        commons.database.write(tx -> {
            tx.change("DELETE FROM post_words WHERE rowid > 0").execute();
            return true;
        });
        assertThat(found(ann, "acorn")).isEmpty();

        try (var jobs = new Jobs(commons.database, commons.clock)) {
            commons.posts.work(jobs);
            jobs.start(true);
            var until = System.nanoTime() + 60_000_000_000L;
            while (indexed() < 450 && System.nanoTime() < until) {
                java.lang.Thread.yield();
            }
        }
        assertThat(indexed()).isEqualTo(450);
        assertThat(found(ann, "acorn")).hasSize(20);
    }

    @Test
    void whatever_is_typed_is_a_question_and_never_an_error() {
        says(bob, "it's \"quoted\" & (odd) * ^ NEAR : {x} 東京");
        for (var text : List.of(
                "",
                "\"",
                "\"\"",
                "-",
                "--",
                "-\"",
                "*",
                "a*b*",
                "NEAR(a b)",
                "a AND OR NOT b",
                "from:",
                "from:@@@",
                "before:x",
                "before:2026-02-31",
                "during:9999-12-31",
                "before:-999999999-01-01",
                ":",
                "'",
                "''\\",
                "a:*",
                "!a",
                "<->",
                "^a",
                "a\u0000b",
                "\uD800",
                "東*",
                "-東",
                "has:",
                "is:reply",
                "🔥",
                "w".repeat(5_000),
                "\"a ".repeat(300))) {
            assertThat(found(ann, text)).as(text).hasSizeLessThan(2);
        }
        assertThat(found(ann, "odd near x")).hasSize(1);
    }
}
