// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Audience;
import org.allmende.activity.Emoji;
import org.allmende.activity.Outcome;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Tx;
import org.allmende.database.Work;
import org.allmende.media.MediaLibrary;
import org.allmende.people.People;
import org.allmende.people.Person;

/// All that was said: the one place to ask for posts, and where activities about posts take effect.
///
/// Every question names its [Reader]; what that reader may not see does not exist in the answer.
public final class Posts {

    /// How many own posts a profile can have on top.
    public static final int PINNED_MAX = Publishing.PINNED_MAX;

    /// With how many emoji one person can react to a post.
    public static final int REACTIONS_MAX = EmojiReactions.PER_PERSON_MAX;

    private static final int ERASED_AT_ONCE = 200;

    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final People people;
    private final MediaLibrary media;
    private final PostStore store = new PostStore();
    private final OriginStore origins = new OriginStore();
    private final ThreadStore threads = new ThreadStore();
    private final VersionStore versions = new VersionStore();
    private final ReactionStore reactionStore = new ReactionStore();
    private final PollStore polls = new PollStore();
    private final PostListStore queries = new PostListStore();
    private final QuoteStore quoteStore = new QuoteStore();
    private final LoadedPostStore loader;
    private final Quotes quotes;
    private final WordSearch words;
    private final Publishing publishing;
    private final Reactions reactions;
    private final EmojiReactions emojiReactions;
    private final FeaturedTags featured;
    private final Hashtags hashtags;
    private final Interactions interactions;

