// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.allmende.activity.Activity;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireActivity;
import org.allmende.activitystreams.WireActivity.Subject;
import org.allmende.base.Addresses;
import org.allmende.people.Person;
import org.allmende.posts.QuoteFacts;
import org.allmende.text.Urls;

/// Says what strangers' words about quotes mean here (FEP-044f): requests, answers, and consents taken back.
final class QuoteTranslator {

    private static final String REQUEST = "QuoteRequest";

    private final Commons commons;
    private final Addresses addresses;
    private final PostTranslator posts;

    QuoteTranslator(Commons commons, Addresses addresses, PostTranslator posts) {
        this.commons = commons;
        this.addresses = addresses;
        this.posts = posts;
    }

    Translation request(WireActivity wire, Person actor, boolean complete) throws Unreadable {
        var quoted = wire.subjectId().flatMap(addresses::post);
        var instrument = wire.instrument();
        var quoting = instrument.flatMap(Subject::id).filter(address -> Urls.sameOrigin(address, actor.uri()));
        if (quoted.isEmpty() || quoting.isEmpty() || wire.id().isEmpty() || somebodyElses(quoting.get(), actor)) {
            return Translation.NOTHING;
        }
        var deeds = new ArrayList<Activity>();
        if (posts.fetchable(quoting.get())) {
            var post = posts.alongside(instrument.get(), actor);
            if (post.isEmpty() && !complete) {
                return new Translation.Missing(Set.of(quoting.get()));
            }
            post.ifPresent(deeds::add);
        }
        deeds.add(new Activity.AskToQuote(Arrivals.id(wire.id().get()), actor.id(), quoted.get(), quoting.get()));
        return new Translation.Deeds(deeds, Optional.empty());
    }

    private boolean somebodyElses(String quoting, Person actor) {
        return commons.posts()
                .idOf(quoting)
                .flatMap(commons.posts()::authorOf)
                .filter(author -> !author.equals(actor.id()))
                .isPresent();
    }

    /// Empty where what was accepted is no quote. Without a stamp nobody else could see that it was.
    Optional<Translation> accepted(WireActivity wire, Person actor) {
        var stamp = wire.json().address("result").filter(address -> Urls.sameOrigin(address, actor.uri()));
        return answered(wire)
                .map(quote -> stamp.isEmpty()
                        ? Translation.NOTHING
                        : Translation.of(new Activity.AllowQuote(
                                Arrivals.id(wire, stamp.get() + "#accept"),
                                actor.id(),
                                quote.quoted(),
                                quote.quotingUri(),
                                stamp)));
    }

    Optional<Translation> rejected(WireActivity wire, Person actor) {
        return answered(wire)
                .map(quote -> Translation.of(new Activity.RefuseQuote(
                        Arrivals.id(wire, actor.uri() + "#reject-" + quote.id()),
                        actor.id(),
                        quote.quoted(),
                        quote.quotingUri())));
    }

    /// The quote of ours that is answered: by the address of our request, or by what came along.
    private Optional<QuoteFacts> answered(WireActivity wire) {
        var embedded = wire.embedded();
        var byNumber = wire.subjectId()
                .flatMap(addresses::deed)
                .flatMap(deed -> commons.posts()
                        .quotes()
                        .find(deed.number())
                        .filter(quote -> quote.quoting()
                                .flatMap(commons.posts()::authorOf)
                                .filter(deed.actor()::equals)
                                .isPresent()));
        return byNumber.isPresent()
                ? byNumber
                : embedded.filter(request -> request.is(REQUEST))
                        .flatMap(request -> request.address("instrument")
                                .filter(addresses::ours)
                                .flatMap(quoting -> request.address("object")
                                        .flatMap(commons.posts()::idOf)
                                        .flatMap(quoted ->
                                                commons.posts().quotes().find(quoted, quoting))));
    }

    /// A consent that is taken back: the end of its stamp.
    Optional<Translation> revoked(WireActivity wire, Person actor) {
        return wire.subjectId()
                .flatMap(stamp -> commons.posts().quotes().stamped(stamp, actor.id()))
                .map(quote -> Translation.of(new Activity.RevokeQuote(
                        Arrivals.id(wire, quote.stamp().orElseThrow() + "#delete"),
                        actor.id(),
                        quote.quoted(),
                        quote.quotingUri())));
    }
}
