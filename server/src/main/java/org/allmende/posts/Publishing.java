// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Draft;
import org.allmende.activity.Origin;
import org.allmende.activity.Outcome;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;
import org.allmende.database.Job;
import org.allmende.database.Tx;
import org.allmende.media.Media;
import org.allmende.media.MediaLibrary;
import org.allmende.people.People;
import org.allmende.people.Person;
import org.allmende.people.PostTraits;

/// Puts posts into the commons, changes them and takes them out again.
final class Publishing {

    static final String POLL_CLOSES = "poll-closes";

    static final int PINNED_MAX = 5;

    /// More versions than this tell nobody anything; later ones overwrite silently.
    static final int VERSIONS_MAX = 100;

    /// Who waits for one post to come is a part of one conversation.
    private static final int ADOPTED_MAX = 500;

    /// Beyond this, the servers of all that matter are among them.
    private static final int TOUCHED_MAX = 500;

    private final PostStore store;
    private final OriginStore origins;
    private final ThreadStore threads = new ThreadStore();
    private final VersionStore versions;
    private final PollStore polls;
    private final Quotes quotes;
    private final WordSearch words;
    private final People people;
    private final MediaLibrary media;
    private final Ids ids;
    private final Clock clock;
    private final PostAddresses addresses;
    private final InteractionStore interactions = new InteractionStore();

    Publishing(
            PostStore store,
            OriginStore origins,
            VersionStore versions,
            PollStore polls,
            Quotes quotes,
            WordSearch words,
            People people,
            MediaLibrary media,
            Ids ids,
            Clock clock,
            PostAddresses addresses) {
        this.store = store;
        this.origins = origins;
        this.versions = versions;
        this.polls = polls;
        this.quotes = quotes;
        this.words = words;
        this.people = people;
        this.media = media;
        this.ids = ids;
        this.clock = clock;
        this.addresses = addresses;
    }

    /// `awaits` is whose word others have to wait for before they may read it.
    Outcome publish(Tx tx, Activity.Publish publish, Optional<ActorId> awaits) {
        var draft = publish.draft();
        var author = people.find(tx, List.of(publish.actor())).get(publish.actor());
        if (author == null || author.erased()) {
            return refused(publish.id(), Outcome.Cause.NOT_FOUND, "actor.unknown", "The author is not known here.");
        }
        var known = draft.origin().flatMap(origin -> store.byUri(tx, origin.uri()));
        if (known.isPresent()) {
            return again(tx, publish, known.get());
        }
        var parent = draft.inReplyTo().flatMap(id -> store.find(tx, id)).filter(row -> !row.deleted());
        if (draft.inReplyTo().isPresent() && parent.isEmpty()) {
            return refused(
                    publish.id(), Outcome.Cause.NOT_FOUND, "reply.unknown", "What this answers no longer exists.");
        }
        if (parent.isPresent()
                && parent.get().audience().localOnly()
                && !draft.audience().localOnly()) {
            return refused(
                    publish.id(),
                    Outcome.Cause.INVALID,
                    "reply.local_only",
                    "An answer to a local-only post stays local as well.");
        }
        var quoted = quoted(tx, draft);
        if (author.local() && draft.quote().isPresent() && quoted.isEmpty()) {
            return refused(publish.id(), Outcome.Cause.NOT_FOUND, "quote.gone", "What this quotes no longer exists.");
        }
        if (author.local()
                && quoted.filter(row -> row.audience().localOnly()).isPresent()
                && !draft.audience().localOnly()) {
            return refused(
                    publish.id(),
                    Outcome.Cause.INVALID,
                    "quote.local_only",
                    "A local-only post can only be quoted within this instance.");
        }
        var row = row(publish.post(), author, draft, parent, quoted, awaits);
        if (!store.insert(tx, row)) {
            return refused(
                    publish.id(), Outcome.Cause.INVALID, "post.exists", "There is a post with this id or address.");
        }
        if (!attach(tx, publish.actor(), row.id(), draft.media())) {
            return refused(
                    publish.id(),
                    Outcome.Cause.INVALID,
                    "media.unknown",
                    "A picture is not yours, or belongs to another post.");
        }
        if (!draft.media().isEmpty()) {
            store.illustrate(tx, row.id());
        }
        store.mention(tx, row.id(), draft.mentions());
        store.tag(tx, row.id(), draft.tags());
        draft.origin()
                .map(Origin::bytes)
                .filter(bytes -> bytes.length > 0)
                .ifPresent(bytes -> store.keepObject(tx, row.id(), bytes));
        openPoll(tx, row, draft);
        words.put(tx, row.id(), draft);
        quoted.ifPresent(other -> quotes.begin(tx, row, other, draft.quote().orElseThrow()));
        parent.filter(_ -> awaits.isEmpty())
                .ifPresent(above -> store.count(tx, above.id(), PostStore.Counter.REPLIES, 1));
        count(tx, row, 1);
        draft.origin().ifPresent(origin -> {
            origins.keep(tx, row.id(), origin, origin.answers().filter(_ -> parent.isEmpty()), clock.instant());
            adopt(tx, row);
        });
        return new Outcome.Done(publish.id(), row.id().value());
    }