    /// @param uriOf the address of a post made here
    /// @param urlOf its page, by its author's name
    public Posts(
            Database database,
            Ids ids,
            Clock clock,
            People people,
            MediaLibrary media,
            Function<PostId, String> uriOf,
            BiFunction<String, PostId, String> urlOf) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.people = people;
        this.media = media;
        var addresses = new Publishing.PostAddresses(uriOf, urlOf);
        this.emojiReactions = new EmojiReactions(store, media.emojis(), ids);
        var permissions = new Permissions(store, quoteStore);
        this.quotes = new Quotes(database, store, quoteStore, permissions, ids);
        this.loader = new LoadedPostStore(
                people,
                media,
                polls,
                queries,
                origins,
                new CitedPostStore(quoteStore, queries, clock),
                permissions,
                clock);
        this.featured = new FeaturedTags(database, ids, clock);
        this.hashtags = new Hashtags(database, clock);
        this.words = new WordSearch(database, clock, people, media, polls, loader);
        this.publishing =
                new Publishing(store, origins, versions, polls, quotes, words, people, media, ids, clock, addresses);
        this.reactions = new Reactions(store, reactionStore, polls, people, ids, clock, publishing, addresses);
        this.interactions = new Interactions(
                database,
                store,
                new InteractionStore(),
                permissions,
                publishing,
                reactions,
                emojiReactions,
                new Drafting(store, media),
                people,
                addresses,
                ids,
                clock);
        database.within(Accomplished.class, this::hear);
    }

    private void hear(Tx tx, Accomplished news) {
        if (news.local() && news.activity() instanceof Activity.Block block) {
            quotes.part(tx, block);
            interactions.part(tx, block);
        }
    }

    /// Says how this room's durable jobs are done.
    public void work(Jobs jobs) {
        jobs.does(Publishing.POLL_CLOSES, Work.inside((payload, _) -> closePoll(payload)));
        words.work(jobs);
    }

    /// Who quotes what, and whether they may.
    public Quotes quotes() {
        return quotes;
    }

    /// Which hashtags stand on whose profile.
    public FeaturedTags featured() {
        return featured;
    }

    /// How much hashtags are used.
    public Hashtags hashtags() {
        return hashtags;
    }

    /// What people want to do to posts whose authors want to be asked.
    public Interactions interactions() {
        return interactions;
    }

    /// Finding posts by what they say.
    public WordSearch words() {
        return words;
    }

    // Questions

    public Optional<Post> find(PostId id, Reader reader) {
        return find(List.of(id), reader).stream().findFirst();
    }

    /// In the order given, without what the reader may not see.
    public List<Post> find(Collection<PostId> wanted, Reader reader) {
        return database.read(tx -> loader.load(tx, wanted, reader));
    }

    public Optional<Post> byUri(String uri, Reader reader) {
        return database.read(tx -> store.byUri(tx, uri)
                .flatMap(row ->
                        loader.load(tx, List.of(row.id()), reader).stream().findFirst()));
    }

    /// The id by which a post is known here, whoever may see it; empty for tombstones.
    public Optional<PostId> idOf(String uri) {
        return database.read(tx -> store.byUri(tx, uri))
                .filter(row -> !row.deleted())
                .map(PostRow::id);
    }

    /// True when a post of this address was here and was taken back.
    public boolean erased(String uri) {
        return database.read(tx -> store.byUri(tx, uri)).map(PostRow::deleted).orElse(false);
    }

    /// The facts that tell others of an erased post: they outlive its content.
    public Optional<Buried> buried(PostId id) {
        return database.read(tx -> store.find(tx, id))
                .filter(PostRow::deleted)
                .map(row -> new Buried(
                        row.id(),
                        row.uri(),
                        row.author(),
                        row.shareOf(),
                        row.inReplyToAuthor(),
                        row.group(),
                        row.audience(),
                        row.thread()));
    }

    /// Who wrote it, or passed it on, whoever may see it and even if it is erased.
    public Optional<ActorId> authorOf(PostId id) {
        return database.read(tx -> store.find(tx, id)).map(PostRow::author);
    }

    public Optional<ActorId> authorOf(Tx tx, PostId id) {
        return store.find(tx, id).map(PostRow::author);
    }

    public record Buried(
            PostId id,
            String uri,
            ActorId author,
            Optional<PostId> shareOf,
            Optional<ActorId> inReplyToAuthor,
            Optional<ActorId> group,
            Audience audience,
            PostId thread) {}

    /// Who has answered, passed on or liked a post, even an erased one, newest first: their homes have a copy of it.
    public List<ActorId> echoed(Tx tx, PostId post, int limit) {
        return store.echoed(tx, post, limit);
    }

    /// Strangers who voted.
    public List<ActorId> foreignVoters(Tx tx, PostId post, int limit) {
        return polls.foreignVoters(tx, post, limit);
    }

    /// Who wrote it, where the reader may see it: the cheap question before every reaction.
    public Optional<ActorId> authorSeenBy(Reader reader, PostId id) {
        return database.read(tx -> queries.visible(tx, List.of(id.value()), reader)).stream()
                .findFirst()
                .map(PostRow::author);
    }

    /// Who was mentioned in a post, even an erased one.
    public List<ActorId> mentioned(Tx tx, PostId post) {
        return store.mentioned(tx, post);
    }

    /// Which of these belong on the reader's timeline: visible, and by nobody muted or blocked, shares included.
    public List<Post> onTimeline(Collection<PostId> listed, Reader reader) {
        return database.read(tx -> {
            var loaded = loader.load(tx, listed, reader);
            if (loaded.isEmpty()) {
                return loaded;
            }
            var asked = new ArrayList<Long>();
            loaded.forEach(post -> {
                asked.add(post.id().value());
                post.shared().ifPresent(shared -> asked.add(shared.id().value()));
            });
            var wanted = java.util.Set.copyOf(queries.wanted(tx, asked, reader, clock.instant()));
            return loaded.stream()
                    .filter(post -> wanted.contains(post.id().value())
                            && wanted.contains(post.shown().id().value()))
                    .toList();
        });
    }

    public Optional<Thread> thread(PostId id, Reader reader) {
        return database.read(tx -> {
            var above = queries.ancestors(tx, id).reversed();
            var below = queries.descendants(tx, id);
            var all = new ArrayList<PostId>(above);
            all.add(id);
            all.addAll(below);
            var known = new HashMap<PostId, Post>();
            loader.load(tx, all, reader).forEach(post -> known.put(post.id(), post));
            return Optional.ofNullable(known.get(id))
                    .map(post -> new Thread(
                            above.stream()
                                    .filter(known::containsKey)
                                    .map(known::get)
                                    .toList(),
                            post,
                            branches(
                                    id,
                                    below.stream()
                                            .filter(known::containsKey)
                                            .map(known::get)
                                            .toList())));
        });
    }

    /// All of a conversation by the id of its first post, without its order of branches.
    public Slice<Post> conversation(PostId thread, Page page, Reader reader) {
        return database.read(tx -> slice(tx, threads.conversation(tx, thread, page, reader), reader));
    }

    /// How much of a conversation the reader may see.
    public long countConversation(PostId thread, Reader reader) {
        return database.read(tx -> threads.length(tx, thread, reader));
    }

    /// What answers a post directly.
    public Slice<Post> answers(PostId post, Page page, Reader reader) {
        return database.read(tx -> slice(tx, threads.answers(tx, post, page, reader), reader));
    }

    public long countAnswers(PostId post, Reader reader) {
        return database.read(tx -> threads.countAnswers(tx, post, reader));
    }

    /// Where the conversation of a foreign post is kept, as its author says (FEP-7888).
    public Optional<String> contextOf(PostId post) {
        return database.read(tx -> origins.context(tx, post));
    }

    /// The address of what a foreign post answers, where that never came here.
    public Optional<String> lacks(PostId post) {
        return database.read(tx -> origins.parent(tx, post));
    }

    // Each answer stands after the post it answers, in the order of time among its siblings.
    private static List<Post> branches(PostId root, List<Post> posts) {
        Map<PostId, List<Post>> children = new HashMap<>();
        posts.forEach(post -> post.inReplyTo()
                .ifPresent(parent ->
                        children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(post)));
        var ordered = new ArrayList<Post>();
        var open = new ArrayList<>(children.getOrDefault(root, List.of()).reversed());
        while (!open.isEmpty()) {
            var next = open.removeLast();
            ordered.add(next);
            open.addAll(children.getOrDefault(next.id(), List.of()).reversed());
        }
        return ordered;
    }

    public Slice<Post> by(ActorId author, AuthorFilter filter, Page page, Reader reader) {
        return database.read(tx -> slice(tx, queries.by(tx, author, filter, page, reader), reader));
    }

    public Slice<Post> publicTimeline(PublicFilter filter, Page page, Reader reader) {
        return database.read(
                tx -> slice(tx, queries.publicTimeline(tx, filter, page, reader, clock.instant()), reader));
    }

    public Slice<Post> tagged(TagFilter filter, Page page, Reader reader) {
        return database.read(tx -> slice(tx, queries.tagged(tx, filter, page, reader, clock.instant()), reader));
    }

    public Slice<Post> liked(ActorId actor, Page page) {
        return database.read(tx -> slice(tx, queries.liked(tx, actor, page), Reader.member(actor)));
    }

    public Slice<Post> bookmarked(ActorId actor, Page page) {
        return database.read(tx -> slice(tx, queries.bookmarked(tx, actor, page), Reader.member(actor)));
    }

    private Slice<Post> slice(Tx tx, List<PostListStore.Listed> listed, Reader reader) {
        return Slice.of(listed, PostListStore.Listed::key)
                .map(items -> loader.load(
                        tx, items.stream().map(PostListStore.Listed::post).toList(), reader));
    }

    /// The posts that quote one with its author's consent.
    public Slice<Post> quoting(PostId post, Page page, Reader reader) {
        return database.read(tx -> slice(tx, quoteStore.quoting(tx, post, page, reader, clock.millis()), reader));
    }

    /// Empty where the reader may not see the post.
    public Slice<Person> likedBy(PostId post, Page page, Reader reader) {
        return reactors(post, reader, tx -> queries.likers(tx, post, page));
    }

    public Slice<Person> sharedBy(PostId post, Page page, Reader reader) {
        return reactors(post, reader, tx -> queries.sharers(tx, post, page, reader));
    }

    private Slice<Person> reactors(PostId post, Reader reader, Function<Tx, List<PostListStore.Reacted>> question) {
        return database.read(tx -> {
            if (queries.visible(tx, List.of(post.value()), reader).isEmpty()) {
                return Slice.empty();
            }
            var listed = question.apply(tx);
            var known = people.find(
                    tx, listed.stream().map(PostListStore.Reacted::actor).toList());
            return Slice.of(listed, PostListStore.Reacted::key)
                    .map(items -> items.stream()
                            .map(item -> known.get(item.actor()))
                            .filter(person -> person != null && !person.suspended() && !person.erased())
                            .toList());
        });
    }

    /// Who reacted with this emoji.
    public Slice<Person> reactedWith(PostId post, Emoji emoji, Page page, Reader reader) {
        return reactors(post, reader, tx -> emojiReactions.reactors(tx, post, emoji, page));
    }

    /// The first of the emoji by which somebody has reacted to a post.
    public Optional<Emoji> reactionOf(Tx tx, ActorId actor, PostId post) {
        return emojiReactions.first(tx, actor, post);
    }

    /// What an activity of this person did, if it was a like or a reaction that still stands: the activity that takes
    /// it back, with the id `undo`.
    public Optional<Activity> takingBack(ActorId actor, ActivityId done, ActivityId undo) {
        return database.read(tx -> emojiReactions.takingBack(tx, actor, done, undo));
    }

    /// All versions, oldest first, the last being what it says now. Empty where the reader may not see the post.
    public List<PostVersion> history(PostId id, Reader reader) {
        return database.read(tx -> {
            var now = loader.load(tx, List.of(id), reader).stream().findFirst();
            if (now.isEmpty()) {
                return List.of();
            }
            var post = now.get();
            var history = new ArrayList<PostVersion>();
            for (var old : versions.of(tx, id, Publishing.VERSIONS_MAX)) {
                var pictures = media.find(tx, old.media());
                history.add(new PostVersion(
                        old.html(),
                        old.summary(),
                        old.sensitive(),
                        old.options(),
                        old.media().stream()
                                .filter(pictures::containsKey)
                                .map(pictures::get)
                                .toList(),
                        old.written()));
            }
            history.add(new PostVersion(
                    post.body().html(),
                    post.summary(),
                    post.sensitive(),
                    post.poll()
                            .map(poll -> poll.options().stream()
                                    .map(Poll.Option::title)
                                    .toList())
                            .orElse(List.of()),
                    post.media(),
                    post.edited().orElse(post.created())));
            return history;
        });
    }

    public Optional<PostSource> source(PostId id, ActorId author) {
        return database.read(tx -> store.find(tx, id))
                .filter(row -> !row.deleted()
                        && row.author().equals(author)
                        && row.shareOf().isEmpty())
                .map(row -> new PostSource(row.body().source(), row.body().format(), row.summary()));
    }

    /// The exact signed bytes of a public post.
    public Optional<byte[]> object(PostId id) {
        return database.read(tx -> store.object(tx, id));
    }

    public void keepObject(Tx tx, PostId id, byte[] bytes) {
        store.keepObject(tx, id, bytes);
    }

    public List<ActorId> localVoters(Tx tx, PostId post, int limit) {
        return polls.localVoters(tx, post, limit);
    }

    public boolean threadMuted(Tx tx, ActorId actor, PostId thread) {
        return reactions.threadMuted(tx, actor, thread);
    }

    // A reader's own, which nobody else sees

    /// False where the reader may not see the post.
    public boolean bookmark(ActorId actor, PostId post) {
        return privately(actor, post, (tx, row) -> reactionStore.bookmark(tx, ids.next(), actor, row.id()));
    }

    public boolean unbookmark(ActorId actor, PostId post) {
        return privately(actor, post, (tx, row) -> reactionStore.unbookmark(tx, actor, row.id()));
    }

    public boolean muteThread(ActorId actor, PostId post) {
        return privately(actor, post, (tx, row) -> reactionStore.muteThread(tx, actor, row.thread()));
    }

    public boolean unmuteThread(ActorId actor, PostId post) {
        return privately(actor, post, (tx, row) -> reactionStore.unmuteThread(tx, actor, row.thread()));
    }

    private boolean privately(ActorId actor, PostId post, java.util.function.BiConsumer<Tx, PostRow> change) {
        return database.write(tx -> {
            var row = queries.visible(tx, List.of(post.value()), Reader.member(actor)).stream()
                    .findFirst();
            row.ifPresent(found -> change.accept(tx, found));
            return row.isPresent();
        });
    }

    // Activities

    public Outcome publish(Tx tx, Activity.Publish publish) {
        var outcome = publishing.publish(tx, publish, Optional.empty());
        if (outcome instanceof Outcome.Done) {
            interactions.answered(tx, publish);
        }
        return outcome;
    }

    public Outcome edit(Tx tx, Activity.Edit edit) {
        return publishing.edit(tx, edit);
    }

    public Outcome erase(Tx tx, Activity.Erase erase) {
        return publishing.erase(tx, erase);
    }

    public Outcome pin(Tx tx, Activity.Pin pin) {
        return publishing.pin(tx, pin);
    }

    public Outcome unpin(Tx tx, Activity.Unpin unpin) {
        return publishing.unpin(tx, unpin);
    }

    public Outcome like(Tx tx, Activity.Like like) {
        return reactions.like(tx, like);
    }

    public Outcome unlike(Tx tx, Activity.Unlike unlike) {
        return interactions.withdraw(tx, unlike.actor(), unlike.post(), Interaction.LIKE, "")
                ? new Outcome.Done(unlike.id(), unlike.post().value())
                : reactions.unlike(tx, unlike);
    }

    public Outcome react(Tx tx, Activity.React react) {
        return emojiReactions.react(tx, react);
    }

    public Outcome unreact(Tx tx, Activity.Unreact unreact) {
        return interactions.withdraw(
                        tx,
                        unreact.actor(),
                        unreact.post(),
                        Interaction.LIKE,
                        unreact.emoji().code())
                ? new Outcome.Done(unreact.id(), unreact.post().value())
                : emojiReactions.unreact(tx, unreact);
    }

    public Outcome share(Tx tx, Activity.Share share) {
        return reactions.share(tx, share);
    }

    public Outcome unshare(Tx tx, Activity.Unshare unshare) {
        return interactions.withdraw(tx, unshare.actor(), unshare.post(), Interaction.SHARE, "")
                ? new Outcome.Done(unshare.id(), unshare.post().value())
                : reactions.unshare(tx, unshare);
    }

    public Outcome vote(Tx tx, Activity.Vote vote) {
        return reactions.vote(tx, vote);
    }

    /// Remembers a foreign object that was taken back before it ever arrived.
    public void bury(ActorId author, String uri) {
        database.write(tx -> {
            publishing.buryUnseen(tx, author, uri);
            return true;
        });
    }

    /// Erases some posts of somebody who left, and then what they did to those of others. True when more are left: the
    /// job that calls comes again.
    public boolean eraseSomeOf(Tx tx, ActorId author) {
        var some = store.someOf(tx, author, ERASED_AT_ONCE);
        some.forEach(id -> store.find(tx, id).ifPresent(row -> publishing.bury(tx, row)));
        interactions.forgetOf(tx, author);
        return some.size() == ERASED_AT_ONCE
                || reactions.forgetSomeOf(tx, author, ERASED_AT_ONCE)
                || emojiReactions.forgetSomeOf(tx, author, ERASED_AT_ONCE);
    }

    private JobEnd closePoll(String payload) {
        var post = PostId.parse(payload);
        post.ifPresent(id -> database.write(tx -> {
            // The poll may have been edited away, or given another end, since the job was written.
            var poll = polls.of(tx, List.of(id), Reader.ANYONE, clock.instant()).get(id);
            if (poll != null && poll.closed()) {
                tx.announce(new PollClosed(id));
            }
            return true;
        }));
        return JobEnd.DONE;
    }

    /// Nightly: forgets what is no longer needed of erased posts.
    public void tidy(Tx tx) {
        store.forgetMentionsOfBuried(tx, clock.instant().minus(java.time.Duration.ofDays(30)));
    }
}
