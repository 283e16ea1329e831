// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Audience;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireActivity;
import org.allmende.activitystreams.WireActivity.Subject;
import org.allmende.activitystreams.WireJson;
import org.allmende.activitystreams.WireNote;
import org.allmende.activitystreams.WireQuote;
import org.allmende.base.Addresses;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.people.ActorKind;
import org.allmende.people.Person;
import org.allmende.posts.Reader;
import org.allmende.text.Urls;

/// Says what strangers' Creates, Updates and Announces mean here: posts, edits, votes and shares.
final class PostTranslator {

    private final Commons commons;
    private final Addresses addresses;
    private final Drafts drafts;
    private final Ids ids;
    private final Clock clock;

    PostTranslator(Commons commons, Addresses addresses, Drafts drafts, Ids ids, Clock clock) {
        this.commons = commons;
        this.addresses = addresses;
        this.drafts = drafts;
        this.ids = ids;
        this.clock = clock;
    }

    Translation create(WireActivity wire, Person actor, boolean complete) throws Unreadable {
        var deeds = new ArrayList<Activity>();
        var missing = new LinkedHashSet<String>();
        for (var subject : wire.subjects()) {
            switch (subject) {
                case Subject.Embedded(var json)
                when believed(json, actor) -> {
                    var note = WireNote.read(json);
                    if (note.vote().isPresent()) {
                        vote(wire, actor, note, deeds.size()).ifPresent(deeds::add);
                    } else if (concerns(note, actor)) {
                        var lacking = lacking(note, complete);
                        missing.addAll(lacking);
                        if (lacking.isEmpty()) {
                            publish(wire, actor, note).ifPresent(deeds::add);
                        }
                    }
                }
                // Somebody else's word about a post is a hint where to look.
                case Subject.Embedded(var json)
                when WireNote.is(json) -> {
                    if (!complete && commons.follows().followedHere(actor.id())) {
                        json.id().filter(this::fetchable).ifPresent(missing::add);
                    }
                }
                case Subject.Embedded _ -> {}
                case Subject.Named(var address) -> {
                    if (!complete
                            && Urls.sameOrigin(address, actor.uri())
                            && commons.follows().followedHere(actor.id())
                            && fetchable(address)) {
                        missing.add(address);
                    }
                }
            }
        }
        return missing.isEmpty() ? deeds(deeds) : new Translation.Missing(missing);
    }

    private static Translation deeds(List<Activity> deeds) {
        return deeds.isEmpty() ? Translation.NOTHING : new Translation.Deeds(deeds, Optional.empty());
    }

    // What comes along is believed only about the actor who sent it (CVE-2024-37903).
    private static boolean believed(WireJson json, Person actor) throws Unreadable {
        return WireNote.is(json)
                && json.id().filter(id -> Urls.sameOrigin(id, actor.uri())).isPresent()
                && WireNote.read(json).author().equals(actor.uri());
    }

    boolean fetchable(String address) {
        return !addresses.ours(address)
                && commons.posts().idOf(address).isEmpty()
                && !commons.posts().erased(address);
    }

    // Not everything that is sent to us is kept: only what a member wants to hear, is told, or takes part in.
    private boolean concerns(WireNote note, Person actor) {
        return commons.follows().followedHere(actor.id())
                || !drafts.members(note).isEmpty()
                || post(note.inReplyTo()).isPresent()
                || ours(post(note.quote().map(WireQuote::quoted)));
    }

    private Set<String> lacking(WireNote note, boolean complete) {
        return complete
                ? Set.of()
                : Stream.concat(note.inReplyTo().stream(), note.quote().map(WireQuote::quoted).stream())
                        .filter(this::fetchable)
                        .collect(Collectors.toSet());
    }

    /// A post that came along with something else, by its author.
    Optional<Activity> alongside(Subject subject, Person actor) throws Unreadable {
        return subject instanceof Subject.Embedded(var json) && believed(json, actor)
                ? publish(Optional.empty(), actor, WireNote.read(json))
                : Optional.empty();
    }

    private Optional<Activity> publish(WireActivity wire, Person actor, WireNote note) {
        return publish(Optional.of(wire), actor, note);
    }

    private Optional<Activity> publish(Optional<WireActivity> wire, Person actor, WireNote note) {
        // We may have found it before we were told.
        var post = post(Optional.of(note.id()))
                .orElseGet(() -> ids.post(note.published().orElseGet(clock::instant)));
        var draft = drafts.draft(note, actor, post, post(note.inReplyTo()));
        var id = wire.map(create -> id(create, note.id())).orElseGet(() -> Arrivals.id(note.id()));
        return Optional.of(new Activity.Publish(id, actor.id(), post, draft));
    }

    private Optional<Activity> vote(WireActivity wire, Person actor, WireNote note, int place) {
        return note.inReplyTo()
                .filter(addresses::ours)
                .flatMap(addresses::post)
                .flatMap(post -> commons.posts()
                        .find(post, Reader.stranger(actor.id()))
                        .flatMap(asked -> asked.poll())
                        .map(poll -> poll.options().stream()
                                .map(option -> option.title().strip())
                                .toList()
                                .indexOf(note.vote().orElseThrow().strip()))
                        .filter(choice -> choice >= 0)
                        .map(choice -> new Activity.Vote(
                                id(wire, note.id() + "#" + place), actor.id(), post, List.of(choice))));
    }

