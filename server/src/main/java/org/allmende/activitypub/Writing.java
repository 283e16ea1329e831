// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.allmende.activity.Audience;
import org.allmende.activity.Emoji;
import org.allmende.activitypub.Outbox.Mail;
import org.allmende.activitystreams.ActivityDocuments;
import org.allmende.activitystreams.Documents;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.posts.Posts;
import org.allmende.posts.Reader;
import tools.jackson.databind.node.ObjectNode;

/// Writes out what others are told.
final class Writing {

    private final Commons commons;
    private final Addresses addresses;
    private final InstanceActor instance;
    private final Portraits portraits;
    private final Letters letters;
    private final ActivityDocuments activities;
    private final Readership readership;
    private final QuoteWriting quotes;
    private final InteractionWriting interactions;

    Writing(
            Commons commons,
            Addresses addresses,
            InstanceActor instance,
            Portraits portraits,
            Letters letters,
            Relays relays) {
        this.commons = commons;
        this.addresses = addresses;
        this.instance = instance;
        this.portraits = portraits;
        this.letters = letters;
        this.activities = new ActivityDocuments(addresses, new Documents(addresses));
        this.readership = new Readership(commons, relays);
        this.quotes = new QuoteWriting(commons, addresses, letters, activities, readership);
        this.interactions = new InteractionWriting(commons, addresses, letters, activities, readership, this::reaction);
    }

    /// The exact bytes of a post as it is sent, to be kept.
    record Kept(PostId post, byte[] bytes) {}

    /// What comes of a dispatch. There may be nothing to send: the post is gone, or was never to leave.
    record Written(ActorId sender, Optional<Mail> mail, Optional<Kept> kept) {}

    // No default branch: a new kind must not compile until somebody decides here.
    Written mail(Dispatch dispatch) {
        return switch (dispatch.kind()) {
            case CREATE -> post(dispatch, note -> activities.create(dispatch.post(), note), false);
            case UPDATE -> post(dispatch, note -> activities.update(note, Ids.time(dispatch.number())), true);
            case COUNTS -> counts(dispatch);
            case DELETE -> only(dispatch, delete(dispatch));
            case PIN -> only(dispatch, pinned(dispatch, true));
            case UNPIN -> only(dispatch, pinned(dispatch, false));
            case FEATURE_TAG -> only(dispatch, tagged(dispatch, true));
            case UNFEATURE_TAG -> only(dispatch, tagged(dispatch, false));
            case LIKE -> only(dispatch, like(dispatch, dispatch.number(), Function.identity()));
            case UNLIKE -> only(dispatch, like(dispatch, dispatch.earlier(), activities::undo));
            case REACT -> only(dispatch, reaction(dispatch, dispatch.number(), dispatch.word(), Function.identity()));
            case UNREACT -> only(dispatch, unreact(dispatch));
            case SHARE -> only(dispatch, share(dispatch));
            case UNSHARE -> only(dispatch, unshare(dispatch));
            case VOTE -> only(dispatch, vote(dispatch));
            case FOLLOW -> only(dispatch, follow(dispatch));
            case UNFOLLOW ->
                only(dispatch, toOne(dispatch, other -> activities.undo(follow(dispatch, dispatch.earlier(), other))));
            case ACCEPT -> only(dispatch, accept(dispatch));
            case REJECT ->
                only(
                        dispatch,
                        toOne(
                                dispatch,
                                other -> activities.reject(
                                        deed(dispatch), dispatch.actor(), other.uri(), address(dispatch.word()))));
            case BLOCK -> only(dispatch, toOne(dispatch, other -> block(dispatch, dispatch.number(), other)));
            case UNBLOCK ->
                only(dispatch, toOne(dispatch, other -> activities.undo(block(dispatch, dispatch.earlier(), other))));
            case FLAG -> new Written(instance.id(), flag(dispatch), Optional.empty());
            case PROFILE -> only(dispatch, profile(dispatch));
            case QUOTE_REQUEST -> only(dispatch, quotes.request(dispatch));
            case QUOTE_ACCEPT, QUOTE_REJECT -> only(dispatch, quotes.answer(dispatch));
            case QUOTE_REVOKE -> only(dispatch, quotes.revoke(dispatch));
            case DEED_REQUEST -> only(dispatch, interactions.request(dispatch));
            case DEED_ACCEPT, DEED_REJECT -> only(dispatch, interactions.answer(dispatch));
            case DEED_REVOKE -> only(dispatch, interactions.revoke(dispatch));
            case MOVE -> only(dispatch, move(dispatch));
        };
    }

