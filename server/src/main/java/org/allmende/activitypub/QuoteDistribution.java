// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Optional;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activitypub.Dispatch.Kind;
import org.allmende.base.ActorId;
import org.allmende.database.Tx;
import org.allmende.people.Person;
import org.allmende.posts.QuoteFacts;
import org.allmende.posts.QuoteState;

/// Decides who elsewhere is told of what becomes of a quote.
final class QuoteDistribution {

    private final Commons commons;
    private final Telling telling;

    QuoteDistribution(Commons commons, Telling telling) {
        this.commons = commons;
        this.telling = telling;
    }

    /// Leaves a dispatch behind.
    interface Telling {
        void tell(Tx tx, Kind kind, ActorId actor, long subject, String word);
    }

    /// A member has published a post that may quote a stranger's: the author is asked.
    void published(Tx tx, Activity.Publish publish) {
        if (publish.draft().audience().localOnly()) {
            return;
        }
        commons.posts()
                .quotes()
                .of(tx, publish.post())
                .filter(quote -> quote.state() == QuoteState.PENDING)
                .filter(quote -> !home(tx, author(tx, quote)))
                .ifPresent(_ -> telling.tell(
                        tx, Kind.QUOTE_REQUEST, publish.actor(), publish.post().value(), ""));
    }

    /// A stranger asked to quote a member.
    void asked(Tx tx, Activity.AskToQuote ask, Accomplished news) {
        answer(tx, ask, quote(tx, news));
    }

    /// Who asks again has not heard our answer.
    void askedAgain(Tx tx, Activity.AskToQuote ask) {
        answer(tx, ask, commons.posts().quotes().find(tx, ask.quoted(), ask.quoting()));
    }

    private void answer(Tx tx, Activity.AskToQuote ask, Optional<QuoteFacts> quote) {
        var author = quote.flatMap(found -> author(tx, found));
        if (quote.isPresent() && author.isPresent()) {
            switch (quote.get().state()) {
                case ACCEPTED -> answer(tx, Kind.QUOTE_ACCEPT, author.get(), quote.get(), ask.actor());
                case REJECTED, REVOKED -> answer(tx, Kind.QUOTE_REJECT, author.get(), quote.get(), ask.actor());
                case PENDING, DELETED, HIDDEN -> {}
            }
        }
    }

    private void answer(Tx tx, Kind kind, ActorId author, QuoteFacts quote, ActorId asker) {
        telling.tell(tx, kind, author, quote.id(), asker.toString());
    }

    /// A member has decided about a quote of theirs.
    void decided(Tx tx, Accomplished news, Kind kind) {
        var actor = news.activity().actor();
        quote(tx, news).ifPresent(quote -> {
            var quoter = quoter(tx, quote);
            if (kind == Kind.QUOTE_REVOKE) {
                telling.tell(tx, kind, actor, quote.id(), "");
            } else if (!home(tx, quoter)) {
                quoter.ifPresent(asker -> answer(tx, kind, actor, quote, asker));
            }
            renew(tx, quote);
        });
    }

    /// A stranger has decided about being quoted by a member.
    void heard(Tx tx, Accomplished news) {
        quote(tx, news).ifPresent(quote -> renew(tx, quote));
    }

    // The quoting post says now whether it has the consent.
    private void renew(Tx tx, QuoteFacts quote) {
        quoter(tx, quote)
                .filter(author -> home(tx, Optional.of(author)))
                .ifPresent(author -> telling.tell(
                        tx, Kind.UPDATE, author, quote.quoting().orElseThrow().value(), ""));
    }

    private Optional<QuoteFacts> quote(Tx tx, Accomplished news) {
        return commons.posts().quotes().find(tx, news.outcome().subject());
    }

    private Optional<ActorId> author(Tx tx, QuoteFacts quote) {
        return commons.posts().authorOf(tx, quote.quoted());
    }

    private Optional<ActorId> quoter(Tx tx, QuoteFacts quote) {
        return quote.quoting().flatMap(post -> commons.posts().authorOf(tx, post));
    }

    private boolean home(Tx tx, Optional<ActorId> actor) {
        return actor.flatMap(id -> commons.people().find(tx, id))
                .filter(Person::local)
                .isPresent();
    }
}
