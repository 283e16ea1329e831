// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Audience;
import org.allmende.activity.FollowWish;
import org.allmende.activitypub.WireActivity.Subject;
import org.allmende.base.Addresses;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.moderation.Report;
import org.allmende.people.ActorKind;
import org.allmende.people.Correspondence;
import org.allmende.people.Person;
import org.allmende.posts.Reader;
import org.allmende.text.PlainText;
import org.allmende.text.Urls;

/// Says what a foreign activity means here, in our own words and ids. It reads and decides nothing.
final class Translator {

    private final Commons commons;
    private final Addresses addresses;
    private final Drafts drafts;
    private final Ids ids;
    private final Clock clock;

    Translator(Commons commons, Addresses addresses, Drafts drafts, Ids ids, Clock clock) {
        this.commons = commons;
        this.addresses = addresses;
        this.drafts = drafts;
        this.ids = ids;
        this.clock = clock;
    }

    /// `complete` when what was missing has been looked for: then it is taken as it is.
    Translation translate(WireActivity wire, Person actor, boolean complete) throws Unreadable {
        return switch (wire.kind()) {
            case CREATE -> create(wire, actor, complete);
            case UPDATE -> update(wire, actor, complete);
            case DELETE -> delete(wire, actor);
            case FOLLOW -> follow(wire, actor);
            case ACCEPT ->
                follower(wire, actor)
                        .map(member -> Translation.of(new Activity.AcceptFollow(id(wire), actor.id(), member.id())))
                        .orElse(Translation.NOTHING);
            case REJECT ->
                follower(wire, actor)
                        .map(member -> Translation.of(new Activity.RejectFollow(id(wire), actor.id(), member.id())))
                        .orElse(Translation.NOTHING);
            case UNDO -> undo(wire, actor);
            case LIKE, EMOJI_REACT ->
                post(wire.subjectId())
                        .map(post -> Translation.of(new Activity.Like(id(wire), actor.id(), post)))
                        .orElse(Translation.NOTHING);
            case ANNOUNCE -> announce(wire, actor, complete);
            case BLOCK ->
                member(wire.subjectId())
                        .map(target -> Translation.of(new Activity.Block(id(wire), actor.id(), target.id())))
                        .orElse(Translation.NOTHING);
            case FLAG -> flag(wire, actor);
            case ADD, REMOVE -> featured(wire, actor);
            case DISLIKE, MOVE, OTHER -> Translation.NOTHING;
        };
    }