    private static Written only(Dispatch dispatch, Optional<Mail> mail) {
        return new Written(dispatch.actor(), mail, Optional.empty());
    }

    private Written post(Dispatch dispatch, Function<ObjectNode, ObjectNode> wrap, boolean again) {
        var post = own(dispatch).filter(found -> found.shared().isEmpty());
        if (post.isEmpty()) {
            return only(dispatch, Optional.empty());
        }
        var note = letters.note(post.get());
        var kept = post.get().audience().open()
                ? Optional.of(new Kept(post.get().id(), Documents.bytes(note)))
                : Optional.<Kept>empty();
        var told = wrap.apply(note);
        var activity = post.get().audience().open()
                ? letters.proved(told, dispatch.actor(), Ids.time(dispatch.number()))
                : told;
        return new Written(
                dispatch.actor(), Optional.of(new Mail(activity, readership.readers(post.get(), again))), kept);
    }

    private Written counts(Dispatch dispatch) {
        return own(dispatch).flatMap(Post::poll).isPresent()
                ? post(dispatch, note -> activities.update(note, Ids.time(dispatch.number())), true)
                : only(dispatch, Optional.empty());
    }

    /// The post of the dispatch as its author sees it, if it may leave this instance at all.
    private Optional<Post> own(Dispatch dispatch) {
        return commons.posts()
                .find(dispatch.post(), Reader.member(dispatch.actor()))
                .filter(post -> post.author().id().equals(dispatch.actor()))
                .filter(post -> !post.audience().localOnly());
    }

    private Optional<Mail> delete(Dispatch dispatch) {
        return commons.posts()
                .buried(dispatch.post())
                .filter(buried -> leaves(buried.audience()))
                .map(buried -> buried.shareOf().isPresent() ? unshare(buried) : Optional.of(delete(dispatch, buried)))
                .flatMap(Function.identity());
    }

    private static boolean leaves(Audience audience) {
        return !audience.localOnly();
    }

    // The word are the numbers of those who had to do with it.
    private Mail delete(Dispatch dispatch, Posts.Buried buried) {
        var touched = Arrays.stream(dispatch.word().split(",", -1))
                .flatMap(number -> ActorId.parse(number).stream())
                .toList();
        var named = commons.database().read(tx -> commons.posts().mentioned(tx, buried.id()));
        var reach = buried.audience().reach();
        var inboxes = new LinkedHashSet<>(readership.readers(buried, named));
        inboxes.addAll(commons.database().read(tx -> commons.follows().inboxesOf(tx, touched)));
        var delete = activities.delete(buried.author(), buried.id(), reach, addresses(named), "Note");
        return new Mail(
                reach.open() ? letters.proved(delete, buried.author(), Ids.time(dispatch.number())) : delete, inboxes);
    }

    private List<String> addresses(Collection<ActorId> people) {
        return commons.people().find(people).values().stream()
                .map(Person::uri)
                .sorted()
                .toList();
    }

    private Optional<Mail> pinned(Dispatch dispatch, boolean pin) {
        var id = deed(dispatch);
        return own(dispatch)
                .filter(post -> post.audience().open())
                .map(post -> new Mail(
                        pin
                                ? activities.pin(id, dispatch.actor(), post.id())
                                : activities.unpin(id, dispatch.actor(), post.id()),
                        readership.followers(dispatch.actor())));
    }

