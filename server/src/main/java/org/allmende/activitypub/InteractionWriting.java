// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Audience;
import org.allmende.activity.Emoji;
import org.allmende.activity.Reach;
import org.allmende.activitypub.Outbox.Mail;
import org.allmende.activitystreams.ActivityDocuments;
import org.allmende.activitystreams.ActivityDocuments.Wanted;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.people.Person;
import org.allmende.posts.Interaction;
import org.allmende.posts.InteractionFacts;
import org.allmende.posts.InteractionState;
import org.allmende.posts.Post;
import org.allmende.posts.Reader;
import tools.jackson.databind.node.ObjectNode;

/// Writes out that our members ask to answer, like or share, and what they answer to those who want to.
final class InteractionWriting {

    /// What follows the address of a like in that of the asking for it: both have one number.
    static final String REQUEST = "#request";

    private final Commons commons;
    private final Addresses addresses;
    private final Letters letters;
    private final ActivityDocuments activities;
    private final Readership readership;
    private final Reacting reacting;

    InteractionWriting(
            Commons commons,
            Addresses addresses,
            Letters letters,
            ActivityDocuments activities,
            Readership readership,
            Reacting reacting) {
        this.commons = commons;
        this.addresses = addresses;
        this.letters = letters;
        this.activities = activities;
        this.readership = readership;
        this.reacting = reacting;
    }

    /// Writes a reaction with an emoji.
    interface Reacting {
        ObjectNode reaction(String id, ActorId actor, Post post, Emoji emoji);
    }

    /// Goes to who has to agree, and to nobody else yet.
    Optional<Mail> request(Dispatch dispatch) {
        var facts = commons.posts()
                .interactions()
                .find(dispatch.subject())
                .filter(found -> found.state() == InteractionState.PENDING);
        return facts.flatMap(found -> commons.posts()
                .find(found.post(), Reader.member(found.actor()))
                .filter(post -> !post.author().local())
                .flatMap(post -> instrument(found, post)
                        .flatMap(instrument -> readership
                                .inbox(found.author())
                                .map(inbox -> new Mail(
                                        activities.request(
                                                kind(found.what()),
                                                addresses.deed(found.actor(), found.id()) + REQUEST,
                                                found.actor(),
                                                post.uri(),
                                                post.author().uri(),
                                                instrument),
                                        List.of(inbox))))));
    }

    private Optional<ObjectNode> instrument(InteractionFacts facts, Post post) {
        var actor = facts.actor();
        var id = addresses.deed(actor, facts.id());
        return switch (facts.what()) {
            case LIKE ->
                Optional.of(Emoji.parse(facts.detail())
                        .map(emoji -> reacting.reaction(id, actor, post, emoji))
                        .orElseGet(() -> activities.like(
                                id, actor, post.uri(), post.author().uri())));
            case SHARE ->
                facts.deed()
                        .map(share -> letters.announce(
                                share, actor, post, new Audience(Reach.valueOf(facts.detail()), false)));
            case REPLY ->
                facts.deed()
                        .flatMap(deed -> commons.posts().find(deed, Reader.member(actor)))
                        .filter(reply -> !reply.audience().localOnly())
                        .map(letters::note);
            case QUOTE -> Optional.empty();
        };
    }

    private static String kind(Interaction what) {
        return switch (what) {
            case LIKE -> "Like";
            case REPLY -> "Reply";
            case SHARE -> "Announce";
            case QUOTE -> "Quote";
        };
    }

    /// The kind of a confirmation, by what it confirms.
    static String kindOf(InteractionFacts facts) {
        return kind(facts.what());
    }

    Optional<Mail> answer(Dispatch dispatch) {
        var facts = commons.posts().interactions().find(dispatch.subject());
        var asker = facts.map(InteractionFacts::actor)
                .flatMap(commons.people()::find)
                .filter(person -> !person.local());
        return asker.isEmpty() ? Optional.empty() : answer(dispatch, facts.get(), asker.get());
    }

    private Optional<Mail> answer(Dispatch dispatch, InteractionFacts facts, Person asker) {
        var id = addresses.deed(dispatch.actor(), dispatch.number());
        var post = commons.posts().find(facts.post(), Reader.member(facts.author()));
        var inboxes = new LinkedHashSet<String>();
        readership.inbox(asker.id()).ifPresent(inboxes::add);
        if (post.isEmpty() || inboxes.isEmpty()) {
            return Optional.empty();
        }
        var wanted = new Wanted(
                kindOf(facts), facts.request(), asker.uri(), post.get().uri(), facts.address());
        if (dispatch.kind() == Dispatch.Kind.DEED_REJECT) {
            return Optional.of(new Mail(activities.rejectDeed(id, dispatch.actor(), wanted), inboxes));
        }
        // Who asked tells the others with our word in hand. Who did not may have told them already.
        var openly = facts.request().isEmpty()
                && facts.what() != Interaction.LIKE
                && post.get().audience().open();
        if (openly) {
            inboxes.addAll(readership.followers(dispatch.actor()));
        }
        return Optional.of(new Mail(activities.acceptDeed(id, dispatch.actor(), wanted, facts.id(), openly), inboxes));
    }

    /// Told to who did it, and to all who can have seen that they might.
    Optional<Mail> revoke(Dispatch dispatch) {
        return commons.posts().interactions().find(dispatch.subject()).map(facts -> {
            var inboxes = new LinkedHashSet<>(readership.followers(dispatch.actor()));
            var doer = commons.people().find(facts.actor());
            doer.filter(person -> !person.local())
                    .flatMap(person -> readership.inbox(person.id()))
                    .ifPresent(inboxes::add);
            return new Mail(
                    activities.deleteStamp(
                            dispatch.actor(),
                            facts.id(),
                            doer.map(Person::uri).stream().toList()),
                    inboxes);
        });
    }
}