    // Answers may come before what they answer.
    private void adopt(Tx tx, PostRow row) {
        for (var orphan : origins.orphans(tx, row.uri(), ADOPTED_MAX)) {
            var child = store.find(tx, orphan)
                    .filter(found -> !found.deleted() && found.inReplyTo().isEmpty());
            // Who answers what answers them would close a circle.
            if (child.isPresent() && !row.thread().equals(child.get().thread())) {
                threads.adopt(tx, orphan, row.id(), row.author(), row.thread());
                store.count(tx, row.id(), PostStore.Counter.REPLIES, 1);
            }
            origins.adopted(tx, orphan);
        }
    }

    // We may have found a post before its home came to tell us of it: who is to hear of it hears of it now.
    private Outcome again(Tx tx, Activity.Publish publish, PostRow known) {
        if (known.deleted()) {
            return refused(publish.id(), Outcome.Cause.NOT_FOUND, "post.erased", "This post was erased.");
        }
        return known.id().equals(publish.post()) && !publish.draft().late() && origins.tell(tx, known.id())
                ? new Outcome.Done(publish.id(), known.id().value())
                : new Outcome.AlreadyDone(publish.id(), known.id().value());
    }

    private Optional<PostRow> quoted(Tx tx, Draft draft) {
        return draft.quote()
                .flatMap(quote -> store.find(tx, quote.post()))
                .filter(row -> !row.deleted() && row.shareOf().isEmpty());
    }

    private PostRow row(
            PostId id,
            Person author,
            Draft draft,
            Optional<PostRow> parent,
            Optional<PostRow> quoted,
            Optional<ActorId> awaits) {
        return new PostRow(
                id,
                draft.origin().map(Origin::uri).orElseGet(() -> addresses.uri(id)),
                draft.origin().map(Origin::url).orElseGet(() -> addresses.url(author.name(), id)),
                author.id(),
                author.local(),
                Optional.empty(),
                parent.map(PostRow::id),
                parent.map(PostRow::author),
                parent.map(PostRow::thread).orElse(id),
                draft.body(),
                draft.summary(),
                draft.sensitive(),
                draft.language(),
                draft.audience(),
                draft.origin().map(Origin::published).orElseGet(clock::instant),
                draft.origin().flatMap(Publishing::changed),
                false,
                false,
                0,
                0,
                0,
                Optional.empty(),
                draft.piece(),
                draft.group(),
                quoted.map(PostRow::id),
                draft.policy(),
                0,
                awaits);
    }

    private static Optional<Instant> changed(Origin origin) {
        return origin.updated().filter(origin.published()::isBefore);
    }

    private boolean attach(Tx tx, ActorId owner, PostId post, List<MediaId> attachments) {
        return attachments.isEmpty() || media.attach(tx, owner, post, attachments);
    }

    private void openPoll(Tx tx, PostRow row, Draft draft) {
        draft.poll().ifPresent(poll -> {
            polls.open(tx, row.id(), poll);
            // Foreign polls are closed by their home, which tells us.
            if (row.home()) {
                poll.closes()
                        .ifPresent(closes -> tx.later(
                                Job.of(POLL_CLOSES, row.id().toString()).at(closes)));
            }
        });
    }