    private Optional<Mail> tagged(Dispatch dispatch, boolean feature) {
        var id = deed(dispatch);
        return Optional.of(new Mail(
                feature
                        ? activities.featureTag(id, dispatch.actor(), dispatch.word())
                        : activities.unfeatureTag(id, dispatch.actor(), dispatch.word()),
                readership.followers(dispatch.actor())));
    }

    private Optional<Mail> like(Dispatch dispatch, long number, Function<ObjectNode, ObjectNode> wrap) {
        return seen(dispatch)
                .filter(post -> !post.author().local())
                .map(post -> new Mail(
                        wrap.apply(activities.like(
                                addresses.deed(dispatch.actor(), number),
                                dispatch.actor(),
                                post.uri(),
                                post.author().uri())),
                        readership.concerned(post)));
    }

    // The word is the number under which it was told, and the emoji.
    private Optional<Mail> unreact(Dispatch dispatch) {
        var parts = dispatch.word().split(" ", 2);
        return reaction(dispatch, Ids.parse(parts[0]).orElseThrow(), parts[1], activities::undo);
    }

    private Optional<Mail> reaction(
            Dispatch dispatch, long number, String code, Function<ObjectNode, ObjectNode> wrap) {
        var emoji = Emoji.parse(code).orElseThrow();
        return seen(dispatch)
                .filter(post -> !post.author().local())
                .map(post -> new Mail(
                        wrap.apply(reaction(addresses.deed(dispatch.actor(), number), dispatch.actor(), post, emoji)),
                        readership.concerned(post)));
    }

    private ObjectNode reaction(String id, ActorId actor, Post post, Emoji emoji) {
        var author = post.author().uri();
        if (emoji.equals(Emoji.DISLIKE)) {
            return post.group().isPresent()
                    ? activities.dislike(id, actor, post.uri(), author)
                    : activities.reactOnly(id, actor, post.uri(), author, emoji.code(), List.of());
        }
        return switch (emoji) {
            case Emoji.Sign(var sign) -> activities.react(id, actor, post.uri(), author, sign, List.of());
            case Emoji.Custom custom ->
                activities.react(
                        id,
                        actor,
                        post.uri(),
                        author,
                        ":" + custom.shortcode() + ":",
                        commons.media().emojis().find(custom).map(portraits::emoji).stream()
                                .toList());
        };
    }

    private Optional<Post> seen(Dispatch dispatch) {
        return commons.posts().find(dispatch.post(), Reader.member(dispatch.actor()));
    }

    private Optional<Mail> share(Dispatch dispatch) {
        return own(dispatch)
                .filter(post -> post.shared().isPresent())
                .map(share -> new Mail(
                        letters.birth(share),
                        readership.sharers(
                                share.author().id(), share.shown().author().id())));
    }

    private Optional<Mail> unshare(Dispatch dispatch) {
        return commons.posts()
                .buried(dispatch.post())
                .filter(buried -> leaves(buried.audience()))
                .flatMap(this::unshare);
    }

    private Optional<Mail> unshare(Posts.Buried share) {
        var original = share.shareOf().orElseThrow();
        var address = commons.posts()
                .find(original, Reader.member(share.author()))
                .map(Post::uri)
                .or(() -> commons.posts().buried(original).map(Posts.Buried::uri));
        var author = commons.posts().authorOf(original).flatMap(commons.people()::find);
        return address.isEmpty() || author.isEmpty()
                ? Optional.empty()
                : Optional.of(new Mail(
                        activities.undo(activities.announce(
                                share.id(),
                                share.author(),
                                address.get(),
                                author.get().uri(),
                                share.audience().reach(),
                                Ids.time(share.id().value()))),
                        readership.sharers(share.author(), author.get().id())));
    }