    Translation update(WireActivity wire, Person actor, boolean complete) throws Unreadable {
        if (wire.aboutItself()) {
            return new Translation.ActorChanged();
        }
        var known = wire.subjectId().flatMap(commons.posts()::idOf);
        var embedded = wire.embedded();
        if (embedded.isPresent() && believed(embedded.get(), actor)) {
            var note = WireNote.read(embedded.get());
            if (known.isPresent()) {
                var lacking = lacking(note, complete);
                if (!lacking.isEmpty()) {
                    return new Translation.Missing(lacking);
                }
            }
            // What we do not know yet is published in its newest form; the older one may be still on its way.
            return known.isPresent()
                    ? Translation.of(new Activity.Edit(
                            id(wire, note.id() + "#" + ids.next()),
                            actor.id(),
                            known.get(),
                            drafts.draft(note, actor, known.get(), post(note.inReplyTo()))))
                    : create(wire, actor, complete);
        }
        return known.<Translation>map(post ->
                        new Translation.PostChanged(post, wire.subjectId().orElseThrow()))
                .orElse(Translation.NOTHING);
    }

    Translation announce(WireActivity wire, Person actor, boolean complete) throws Unreadable {
        var inner = wire.embedded()
                .filter(json -> !WireNote.is(json) && json.object("object").isPresent()
                        || json.address("object").isPresent());
        return actor.kind() == ActorKind.GROUP && inner.isPresent()
                ? passedOn(wire, WireActivity.read(inner.get()), actor, complete)
                : share(wire, actor, complete);
    }

    // Groups pass on what was done, not what was said (FEP-1b12). Their word is a hint where to look: what the author
    // did is asked for at the author's home.
    private Translation passedOn(WireActivity wire, WireActivity inner, Person group, boolean complete) {
        var subject = inner.subjectId();
        var known = post(subject);
        return switch (inner.kind()) {
            case CREATE -> {
                // Answers are read below what they answer. In the home of each follower they would be noise.
                var answer = inner.embedded()
                        .flatMap(json -> json.address("inReplyTo"))
                        .isPresent();
                yield !answer
                        ? share(wire, group, complete)
                        : !complete
                                        && commons.follows().followedHere(group.id())
                                        && subject.filter(this::fetchable).isPresent()
                                ? new Translation.Missing(Set.of(subject.get()))
                                : Translation.NOTHING;
            }
            case UPDATE ->
                known.<Translation>map(post -> new Translation.PostChanged(post, subject.orElseThrow()))
                        .orElse(Translation.NOTHING);
            // By the author it is gone; by a moderator it is only no longer in the group.
            case DELETE ->
                known.<Translation>map(post -> wroteIt(inner.actor(), post)
                                ? new Translation.PostChanged(post, subject.orElseThrow())
                                : Translation.of(new Activity.Unshare(
                                        Arrivals.id(wire, wire.actor() + "#" + ids.next()), group.id(), post)))
                        .orElse(Translation.NOTHING);
            // Counted where the post lives; we ask there when somebody looks.
            case LIKE, DISLIKE, EMOJI_REACT, UNDO, ANNOUNCE, FLAG, BLOCK, ADD, REMOVE -> Translation.NOTHING;
            case FOLLOW, ACCEPT, REJECT, MOVE, QUOTE_REQUEST, OTHER -> Translation.NOTHING;
            case LIKE_REQUEST, REPLY_REQUEST, ANNOUNCE_REQUEST -> Translation.NOTHING;
        };
    }

    private boolean wroteIt(String actor, PostId post) {
        return commons.posts()
                .authorOf(post)
                .flatMap(commons.people()::find)
                .filter(author -> author.uri().equals(actor))
                .isPresent();
    }

    private Translation share(WireActivity wire, Person actor, boolean complete) {
        var original = original(wire);
        // The share is remembered by its own address, so it needs one.
        if (original.isEmpty() || wire.id().isEmpty()) {
            return Translation.NOTHING;
        }
        var followed = commons.follows().followedHere(actor.id());
        var post = post(original);
        if (post.isEmpty()) {
            return followed && !complete && fetchable(original.get())
                    ? new Translation.Missing(Set.of(original.get()))
                    : Translation.NOTHING;
        }
        return followed || ours(post) ? Translation.of(share(wire, actor, post.get())) : Translation.NOTHING;
    }

    private Activity share(WireActivity wire, Person actor, PostId post) {
        return new Activity.Share(
                Arrivals.id(wire.id().orElseThrow()),
                actor.id(),
                ids.post(wire.published().orElseGet(clock::instant)),
                post,
                new Audience(drafts.reach(wire.audience(), actor), false));
    }

    /// A share of a post of ours that came along with something else.
    Optional<Activity> shareOfOurs(WireActivity wire, Person actor) {
        return post(wire.subjectId()).filter(post -> ours(Optional.of(post))).map(post -> share(wire, actor, post));
    }

    private boolean ours(Optional<PostId> post) {
        return post.flatMap(commons.posts()::authorOf)
                .flatMap(commons.people()::find)
                .filter(Person::local)
                .isPresent();
    }

    private static Optional<String> original(WireActivity wire) {
        return wire.embedded().filter(inner -> inner.is("Create")).isPresent()
                ? wire.embedded().flatMap(inner -> inner.address("object"))
                : wire.subjectId();
    }

    private Optional<PostId> post(Optional<String> address) {
        return address.flatMap(commons.posts()::idOf);
    }

    private static ActivityId id(WireActivity wire, String otherwise) {
        return Arrivals.id(wire, otherwise);
    }
}
