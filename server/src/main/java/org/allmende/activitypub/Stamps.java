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
import org.allmende.posts.InteractionFacts;
import org.allmende.posts.InteractionState;
import org.allmende.posts.QuoteFacts;
import org.allmende.posts.QuoteState;
import org.allmende.text.Urls;

/// Looks at the stamps that foreign posts claim to quote with: asked for where the quoted author lives, and believed
/// only about the very two posts. Until then nothing quoted is shown.
final class Stamps {

    private static final String LOOK = "activitypub.stamp";

    private static final String LOOK_AT_DEED = "activitypub.stamp_of_deed";

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
        jobs.does(LOOK_AT_DEED, new Work(this::lookAtDeed, AT_ONCE, TRIES_MAX));
    }

    private void hear(Tx tx, Accomplished news) {
        if (news.local()) {
            return;
        }
        if (news.activity() instanceof Activity.Publish publish) {
            soon(tx, publish.post());
        }
        if (news.activity() instanceof Activity.Ask ask) {
            commons.posts()
                    .interactions()
                    .of(tx, ask)
                    .filter(facts -> claimed(facts).isPresent())
                    .ifPresent(facts -> tx.later(
                            Job.of(LOOK_AT_DEED, Long.toString(facts.id())).once(LOOK_AT_DEED + ":" + facts.id())));
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

    private static Optional<String> claimed(InteractionFacts facts) {
        return facts.stamp().filter(_ -> facts.state() == InteractionState.PENDING);
    }

    // Strangers answer each other, and say that they may.
    private JobEnd lookAtDeed(String payload, int tries) {
        var facts =
                Ids.parse(payload).flatMap(id -> commons.posts().interactions().find(id));
        var stamp = facts.flatMap(Stamps::claimed);
        var author = facts.map(InteractionFacts::author)
                .flatMap(commons.people()::find)
                .filter(person -> !person.local() && person.present());
        if (stamp.isEmpty()
                || author.isEmpty()
                || !Urls.sameOrigin(stamp.get(), author.get().uri())) {
            return JobEnd.DONE;
        }
        return switch (fetching.fetch(stamp.get(), Errand.patient(clock))) {
            case Found.Document document -> {
                WireStamp.ofReply(document.json())
                        .filter(found -> fits(found, stamp.get(), facts.get(), author.get()))
                        .ifPresent(_ -> allow(facts.get(), author.get(), stamp.get()));
                yield JobEnd.DONE;
            }
            case Found.Gone _ -> JobEnd.DONE;
            case Found.Nothing nothing -> again(nothing, stamp.get(), tries);
        };
    }

    private boolean fits(WireStamp found, String stamp, InteractionFacts facts, Person author) {
        return found.id().equals(stamp)
                && found.author().equals(author.uri())
                && found.quoting().equals(facts.address())
                && found.quoted()
                        .map(post -> commons.posts().idOf(post).equals(Optional.of(facts.post())))
                        .orElse(true);
    }

    private void allow(InteractionFacts facts, Person author, String stamp) {
        var allow = new Activity.AllowDeed(
                Arrivals.id(stamp + "#" + ids.next()), author.id(), facts.post(), facts.address(), Optional.of(stamp));
        commons.intake().receive(verifier.verify(allow, author, stamp));
    }

    private static JobEnd again(Found.Nothing nothing, String stamp, int tries) {
        return nothing.worthAnotherTry() && tries < TRIES_MAX
                ? new JobEnd.Again(stamp + " cannot be had now", Optional.empty())
                : JobEnd.DONE;
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
            case Found.Nothing nothing -> again(nothing, stamp.get(), tries);
        };
    }

    private boolean fits(WireStamp found, String stamp, QuoteFacts quote, Person author) {
        return found.id().equals(stamp)
                && found.author().equals(author.uri())
                && found.quoting().equals(quote.quotingUri())
                && found.quoted()
                        .flatMap(commons.posts()::idOf)
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
