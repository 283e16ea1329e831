// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.FollowWish;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireActivity;
import org.allmende.activitystreams.WireActivity.Subject;
import org.allmende.activitystreams.WireJson;
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
    private final Ids ids;
    private final PostTranslator said;
    private final QuoteTranslator quotes;
    private final ReactionTranslator reactions;
    private final InteractionTranslator interactions;

    Translator(Commons commons, Addresses addresses, Drafts drafts, Ids ids, Clock clock) {
        this.commons = commons;
        this.addresses = addresses;
        this.ids = ids;
        this.said = new PostTranslator(commons, addresses, drafts, ids, clock);
        this.quotes = new QuoteTranslator(commons, addresses, said);
        this.reactions = new ReactionTranslator(commons, addresses, new ForeignEmojis(commons));
        this.interactions = new InteractionTranslator(commons, addresses, said, reactions);
    }

    /// `complete` when what was missing has been looked for: then it is taken as it is.
    Translation translate(WireActivity wire, Person actor, boolean complete) throws Unreadable {
        return switch (wire.kind()) {
            case CREATE -> said.create(wire, actor, complete);
            case UPDATE -> said.update(wire, actor, complete);
            case DELETE -> delete(wire, actor);
            case FOLLOW -> follow(wire, actor);
            case QUOTE_REQUEST -> quotes.request(wire, actor, complete);
            case LIKE_REQUEST -> interactions.like(wire, actor);
            case REPLY_REQUEST -> interactions.reply(wire, actor, complete);
            case ANNOUNCE_REQUEST -> interactions.share(wire, actor);
            case ACCEPT ->
                quotes.accepted(wire, actor)
                        .or(() -> interactions.accepted(wire, actor))
                        .or(() -> follower(wire, actor)
                                .map(member ->
                                        Translation.of(new Activity.AcceptFollow(id(wire), actor.id(), member.id()))))
                        .orElse(Translation.NOTHING);
            case REJECT ->
                quotes.rejected(wire, actor)
                        .or(() -> interactions.rejected(wire, actor))
                        .or(() -> follower(wire, actor)
                                .map(member ->
                                        Translation.of(new Activity.RejectFollow(id(wire), actor.id(), member.id()))))
                        .orElse(Translation.NOTHING);
            case UNDO -> undo(wire, actor);
            case LIKE, EMOJI_REACT, DISLIKE ->
                reactions.done(wire, actor, id(wire)).map(Translation::of).orElse(Translation.NOTHING);
            case ANNOUNCE -> said.announce(wire, actor, complete);
            case BLOCK ->
                member(wire.subjectId())
                        .map(target -> Translation.of(new Activity.Block(id(wire), actor.id(), target.id())))
                        .orElse(Translation.NOTHING);
            case FLAG -> flag(wire, actor);
            case ADD, REMOVE -> featured(wire, actor);
            case MOVE -> move(wire, actor, complete);
            case OTHER -> Translation.NOTHING;
        };
    }

    private Translation delete(WireActivity wire, Person actor) {
        if (wire.aboutItself()) {
            return Translation.of(new Activity.EraseActor(id(wire, actor.uri() + "#delete"), actor.id()));
        }
        var revoked = quotes.revoked(wire, actor).or(() -> interactions.revoked(wire, actor));
        if (revoked.isPresent()) {
            return revoked.get();
        }
        var subject = wire.subjectId().filter(address -> Urls.sameOrigin(address, actor.uri()));
        return subject.flatMap(commons.posts()::idOf)
                .map(post -> Translation.of(new Activity.Erase(id(wire, subject.get() + "#delete"), actor.id(), post)))
                .or(() -> subject.filter(address -> !commons.posts().erased(address))
                        .map(Translation.NeverHere::new))
                .orElse(Translation.NOTHING);
    }

    // The new account must claim the old one, and only its own home can say whether it does now.
    private Translation move(WireActivity wire, Person actor, boolean complete) {
        var target = wire.target().flatMap(Subject::id);
        if (target.isEmpty()
                || target.get().equals(actor.uri())
                || wire.subjectId().filter(actor.uri()::equals).isEmpty()) {
            return Translation.NOTHING;
        }
        if (!complete && !addresses.ours(target.get())) {
            return new Translation.MissingActor(target.get());
        }
        return commons.people()
                .byUri(target.get())
                .map(person -> Translation.of(new Activity.Move(id(wire), actor.id(), person.id())))
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
                : takesBack.flatMap(
                        address -> unshare(wire, address, actor).or(() -> reactions.named(address, actor, id(wire))));
        return deed.<Translation>map(found -> new Translation.Deeds(List.of(found), takesBack))
                .orElseGet(() -> new Translation.Nothing(takesBack));
    }

    private Optional<Activity> taken(WireActivity undo, WireActivity inner, Person actor) throws Unreadable {
        if (!inner.actor().equals(actor.uri())) {
            return Optional.empty();
        }
        return switch (inner.kind()) {
            case FOLLOW -> member(inner.subjectId()).map(who -> new Activity.Unfollow(id(undo), actor.id(), who.id()));
            case LIKE, EMOJI_REACT, DISLIKE -> reactions.undone(inner, actor, id(undo));
            case ANNOUNCE ->
                inner.id()
                        .flatMap(share -> unshare(undo, share, actor))
                        .or(() ->
                                post(inner.subjectId()).map(post -> new Activity.Unshare(id(undo), actor.id(), post)));
            case BLOCK -> member(inner.subjectId()).map(who -> new Activity.Unblock(id(undo), actor.id(), who.id()));
            case ACCEPT -> follower(inner, actor).map(who -> new Activity.RejectFollow(id(undo), actor.id(), who.id()));
            // Who asked to do something and does not want to any more.
            case LIKE_REQUEST ->
                inner.requested(WireActivity.Kind.LIKE).flatMap(like -> reactions.undone(like, actor, id(undo)));
            case ANNOUNCE_REQUEST ->
                post(inner.subjectId()).map(post -> new Activity.Unshare(id(undo), actor.id(), post));
            case CREATE, UPDATE, DELETE, REJECT, UNDO, FLAG, MOVE, ADD, REMOVE, OTHER -> Optional.empty();
            case QUOTE_REQUEST, REPLY_REQUEST -> Optional.empty();
        };
    }

    private Optional<Activity> unshare(WireActivity undo, String share, Person actor) {
        return commons.posts()
                .byUri(share, Reader.stranger(actor.id()))
                .filter(post -> post.author().id().equals(actor.id()))
                .flatMap(post -> post.shared())
                .map(post -> new Activity.Unshare(id(undo), actor.id(), post.id()));
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
        var tag = wire.subjects().size() == 1 ? tag(wire.subjects().getFirst()) : Optional.<String>empty();
        return tag.isPresent() ? featured(wire, actor, tag.get()) : pinned(wire, actor);
    }

    private static Optional<String> tag(Subject subject) {
        return subject instanceof Subject.Embedded(var object) ? Hashtags.key(object) : Optional.empty();
    }

    // Some name the list of hashtags, most the list of pins.
    private Translation featured(WireActivity wire, Person actor, String tag) {
        var named = wire.target().flatMap(Subject::id);
        var own = commons.people().correspondence(actor.id());
        if (named.isEmpty()
                || own.isEmpty()
                || !(own.get().featuredTagsUri().equals(named)
                        || own.get().featuredUri().equals(named))) {
            return Translation.NOTHING;
        }
        return Translation.of(
                wire.kind() == WireActivity.Kind.ADD
                        ? new Activity.FeatureTag(id(wire), actor.id(), tag)
                        : new Activity.UnfeatureTag(id(wire), actor.id(), tag));
    }

    private Translation pinned(WireActivity wire, Person actor) {
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
        return Arrivals.id(wire, otherwise);
    }
}