    private Optional<Mail> vote(Dispatch dispatch) {
        var choice = (int) dispatch.earlier();
        return seen(dispatch)
                .filter(post -> !post.author().local())
                .flatMap(post -> post.poll()
                        .filter(poll -> choice < poll.options().size())
                        .flatMap(poll -> readership
                                .inbox(post.author().id())
                                .map(inbox -> new Mail(
                                        activities.vote(
                                                deed(dispatch),
                                                dispatch.actor(),
                                                poll.options().get(choice).title(),
                                                post.uri(),
                                                post.author().uri()),
                                        List.of(inbox)))));
    }

    private String deed(Dispatch dispatch) {
        return addresses.deed(dispatch.actor(), dispatch.number());
    }

    /// What concerns one person goes to their own inbox.
    private Optional<Mail> toOne(Dispatch dispatch, Function<Person, ObjectNode> words) {
        return commons.people()
                .find(dispatch.other())
                .filter(other -> !other.local())
                .flatMap(other ->
                        readership.inbox(other.id()).map(inbox -> new Mail(words.apply(other), List.of(inbox))));
    }

    private Optional<Mail> follow(Dispatch dispatch) {
        return commons.follows()
                .between(dispatch.actor(), dispatch.other())
                .flatMap(facts -> toOne(dispatch, other -> follow(dispatch, facts.id(), other)));
    }

    // The number is that of the follow, so that its end can name it.
    private ObjectNode follow(Dispatch dispatch, long number, Person other) {
        return activities.follow(addresses.deed(dispatch.actor(), number), dispatch.actor(), other.uri());
    }

    private Optional<Mail> accept(Dispatch dispatch) {
        return commons.follows()
                .between(dispatch.other(), dispatch.actor())
                .flatMap(facts -> toOne(
                        dispatch,
                        other -> activities.accept(
                                deed(dispatch), dispatch.actor(), other.uri(), address(facts.activity()))));
    }

    private static Optional<String> address(String activity) {
        var again = activity.indexOf(Arrivals.AGAIN);
        return Optional.of(again < 0 ? activity : activity.substring(0, again)).filter(text -> text.startsWith("http"));
    }

    private ObjectNode block(Dispatch dispatch, long number, Person other) {
        return activities.block(addresses.deed(dispatch.actor(), number), dispatch.actor(), other.uri());
    }

    private Optional<Mail> flag(Dispatch dispatch) {
        return commons.reports()
                .find(dispatch.subject())
                .flatMap(report -> commons.people()
                        .find(report.target())
                        .flatMap(target -> readership
                                .inbox(target.id())
                                .map(inbox -> new Mail(
                                        activities.flag(
                                                addresses.deed(instance.id(), dispatch.number()),
                                                instance.id(),
                                                target.uri(),
                                                reported(report.reporter(), report.posts()),
                                                report.comment()),
                                        List.of(inbox)))));
    }

    private List<String> reported(ActorId reporter, List<PostId> posts) {
        return commons.posts().find(posts, Reader.member(reporter)).stream()
                .filter(post -> !post.audience().localOnly())
                .map(Post::uri)
                .toList();
    }

    private Optional<Mail> profile(Dispatch dispatch) {
        return commons.people()
                .find(dispatch.actor())
                .filter(person -> !person.erased())
                .flatMap(portraits::document)
                .map(document -> new Mail(
                        activities.update(dispatch.actor(), document, Ids.time(dispatch.number())),
                        readership.followers(dispatch.actor())));
    }

    private Optional<Mail> move(Dispatch dispatch) {
        return commons.people()
                .find(dispatch.other())
                .filter(Person::present)
                .map(target -> new Mail(
                        activities.move(deed(dispatch), dispatch.actor(), target.uri()),
                        readership.followers(dispatch.actor())));
    }

    /// The last word of somebody who leaves.
    ObjectNode farewell(ActorId actor) {
        return activities.delete(actor);
    }
}