    Outcome edit(Tx tx, Activity.Edit edit) {
        var found = own(tx, edit.actor(), edit.post());
        if (found.isEmpty() || found.get().shareOf().isPresent()) {
            return unknown(edit.id());
        }
        var row = found.get();
        var draft = edit.draft();
        if (draft.origin().filter(origin -> overtaken(tx, row.id(), origin)).isPresent()) {
            return new Outcome.AlreadyDone(edit.id(), row.id().value());
        }
        var poll = Optional.ofNullable(
                polls.of(tx, List.of(row.id()), Reader.ANYONE, clock.instant()).get(row.id()));
        var attached = media.of(tx, List.of(row.id())).getOrDefault(row.id(), List.of());
        var options = poll.map(p -> p.options().stream().map(Poll.Option::title).toList())
                .orElse(List.of());
        var wanted = draft.poll().map(p -> p.options()).orElse(List.of());
        var changed = !row.body().html().equals(draft.body().html())
                || !row.summary().equals(draft.summary())
                || row.sensitive() != draft.sensitive()
                || !row.piece().equals(draft.piece())
                || !attached.stream().map(Media::id).toList().equals(draft.media())
                || !options.equals(wanted);
        if (changed) {
            keepVersion(tx, row, options, attached);
        }
        store.rewrite(tx, row.id(), draft, changed ? Optional.of(said(draft)) : Optional.empty());
        draft.origin()
                .ifPresent(origin -> origins.keep(tx, row.id(), origin, origins.parent(tx, row.id()), clock.instant()));
        if (draft.media().isEmpty()) {
            media.detach(tx, row.id());
        }
        if (!attach(tx, edit.actor(), row.id(), draft.media())) {
            return refused(
                    edit.id(),
                    Outcome.Cause.INVALID,
                    "media.unknown",
                    "A picture is not yours, or belongs to another post.");
        }
        store.mention(tx, row.id(), draft.mentions());
        store.tag(tx, row.id(), draft.tags());
        draft.origin()
                .map(Origin::bytes)
                .filter(bytes -> bytes.length > 0)
                .ifPresent(bytes -> store.keepObject(tx, row.id(), bytes));
        // What members quote they cannot change, and what they ruled stays until they rule otherwise.
        if (!row.home()) {
            quotes.again(tx, row, quoted(tx, draft), draft.quote());
        }
        if (!row.home() || draft.policy().isPresent()) {
            store.rule(tx, row.id(), draft.policy());
        }
        if (options.equals(wanted)) {
            draft.poll().filter(_ -> !row.home()).ifPresent(counted -> polls.recount(tx, row.id(), counted));
        } else {
            polls.remove(tx, row.id());
            openPoll(tx, row, draft);
        }
        if (changed) {
            words.put(tx, row.id(), draft);
        }
        return new Outcome.Done(edit.id(), row.id().value());
    }

    // What was sent later may arrive sooner: the newer word stands, by the author's own clock.
    private boolean overtaken(Tx tx, PostId post, Origin origin) {
        return origins.revised(tx, post)
                .filter(known ->
                        origin.updated().filter(when -> !when.isBefore(known)).isEmpty())
                .isPresent();
    }

    private Instant said(Draft draft) {
        var now = clock.instant();
        return draft.origin().flatMap(Publishing::changed).filter(now::isAfter).orElse(now);
    }

    private void keepVersion(Tx tx, PostRow row, List<String> options, List<Media> attached) {
        if (versions.count(tx, row.id()) < VERSIONS_MAX) {
            versions.keep(
                    tx,
                    ids.next(),
                    row.id(),
                    new VersionStore.VersionRow(
                            row.body().html(),
                            row.body().source(),
                            row.summary(),
                            row.sensitive(),
                            options,
                            attached.stream().map(Media::id).toList(),
                            row.edited().orElse(row.created())));
        }
    }

    Outcome erase(Tx tx, Activity.Erase erase) {
        var found = store.find(tx, erase.post()).filter(row -> row.author().equals(erase.actor()));
        if (found.isEmpty()) {
            return unknown(erase.id());
        }
        if (found.get().deleted()) {
            return new Outcome.AlreadyDone(erase.id(), erase.post().value());
        }
        if (found.get().home()) {
            tx.announce(new Erasing(erase.post(), erase.actor(), touched(tx, erase.post())));
        }
        bury(tx, found.get());
        return new Outcome.Done(erase.id(), erase.post().value());
    }

