// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Optional;
import java.util.Set;
import org.allmende.activity.Activity;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireActivity;
import org.allmende.activitystreams.WireActivity.Subject;
import org.allmende.base.Addresses;
import org.allmende.base.PostId;
import org.allmende.people.Person;
import org.allmende.posts.InteractionFacts;
import org.allmende.text.Urls;

/// Says what strangers' words about answers, likes and shares mean here that need an author's consent: requests,
/// answers, and consents taken back, as GoToSocial has them.
final class InteractionTranslator {

    private static final Set<String> REQUESTS = Set.of("LikeRequest", "ReplyRequest", "AnnounceRequest");

    private final Commons commons;
    private final Addresses addresses;
    private final PostTranslator posts;
    private final ReactionTranslator reactions;

    InteractionTranslator(Commons commons, Addresses addresses, PostTranslator posts, ReactionTranslator reactions) {
        this.commons = commons;
        this.addresses = addresses;
        this.posts = posts;
        this.reactions = reactions;
    }

    Translation like(WireActivity wire, Person actor) throws Unreadable {
        var like = wire.requested(WireActivity.Kind.LIKE);
        return asked(
                wire,
                like.flatMap(inner ->
                        reactions.done(inner, actor, Arrivals.id(inner.id().orElseThrow()))));
    }

    Translation share(WireActivity wire, Person actor) throws Unreadable {
        var share = wire.requested(WireActivity.Kind.ANNOUNCE);
        return asked(wire, share.flatMap(inner -> posts.shareOfOurs(inner, actor)));
    }

    Translation reply(WireActivity wire, Person actor, boolean complete) throws Unreadable {
        var instrument = wire.instrument();
        var address = instrument.flatMap(Subject::id).filter(reply -> Urls.sameOrigin(reply, actor.uri()));
        if (address.isEmpty() || ours(wire).isEmpty()) {
            return Translation.NOTHING;
        }
        var reply = posts.alongside(instrument.get(), actor)
                .filter(deed -> deed instanceof Activity.Publish publish
                        && publish.draft().inReplyTo().equals(ours(wire)));
        if (reply.isEmpty() && instrument.get() instanceof Subject.Named && posts.fetchable(address.get())) {
            return complete ? Translation.NOTHING : new Translation.Missing(Set.of(address.get()));
        }
        return asked(wire, reply);
    }

    private Translation asked(WireActivity wire, Optional<Activity> deed) {
        return wire.id().isEmpty() || ours(wire).isEmpty()
                ? Translation.NOTHING
                : deed.map(found -> Translation.of(
                                new Activity.Ask(Arrivals.id(wire.id().get()), found.actor(), found)))
                        .orElse(Translation.NOTHING);
    }

    private Optional<PostId> ours(WireActivity wire) {
        return wire.subjectId().flatMap(addresses::post);
    }

    /// Empty where what was accepted is none of these. The author's own word needs no other proof; third parties look
    /// at the stamp, or, from those who make none, at the Accept.
    Optional<Translation> accepted(WireActivity wire, Person actor) {
        var stamp = wire.json().address("result").or(wire::id).filter(address -> Urls.sameOrigin(address, actor.uri()));
        return answered(wire, actor)
                .map(facts -> Translation.of(new Activity.AllowDeed(
                        Arrivals.id(wire, actor.uri() + "#accept-" + facts.id()),
                        actor.id(),
                        facts.post(),
                        facts.address(),
                        stamp)));
    }

    Optional<Translation> rejected(WireActivity wire, Person actor) {
        return answered(wire, actor)
                .map(facts -> Translation.of(new Activity.RefuseDeed(
                        Arrivals.id(wire, actor.uri() + "#reject-" + facts.id()),
                        actor.id(),
                        facts.post(),
                        facts.address())));
    }

    /// What is answered: by the address of our request, of the deed itself, or by both within what came along.
    private Optional<InteractionFacts> answered(WireActivity wire, Person author) {
        var request = wire.embedded().filter(inner -> REQUESTS.stream().anyMatch(inner::is));
        return wire.subjectId()
                .flatMap(this::named)
                .or(() -> request.flatMap(inner -> inner.address("instrument")).flatMap(this::named))
                .filter(facts -> facts.author().equals(author.id()));
    }

    private Optional<InteractionFacts> named(String address) {
        var interactions = commons.posts().interactions();
        var bare = address.endsWith(InteractionWriting.REQUEST)
                ? address.substring(0, address.length() - InteractionWriting.REQUEST.length())
                : address;
        return addresses
                .deed(bare)
                .flatMap(deed -> interactions
                        .find(deed.number())
                        .filter(facts -> facts.actor().equals(deed.actor())))
                .or(() -> addresses.birth(bare).flatMap(interactions::of))
                .or(() -> addresses
                        .post(bare)
                        .or(() -> addresses.ours(bare)
                                ? Optional.empty()
                                : commons.posts().idOf(bare))
                        .flatMap(interactions::of));
    }

    /// A consent that is taken back: the end of its stamp.
    Optional<Translation> revoked(WireActivity wire, Person actor) {
        return wire.subjectId()
                .flatMap(stamp -> commons.posts().interactions().stamped(stamp, actor.id()))
                .map(facts -> Translation.of(new Activity.RevokeDeed(
                        Arrivals.id(wire, facts.stamp().orElseThrow() + "#delete"),
                        actor.id(),
                        facts.post(),
                        facts.address())));
    }
}
