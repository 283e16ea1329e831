// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.activity.Body;
import org.allmende.activity.Draft;
import org.allmende.activity.Piece;
import org.allmende.activity.PollDraft;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Tx;
import org.allmende.database.Work;
import org.allmende.media.Media;
import org.allmende.media.MediaLibrary;
import org.allmende.people.People;
import org.allmende.people.Person;
import org.allmende.text.Handle;
import org.allmende.text.PlainText;
import org.allmende.text.Words;

/// Finds posts by what they say: text, warning, title, the options of a poll and the descriptions of pictures.
///
/// Members find public posts whose authors allow it, and of everything they may see what they wrote, liked, shared,
/// kept, voted in or were named in. Nobody else finds anything.
public final class WordSearch {

    /// No page lies deeper.
    public static final int SKIP_MAX = 400;

    private static final String INDEXES = "posts-words";

    // A post with more words than this is found by its beginning.
    private static final int WORDS_MAX = 4_096;

    // Long enough to be worth a transaction, short enough that nobody waits behind it.
    private static final int AT_ONCE = 200;

    private final Database database;
    private final Clock clock;
    private final People people;
    private final MediaLibrary media;
    private final PollStore polls;
    private final LoadedPostStore loader;
    private final WordStore store = new WordStore();

    WordSearch(
            Database database,
            Clock clock,
            People people,
            MediaLibrary media,
            PollStore polls,
            LoadedPostStore loader) {
        this.database = database;
        this.clock = clock;
        this.people = people;
        this.media = media;
        this.polls = polls;
        this.loader = loader;
    }

    /// Newest first, without the first `skip`. Empty for what [SearchQuery#answerable] refuses.
    public Slice<Post> find(SearchQuery asked, Page page, int skip, ActorId searcher) {
        var reader = Reader.member(searcher);
        var authors = authors(asked, searcher);
        return database.read(tx -> Slice.of(
                        asked.answerable()
                                ? store.found(
                                        tx,
                                        asked,
                                        authors,
                                        page,
                                        Math.clamp(skip, 0, SKIP_MAX),
                                        reader,
                                        clock.instant())
                                : List.<PostListStore.Listed>of(),
                        PostListStore.Listed::key)
                .map(items -> loader.load(
                        tx, items.stream().map(PostListStore.Listed::post).toList(), reader)));
    }

    /// Tags that begin so, the most used first, whoever may see the posts that have them.
    public List<String> tags(String beginning, int limit) {
        return database.read(tx -> store.tags(tx, beginning, limit));
    }

    private Map<String, ActorId> authors(SearchQuery asked, ActorId searcher) {
        var known = new HashMap<String, ActorId>();
        asked.conditions().stream()
                .filter(one -> one.kind() == SearchQuery.Kind.FROM)
                .map(SearchQuery.Condition::value)
                .forEach(name -> {
                    var found = name.equals("me")
                            ? Optional.of(searcher)
                            : Handle.parse(name).flatMap(people::byHandle).map(Person::id);
                    found.ifPresent(id -> known.put(name, id));
                });
        return known;
    }

    /// Takes in what a post says now. Its pictures must be attached already.
    void put(Tx tx, PostId post, Draft draft) {
        var pictures = draft.media().isEmpty()
                ? List.<Media>of()
                : media.of(tx, List.of(post)).getOrDefault(post, List.of());
        var options = draft.poll().map(PollDraft::options).orElse(List.of());
        store.put(tx, post, words(draft.piece(), draft.summary(), draft.body(), options, pictures));
    }

    void forget(Tx tx, PostId post) {
        store.remove(tx, post);
    }

    private static List<String> words(
            Optional<Piece> piece, Optional<String> summary, Body body, List<String> options, List<Media> shown) {
        var said = Stream.of(
                        piece.map(Piece::title).stream(),
                        summary.stream(),
                        Stream.of(PlainText.of(body.html())),
                        options.stream(),
                        shown.stream().map(Media::description))
                .flatMap(one -> one)
                .toList();
        var words = new ArrayList<String>();
        for (var text : said) {
            words.addAll(Words.of(text, WORDS_MAX - words.size()));
        }
        return words;
    }

    /// Says how the index is made, and makes it where it never was: a younger program, or a restored backup.
    void work(Jobs jobs) {
        jobs.does(INDEXES, Work.inside((payload, _) -> index(Long.parseLong(payload))));
        database.write(tx -> {
            if (store.neverMade(tx)) {
                next(tx, Long.MAX_VALUE);
            }
            return true;
        });
    }

    // From the newest back, so that what people look for most is found first.
    private JobEnd index(long below) {
        database.write(tx -> {
            var rows = store.below(tx, below, AT_ONCE);
            var posts = rows.stream().map(PostRow::id).toList();
            var asked = polls.of(tx, posts, Reader.ANYONE, clock.instant());
            var shown = media.of(tx, posts);
            for (var row : rows) {
                var options = Optional.ofNullable(asked.get(row.id())).stream()
                        .flatMap(poll -> poll.options().stream())
                        .map(Poll.Option::title)
                        .toList();
                var pictures = shown.getOrDefault(row.id(), List.of());
                store.put(tx, row.id(), words(row.piece(), row.summary(), row.body(), options, pictures));
            }
            if (rows.size() == AT_ONCE) {
                next(tx, rows.getLast().id().value());
            }
            return true;
        });
        return JobEnd.DONE;
    }

    private static void next(Tx tx, long below) {
        tx.later(Job.of(INDEXES, Long.toString(below)).once(INDEXES + " " + below));
    }
}