    private List<ActorId> touched(Tx tx, PostId post) {
        var touched = new LinkedHashSet<>(store.echoed(tx, post, TOUCHED_MAX));
        touched.addAll(polls.foreignVoters(tx, post, TOUCHED_MAX));
        return List.copyOf(touched);
    }

    void bury(Tx tx, PostRow row) {
        var now = clock.instant();
        if (!store.bury(tx, row.id(), now)) {
            return;
        }
        polls.remove(tx, row.id());
        words.forget(tx, row.id());
        quotes.of(tx, row.id()).ifPresent(facts -> quotes.part(tx, facts));
        media.release(tx, row.id());
        interactions.forgetAbout(tx, row.id());
        row.inReplyTo()
                .filter(_ -> row.awaits().isEmpty())
                .ifPresent(parent -> store.count(tx, parent, PostStore.Counter.REPLIES, -1));
        row.shareOf().ifPresent(original -> store.count(tx, original, PostStore.Counter.SHARES, -1));
        count(tx, row, -1);
    }

    // Everybody sees the number and the day of the last one: that somebody wrote letters is for their readers to know.
    private void count(Tx tx, PostRow row, int by) {
        if (row.audience().reach() != Reach.DIRECT) {
            var traits = new PostTraits(
                    row.shareOf().isPresent(),
                    row.inReplyTo().isPresent(),
                    row.audience().open());
            people.countPost(tx, row.author(), by, traits, row.created());
        }
    }

    /// An object that was taken back before it arrived: remembered, so that a late copy of it is refused.
    void buryUnseen(Tx tx, ActorId author, String uri) {
        if (store.byUri(tx, uri).isEmpty()) {
            var id = ids.post();
            var nothing = new PostRow(
                    id,
                    uri,
                    uri,
                    author,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    id,
                    org.allmende.activity.Body.EMPTY,
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    org.allmende.activity.Audience.DIRECT,
                    clock.instant(),
                    Optional.empty(),
                    false,
                    false,
                    0,
                    0,
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            store.insert(tx, nothing);
            store.bury(tx, id, clock.instant());
        }
    }

    Outcome pin(Tx tx, Activity.Pin pin) {
        var row = own(tx, pin.actor(), pin.post());
        if (row.isEmpty() || row.get().shareOf().isPresent()) {
            return unknown(pin.id());
        }
        if (row.get().pinned()) {
            return new Outcome.AlreadyDone(pin.id(), pin.post().value());
        }
        if (store.pinned(tx, pin.actor()) >= PINNED_MAX) {
            return refused(
                    pin.id(),
                    Outcome.Cause.INVALID,
                    "pin.too_many",
                    "At most " + PINNED_MAX + " posts can be pinned. Unpin one first.");
        }
        store.pin(tx, pin.post(), Optional.of(clock.instant()));
        return new Outcome.Done(pin.id(), pin.post().value());
    }

    Outcome unpin(Tx tx, Activity.Unpin unpin) {
        var row = own(tx, unpin.actor(), unpin.post());
        if (row.isEmpty()) {
            return unknown(unpin.id());
        }
        if (!row.get().pinned()) {
            return new Outcome.AlreadyDone(unpin.id(), unpin.post().value());
        }
        store.pin(tx, unpin.post(), Optional.empty());
        return new Outcome.Done(unpin.id(), unpin.post().value());
    }

    private Optional<PostRow> own(Tx tx, ActorId author, PostId post) {
        return store.find(tx, post).filter(row -> !row.deleted() && row.author().equals(author));
    }

    static Outcome unknown(ActivityId id) {
        return refused(id, Outcome.Cause.NOT_FOUND, "post.unknown", "There is no such post.");
    }

    static Outcome refused(ActivityId id, Outcome.Cause cause, String rule, String reason) {
        return new Outcome.Refused(id, cause, rule, reason);
    }

    /// The addresses of posts made here.
    record PostAddresses(Function<PostId, String> uriOf, java.util.function.BiFunction<String, PostId, String> urlOf) {
        String uri(PostId id) {
            return uriOf.apply(id);
        }

        String url(String authorName, PostId id) {
            return urlOf.apply(authorName, id);
        }
    }
}
