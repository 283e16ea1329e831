// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Clock;
import java.util.Optional;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activitystreams.WireStamp;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Tx;
import org.allmende.database.Work;
import org.allmende.people.Person;
import org.allmende.posts.QuoteFacts;
import org.allmende.posts.QuoteState;

/// Looks at the stamps that foreign posts claim to quote with: asked for where the quoted author lives, and believed
/// only about the very two posts. Until then nothing quoted is shown.
final class Stamps {

    private static final String LOOK = "activitypub.stamp";

    /// A consent that cannot be had for so long is none.
    private static final int TRIES_MAX = 6;

    private static final int AT_ONCE = 2;

    private final Commons commons;
    private final Fetching fetching;
    private final Ids ids;
    private final Clock clock;
    private final OriginVerifier verifier = new OriginVerifier();

    Stamps(Commons commons, Fetching fetching, Ids ids, Clock clock) {
        this.commons = commons;
        this.fetching = fetching;
        this.ids = ids;
        this.clock = clock;
        commons.database().within(Accomplished.class, this::hear);
    }

    void work(Jobs jobs) {
        jobs.does(LOOK, new Work(this::look, AT_ONCE, TRIES_MAX));
    }

    private void hear(Tx tx, Accomplished news) {
        if (news.local()) {
            return;
        }
        if (news.activity() instanceof Activity.Publish publish) {
            soon(tx, publish.post());
        }
        if (news.activity() instanceof Activity.Edit edit) {
            soon(tx, edit.post());
        }
    }

    private void soon(Tx tx, PostId quoting) {
        commons.posts()
                .quotes()
                .of(tx, quoting)
                .flatMap(Stamps::claimed)
                .ifPresent(_ -> tx.later(Job.of(LOOK, quoting.toString()).once(LOOK + ":" + quoting)));
    }

    private static Optional<String> claimed(QuoteFacts quote) {
        return quote.stamp().filter(_ -> quote.state() == QuoteState.PENDING);
    }

    private JobEnd look(String payload, int tries) {
        var quote =
                PostId.parse(payload).flatMap(post -> commons.posts().quotes().of(post));
        var stamp = quote.flatMap(Stamps::claimed);
        var author = quote.flatMap(found -> commons.posts().authorOf(found.quoted()))
                .flatMap(commons.people()::find)
                .filter(person -> !person.local() && person.present());
        if (stamp.isEmpty() || author.isEmpty()) {
            return JobEnd.DONE;
        }
        return switch (fetching.fetch(stamp.get(), Errand.patient(clock))) {
            case Found.Document document -> {
                WireStamp.read(document.json())
                        .filter(found -> fits(found, stamp.get(), quote.get(), author.get()))
                        .ifPresent(_ -> allow(quote.get(), author.get(), stamp.get()));
                yield JobEnd.DONE;
            }
            case Found.Gone _ -> JobEnd.DONE;
            case Found.Nothing nothing ->
                nothing.worthAnotherTry() && tries < TRIES_MAX
                        ? new JobEnd.Again(stamp.get() + " cannot be had now", Optional.empty())
                        : JobEnd.DONE;
        };
    }

    private boolean fits(WireStamp found, String stamp, QuoteFacts quote, Person author) {
        return found.id().equals(stamp)
                && found.author().equals(author.uri())
                && found.quoting().equals(quote.quotingUri())
                && commons.posts()
                        .idOf(found.quoted())
                        .filter(quote.quoted()::equals)
                        .isPresent();
    }

    private void allow(QuoteFacts quote, Person author, String stamp) {
        var allow = new Activity.AllowQuote(
                Arrivals.id(stamp + "#" + ids.next()),
                author.id(),
                quote.quoted(),
                quote.quotingUri(),
                Optional.of(stamp));
        commons.intake().receive(verifier.verify(allow, author, stamp));
    }
}
