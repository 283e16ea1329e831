// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireNote;
import org.allmende.activitystreams.WireQuote;
import org.allmende.base.Addresses;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.people.Person;

/// Brings foreign posts here, with what they answer, upwards to where the conversation began.
final class PostFetching {

    /// Longer chains are read where they are.
    private static final int ANCESTORS_MAX = 20;

    /// What is older has been told elsewhere, or is no news. Its home may still come and tell us.
    private static final Duration NEWS = Duration.ofDays(1);

    /// What a post quotes, and what that quotes in turn; deeper nobody looks.
    private static final int QUOTES_DEEP = 2;

    private final Commons commons;
    private final Addresses addresses;
    private final Fetching fetching;
    private final ActorFetching actors;
    private final Drafts drafts;
    private final Ids ids;
    private final Clock clock;
    private final OriginVerifier verifier = new OriginVerifier();

    PostFetching(
            Commons commons,
            Addresses addresses,
            Fetching fetching,
            ActorFetching actors,
            Drafts drafts,
            Ids ids,
            Clock clock) {
        this.commons = commons;
        this.addresses = addresses;
        this.fetching = fetching;
        this.actors = actors;
        this.drafts = drafts;
        this.ids = ids;
        this.clock = clock;
    }

    /// What came of it: the post, or nothing, which may be worth another try.
    record Fetched(Optional<PostId> post, boolean worthAnotherTry) {

        static final Fetched NOTHING = new Fetched(Optional.empty(), false);
    }

    Fetched fetch(String address, Errand errand) {
        return fetch(address, errand, QUOTES_DEEP);
    }

    private Fetched fetch(String address, Errand errand, int deep) {
        var known = commons.posts().idOf(address);
        if (known.isPresent() || addresses.ours(address) || commons.posts().erased(address)) {
            return new Fetched(known, false);
        }
        return switch (fetching.fetch(address, errand)) {
            case Found.Document document ->
                note(document, errand).map(note -> upwards(note, errand, deep)).orElse(Fetched.NOTHING);
            case Found.Gone _ -> Fetched.NOTHING;
            case Found.Nothing nothing -> new Fetched(Optional.empty(), nothing.worthAnotherTry());
        };
    }

    /// Asks the home of a post that we know what it says now, and that it may be gone. Gives what it said.
    Optional<WireNote> refetch(PostId post, String address, Person author, Errand errand) {
        return switch (fetching.fetch(address, errand)) {
            case Found.Document document -> {
                var said = note(document, errand)
                        .filter(note ->
                                note.id().equals(address) && note.author().equals(author.uri()));
                said.ifPresent(note -> {
                    quoted(note, errand, QUOTES_DEEP);
                    edit(post, note, author, errand);
                });
                yield said;
            }
            case Found.Gone _ -> {
                var erase = new Activity.Erase(id(address + "#gone"), author.id(), post);
                commons.intake().receive(verifier.verify(erase, author, address));
                yield Optional.empty();
            }
            case Found.Nothing _ -> Optional.empty();
        };
    }

    private void edit(PostId post, WireNote note, Person author, Errand errand) {
        var parent = note.inReplyTo().flatMap(commons.posts()::idOf);
        var said = "#" + ids.next();
        var draft = drafts.draft(note, author, post, parent);
        var edit =
                new Activity.Edit(id(note.id() + said), author.id(), post, errand.quiet() ? draft.foundLate() : draft);
        commons.intake().receive(verifier.verify(edit, author, note.id()));
    }

    // Some name the activity where they should name the post.
    Optional<WireNote> note(Found.Document document, Errand errand) {
        try {
            if (WireNote.is(document.json())) {
                return Optional.of(WireNote.read(document.json()));
            }
            var wrapped = document.json().is("Create") ? document.json().address("object") : Optional.<String>empty();
            var inner =
                    wrapped.flatMap(address -> fetching.fetch(address, errand).document());
            return inner.isPresent() && WireNote.is(inner.get().json())
                    ? Optional.of(WireNote.read(inner.get().json()))
                    : Optional.empty();
        } catch (Unreadable _) {
            return Optional.empty();
        }
    }

    private Fetched upwards(WireNote first, Errand errand, int deep) {
        var chain = new ArrayDeque<WireNote>();
        var seen = new HashSet<String>();
        for (var next = Optional.of(first); next.isPresent() && chain.size() < ANCESTORS_MAX; ) {
            var note = next.get();
            if (!seen.add(note.id()) || commons.posts().idOf(note.id()).isPresent()) {
                break;
            }
            chain.push(note);
            next = note.inReplyTo()
                    .filter(this::unknown)
                    .flatMap(address ->
                            fetching.fetch(address, errand).document().flatMap(document -> note(document, errand)));
        }
        // The oldest first, so that each finds what it answers.
        chain.forEach(note -> keep(note, errand, deep));
        return new Fetched(commons.posts().idOf(first.id()), false);
    }

    /// Neither ours nor known here, and never taken back.
    boolean unknown(String address) {
        return !addresses.ours(address)
                && commons.posts().idOf(address).isEmpty()
                && !commons.posts().erased(address);
    }

    // What a post quotes is there before it. Posts that quote each other in a circle end with the depth.
    private void quoted(WireNote note, Errand errand, int deep) {
        if (deep > 0) {
            note.quote()
                    .map(WireQuote::quoted)
                    .filter(this::unknown)
                    .ifPresent(address -> fetch(address, errand, deep - 1));
        }
    }

    /// Writes down what its own origin has served. Gives the post if it is here now.
    Optional<PostId> keep(WireNote note, Errand errand) {
        return keep(note, errand, QUOTES_DEEP);
    }

    private Optional<PostId> keep(WireNote note, Errand errand, int deep) {
        quoted(note, errand, deep);
        note.group().ifPresent(group -> author(group, errand));
        author(note.author(), errand)
                .filter(person -> person.uri().equals(note.author()))
                .filter(Person::present)
                .ifPresent(author -> publish(note, author, errand));
        return commons.posts().idOf(note.id());
    }

    private Optional<Person> author(String address, Errand errand) {
        var known = commons.people().byUri(address);
        return known.isPresent() || addresses.ours(address)
                ? known
                : actors.meet(address, errand) instanceof Meeting.Met(var person)
                        ? Optional.of(person)
                        : Optional.empty();
    }

    private void publish(WireNote note, Person author, Errand errand) {
        var late = errand.quiet()
                || note.published().filter(clock.instant().minus(NEWS)::isAfter).isPresent();
        var parent = note.inReplyTo().flatMap(commons.posts()::idOf);
        for (var attempt = 0; attempt < 2; attempt++) {
            var post = ids.post(note.published().orElseGet(clock::instant));
            var draft = drafts.draft(note, author, post, parent);
            // Not under the name of the activity that may still bring it, which is to be heard.
            var publish =
                    new Activity.Publish(id(note.id() + "#found"), author.id(), post, late ? draft.foundLate() : draft);
            // Two posts of one moment may have drawn the same id.
            if (!Arrivals.idTaken(commons.intake().receive(verifier.verify(publish, author, note.id())))) {
                return;
            }
        }
    }

    private static ActivityId id(String address) {
        return Arrivals.id(address);
    }
}
