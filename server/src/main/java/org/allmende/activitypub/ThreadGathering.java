// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.Vocabulary;
import org.allmende.activitystreams.WireCollection;
import org.allmende.activitystreams.WireCollection.Item;
import org.allmende.activitystreams.WireJson;
import org.allmende.activitystreams.WireNote;
import org.allmende.base.Addresses;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.posts.Post;
import org.allmende.posts.Reader;
import org.allmende.text.Urls;

/// Brings home what is missing of a conversation: what it began with, then what its home lists of it, or else the
/// answers to each post, wherever they live. Each post is fetched from its own origin, and kept only where it hangs in
/// this conversation: whoever makes lists must not decide what we store, nor send us to whomever they like.
final class ThreadGathering {

    /// Answers to one post that are looked at, as many as Mastodon does.
    static final int ANSWERS_MAX = 500;

    /// Posts that one going out brings home at most.
    static final int POSTS_MAX = 500;

    /// Posts that are known here and asked once more for answers to them.
    static final int KNOWN_MAX = 40;

    /// Deeper branches than our own pages show.
    static final int DEPTH_MAX = 60;

    /// So many that belong elsewhere, and a list is not worth reading on.
    static final int STRAYS_MAX = 10;

    private final Commons commons;
    private final Addresses addresses;
    private final Fetching fetching;
    private final PostFetching posts;
    private final Leafing leafing;

    ThreadGathering(Commons commons, Addresses addresses, Fetching fetching, PostFetching posts, Leafing leafing) {
        this.commons = commons;
        this.addresses = addresses;
        this.fetching = fetching;
        this.posts = posts;
        this.leafing = leafing;
    }

    /// Goes out once. Tells how many posts have come home whenever there are more.
    void gather(PostId wanted, Errand errand, IntConsumer found) {
        commons.posts().find(wanted, Reader.ANYONE).ifPresent(post -> {
            var trip = new Trip(errand, found);
            trip.upwards(post);
            // The beginning may have been found, and with it another first post.
            commons.posts().find(wanted, Reader.ANYONE).map(Post::thread).ifPresent(trip::thread);
        });
    }

    /// A conversation is worth it where anything of it lives elsewhere.
    boolean worthwhile(Post post) {
        return post.audience().open()
                && (!post.author().local()
                        || known(post.thread()).stream()
                                .anyMatch(one -> !one.author().local()));
    }

    private List<Post> known(PostId thread) {
        return commons.posts()
                .conversation(thread, Page.first(Page.LIMIT_MAX), Reader.ANYONE)
                .items();
    }

    /// Whose answers are to be asked for. `depth` is how far it is from where we began.
    private record Asked(WireNote note, int depth) {}

    private final class Trip {

        private final Errand errand;
        private final IntConsumer told;
        private final Set<String> looked = new HashSet<>();
        private final ArrayDeque<Asked> open = new ArrayDeque<>();
        private PostId thread;
        private int found;

        Trip(Errand errand, IntConsumer told) {
            this.errand = errand;
            this.told = told;
        }

        void upwards(Post post) {
            commons.posts()
                    .lacks(post.thread())
                    .filter(posts::unknown)
                    .map(address -> posts.fetch(address, errand))
                    .flatMap(PostFetching.Fetched::post)
                    .ifPresent(_ -> count());
        }

        private void count() {
            found++;
            told.accept(found);
        }

        void thread(PostId first) {
            thread = first;
            if (!context(first)) {
                // The first post knows most; then the latest, which may have answers that we lack.
                Stream.concat(commons.posts().find(first, Reader.ANYONE).stream(), known(first).stream())
                        .filter(post -> !post.author().local() && looked.add(post.uri()))
                        .limit(KNOWN_MAX)
                        .forEach(post -> posts.refetch(post.id(), post.uri(), post.author(), errand)
                                .ifPresent(note -> open.add(new Asked(note, 0))));
                answers();
            }
        }

        /// True where the home of the conversation keeps a list of it.
        private boolean context(PostId first) {
            var items = commons.posts()
                    .contextOf(first)
                    .filter(address -> !addresses.ours(address))
                    .map(address -> leafing.leaf(address, errand, ANSWERS_MAX))
                    .orElse(List.of());
            if (items.isEmpty()) {
                return false;
            }
            take(items, _ -> true);
            return true;
        }

        private void answers() {
            while (!open.isEmpty() && found < POSTS_MAX) {
                var asked = open.poll();
                var items = listed(asked.note.json(), asked.note.id());
                take(items, note -> note.inReplyTo().equals(Optional.of(asked.note.id())))
                        .forEach(note -> {
                            if (asked.depth < DEPTH_MAX) {
                                open.add(new Asked(note, asked.depth + 1));
                            }
                        });
            }
        }

        private List<Item> listed(WireJson note, String home) {
            var embedded = note.object("replies").filter(WireCollection::is);
            return embedded.isPresent()
                    ? leafing.leaf(embedded.get(), home, errand, ANSWERS_MAX)
                    : note.address("replies")
                            .filter(address -> Urls.sameOrigin(address, home))
                            .map(address -> leafing.leaf(address, errand, ANSWERS_MAX))
                            .orElse(List.of());
        }

        /// Brings home what is listed and hangs together. Gives what is new.
        private List<WireNote> take(List<Item> items, Predicate<WireNote> wanted) {
            var waiting = new LinkedHashMap<String, WireNote>();
            var strays = 0;
            for (var item : items) {
                if (strays >= STRAYS_MAX || found + waiting.size() >= POSTS_MAX) {
                    break;
                }
                if (!posts.unknown(item.address()) || !looked.add(item.address())) {
                    continue;
                }
                var note = note(item);
                if (note.filter(wanted).filter(one -> mayHang(one, items)).isPresent()) {
                    waiting.put(note.get().id(), note.get());
                } else {
                    strays++;
                }
            }
            return hang(waiting);
        }

        private Optional<WireNote> note(Item item) {
            try {
                if (item.whole().filter(WireNote::is).isPresent()) {
                    return open(Optional.of(WireNote.read(item.whole().get())));
                }
            } catch (Unreadable _) {
                return Optional.empty();
            }
            return open(fetching.fetch(item.address(), errand)
                    .document()
                    .flatMap(document -> posts.note(document, errand))
                    .filter(note -> posts.unknown(note.id())));
        }

        // What not everybody may read is for its author to send.
        private Optional<WireNote> open(Optional<WireNote> note) {
            return note.filter(one -> one.vote().isEmpty())
                    .filter(one -> one.audience().to().contains(Vocabulary.PUBLIC)
                            || one.audience().cc().contains(Vocabulary.PUBLIC));
        }

        private boolean mayHang(WireNote note, List<Item> items) {
            return note.inReplyTo()
                    .filter(parent -> inThread(parent)
                            || items.stream().map(Item::address).anyMatch(parent::equals))
                    .isPresent();
        }

        private boolean inThread(String address) {
            return commons.posts()
                    .byUri(address, Reader.ANYONE)
                    .filter(post -> post.thread().equals(thread))
                    .isPresent();
        }

        // Parents first, in whatever order they were listed. What hangs on nothing in the end is left.
        private List<WireNote> hang(Map<String, WireNote> waiting) {
            var kept = new ArrayList<WireNote>();
            for (var more = true; more; ) {
                more = false;
                for (var note : List.copyOf(waiting.values())) {
                    if (inThread(note.inReplyTo().orElseThrow())) {
                        waiting.remove(note.id());
                        if (posts.keep(note, errand).isPresent()) {
                            kept.add(note);
                            count();
                            more = true;
                        }
                    }
                }
            }
            return kept;
        }
    }
}
