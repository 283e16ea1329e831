// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.allmende.activitypub.Outbox.Mail;
import org.allmende.activitystreams.ActivityDocuments;
import org.allmende.activitystreams.ActivityDocuments.QuoteAsked;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.posts.QuoteFacts;
import org.allmende.posts.QuoteState;
import org.allmende.posts.Reader;

/// Writes out what others are told about quotes: that we ask, and what we answer.
final class QuoteWriting {

    private final Commons commons;
    private final Addresses addresses;
    private final Letters letters;
    private final ActivityDocuments activities;
    private final Readership readership;

    QuoteWriting(
            Commons commons,
            Addresses addresses,
            Letters letters,
            ActivityDocuments activities,
            Readership readership) {
        this.commons = commons;
        this.addresses = addresses;
        this.letters = letters;
        this.activities = activities;
        this.readership = readership;
    }

    Optional<Mail> request(Dispatch dispatch) {
        var post = commons.posts()
                .find(dispatch.post(), Reader.member(dispatch.actor()))
                .filter(found -> !found.audience().localOnly());
        return post.flatMap(quoting -> commons.posts()
                .quotes()
                .of(quoting.id())
                .filter(quote -> quote.state() == QuoteState.PENDING)
                .flatMap(quote -> request(dispatch.actor(), quoting, quote)));
    }

    // The number is that of the quote, so that an answer can name it.
    private Optional<Mail> request(ActorId actor, Post quoting, QuoteFacts quote) {
        return commons.posts()
                .find(quote.quoted(), Reader.member(actor))
                .filter(quoted -> !quoted.author().local())
                .flatMap(quoted -> readership
                        .inbox(quoted.author().id())
                        .map(inbox -> new Mail(
                                activities.quoteRequest(
                                        addresses.deed(actor, quote.id()),
                                        actor,
                                        quoted.uri(),
                                        quoted.author().uri(),
                                        letters.note(quoting)),
                                List.of(inbox))));
    }

    /// `word` is the number of who asked.
    Optional<Mail> answer(Dispatch dispatch) {
        var asker =
                ActorId.parse(dispatch.word()).flatMap(commons.people()::find).filter(person -> !person.local());
        var quote = commons.posts().quotes().find(dispatch.subject());
        return asker.isEmpty() || quote.isEmpty()
                ? Optional.empty()
                : readership.inbox(asker.get().id()).map(inbox -> answer(dispatch, quote.get(), asker.get(), inbox));
    }

    private Mail answer(Dispatch dispatch, QuoteFacts quote, Person asker, String inbox) {
        var id = addresses.deed(dispatch.actor(), dispatch.number());
        var asked = new QuoteAsked(
                quote.request().filter(text -> text.startsWith("http")),
                asker.uri(),
                quote.quoted(),
                quote.quotingUri());
        return new Mail(
                dispatch.kind() == Dispatch.Kind.QUOTE_ACCEPT
                        ? activities.acceptQuote(id, dispatch.actor(), asked, quote.id())
                        : activities.rejectQuote(id, dispatch.actor(), asked),
                List.of(inbox));
    }

    /// Told to who quotes, and to all who can have seen that they might.
    Optional<Mail> revoke(Dispatch dispatch) {
        return commons.posts().quotes().find(dispatch.subject()).map(quote -> {
            var quoter = quote.quoting().flatMap(commons.posts()::authorOf).flatMap(commons.people()::find);
            var inboxes = new LinkedHashSet<>(readership.followers(dispatch.actor()));
            quoter.filter(person -> !person.local())
                    .flatMap(person -> readership.inbox(person.id()))
                    .ifPresent(inboxes::add);
            quoter.filter(Person::local)
                    .flatMap(person -> commons.posts().find(quote.quoting().orElseThrow(), Reader.member(person.id())))
                    .filter(post -> !post.audience().localOnly())
                    .ifPresent(post -> inboxes.addAll(readership.readers(post, true)));
            return new Mail(
                    activities.deleteStamp(
                            dispatch.actor(),
                            quote.id(),
                            quoter.map(Person::uri).stream().toList()),
                    inboxes);
        });
    }
}