    private Translation create(WireActivity wire, Person actor, boolean complete) throws Unreadable {
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
                        lacking(note, complete)
                                .ifPresentOrElse(
                                        missing::add,
                                        () -> publish(wire, actor, note).ifPresent(deeds::add));
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

    private boolean fetchable(String address) {
        return !addresses.ours(address)
                && commons.posts().idOf(address).isEmpty()
                && !commons.posts().erased(address);
    }

    // Not everything that is sent to us is kept: only what a member wants to hear, is told, or takes part in.
    private boolean concerns(WireNote note, Person actor) {
        return commons.follows().followedHere(actor.id())
                || !drafts.members(note).isEmpty()
                || post(note.inReplyTo()).isPresent();
    }

    private Optional<String> lacking(WireNote note, boolean complete) {
        return complete ? Optional.empty() : note.inReplyTo().filter(this::fetchable);
    }

    private Optional<Activity> publish(WireActivity wire, Person actor, WireNote note) {
        var post = ids.post(note.published().orElseGet(clock::instant));
        var draft = drafts.draft(note, actor, post, post(note.inReplyTo()));
        return Optional.of(new Activity.Publish(id(wire, note.id()), actor.id(), post, draft));
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

    private Translation update(WireActivity wire, Person actor, boolean complete) throws Unreadable {
        if (wire.aboutItself()) {
            return new Translation.ActorChanged();
        }
        var known = wire.subjectId().flatMap(commons.posts()::idOf);
        var embedded = wire.embedded();
        if (embedded.isPresent() && believed(embedded.get(), actor)) {
            var note = WireNote.read(embedded.get());
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

    private Translation delete(WireActivity wire, Person actor) {
        if (wire.aboutItself()) {
            return Translation.of(new Activity.EraseActor(id(wire, actor.uri() + "#delete"), actor.id()));
        }
        var subject = wire.subjectId().filter(address -> Urls.sameOrigin(address, actor.uri()));
        return subject.flatMap(commons.posts()::idOf)
                .map(post -> Translation.of(new Activity.Erase(id(wire, subject.get() + "#delete"), actor.id(), post)))
                .or(() -> subject.filter(address -> !commons.posts().erased(address))
                        .map(Translation.NeverHere::new))
                .orElse(Translation.NOTHING);
    }

    private Translation follow(WireActivity wire, Person actor) {
        return member(wire.subjectId())
                .map(target -> Translation.of(new Activity.Follow(id(wire), actor.id(), target.id(), FollowWish.USUAL)))
                .orElse(Translation.NOTHING);
    }

    /// The member whose Follow of `actor` is answered: by the Follow that came along, or by its address.
    private Optional<Person> follower(WireActivity wire, Person actor) {
        var embedded = wire.embedded().filter(follow -> follow.is("Follow"));
        var said = embedded.filter(follow ->
                        follow.address("object").filter(actor.uri()::equals).isPresent())
                .flatMap(follow -> member(follow.address("actor")));
        return said.isPresent() || embedded.isPresent()
                ? said
                : wire.subjectId()
                        .flatMap(addresses::deed)
                        .flatMap(deed -> commons.people().find(deed.actor()))
                        .filter(Person::local);
    }

    private Translation undo(WireActivity wire, Person actor) throws Unreadable {
        var takesBack = wire.subjectId().filter(address -> Urls.sameOrigin(address, actor.uri()));
        var embedded = wire.embedded();
        var deed = embedded.isPresent()
                ? taken(wire, WireActivity.read(embedded.get()), actor)
                : takesBack.flatMap(address -> unshare(wire, address, actor));
        return deed.<Translation>map(found -> new Translation.Deeds(List.of(found), takesBack))
                .orElseGet(() -> new Translation.Nothing(takesBack));
    }

    private Optional<Activity> taken(WireActivity undo, WireActivity inner, Person actor) {
        if (!inner.actor().equals(actor.uri())) {
            return Optional.empty();
        }
        return switch (inner.kind()) {
            case FOLLOW -> member(inner.subjectId()).map(who -> new Activity.Unfollow(id(undo), actor.id(), who.id()));
            case LIKE, EMOJI_REACT ->
                post(inner.subjectId()).map(post -> new Activity.Unlike(id(undo), actor.id(), post));
            case ANNOUNCE ->
                inner.id()
                        .flatMap(share -> unshare(undo, share, actor))
                        .or(() ->
                                post(inner.subjectId()).map(post -> new Activity.Unshare(id(undo), actor.id(), post)));
            case BLOCK -> member(inner.subjectId()).map(who -> new Activity.Unblock(id(undo), actor.id(), who.id()));
            case ACCEPT -> follower(inner, actor).map(who -> new Activity.RejectFollow(id(undo), actor.id(), who.id()));
            case CREATE, UPDATE, DELETE, REJECT, UNDO, DISLIKE, FLAG, MOVE, ADD, REMOVE, OTHER -> Optional.empty();
        };
    }

    private Optional<Activity> unshare(WireActivity undo, String share, Person actor) {
        return commons.posts()
                .byUri(share, Reader.stranger(actor.id()))
                .filter(post -> post.author().id().equals(actor.id()))
                .flatMap(post -> post.shared())
                .map(post -> new Activity.Unshare(id(undo), actor.id(), post.id()));
    }

    private Translation announce(WireActivity wire, Person actor, boolean complete) {
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
        var ours = commons.posts()
                .authorOf(post.get())
                .flatMap(commons.people()::find)
                .filter(Person::local)
                .isPresent();
        return followed || ours
                ? Translation.of(new Activity.Share(
                        id(wire),
                        actor.id(),
                        ids.post(wire.published().orElseGet(clock::instant)),
                        post.get(),
                        new Audience(drafts.reach(wire.audience(), actor), false)))
                : Translation.NOTHING;
    }

    // Groups pass on what was done, not what was said (FEP-1b12).
    private static Optional<String> original(WireActivity wire) {
        return wire.embedded().filter(inner -> inner.is("Create")).isPresent()
                ? wire.embedded().flatMap(inner -> inner.address("object"))
                : wire.subjectId();
    }

    private Translation flag(WireActivity wire, Person actor) {
        var named = wire.subjects().stream()
                .flatMap(subject -> subject.id().stream())
                .filter(addresses::ours)
                .toList();
        var posts = named.stream()
                .flatMap(address -> addresses.post(address).stream())
                .limit(Report.POSTS_MAX)
                .toList();
        var target = named.stream()
                .flatMap(address -> addresses.actor(address).stream())
                .findFirst()
                .or(() -> posts.stream()
                        .flatMap(post -> commons.posts().authorOf(post).stream())
                        .findFirst())
                .flatMap(commons.people()::find)
                .filter(Person::local);
        return target.map(person -> Translation.of(new Activity.Report(
                        id(wire),
                        actor.id(),
                        person.id(),
                        posts.stream()
                                .filter(post -> commons.posts()
                                        .authorOf(post)
                                        .filter(person.id()::equals)
                                        .isPresent())
                                .toList(),
                        comment(wire),
                        false)))
                .orElse(Translation.NOTHING);
    }

    private static String comment(WireActivity wire) {
        var text = PlainText.of(
                wire.json().text("content", Report.COMMENT_LENGTH_MAX).orElse(""));
        return WireJson.head(text, Report.COMMENT_LENGTH_MAX);
    }

    private Translation featured(WireActivity wire, Person actor) {
        var own = commons.people().correspondence(actor.id()).flatMap(Correspondence::featuredUri);
        var meant = wire.target().flatMap(Subject::id).filter(_ -> own.isPresent());
        var post = post(wire.subjectId());
        if (!meant.equals(own) || own.isEmpty() || post.isEmpty()) {
            return Translation.NOTHING;
        }
        return Translation.of(
                wire.kind() == WireActivity.Kind.ADD
                        ? new Activity.Pin(id(wire), actor.id(), post.get())
                        : new Activity.Unpin(id(wire), actor.id(), post.get()));
    }

    private Optional<PostId> post(Optional<String> address) {
        return address.flatMap(commons.posts()::idOf);
    }

    private Optional<Person> member(Optional<String> address) {
        return address.flatMap(addresses::actor)
                .flatMap(commons.people()::find)
                .filter(person -> person.present() && person.kind() != ActorKind.APPLICATION);
    }

    private ActivityId id(WireActivity wire) {
        return id(wire, wire.actor() + "#" + ids.next());
    }

    private static ActivityId id(WireActivity wire, String otherwise) {
        var several = wire.subjects().size() > 1;
        return Arrivals.id(several ? otherwise : wire.id().orElse(otherwise));
    }
}
