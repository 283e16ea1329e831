// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import org.allmende.activitypub.Outbox.Letter;
import org.allmende.activitypub.Outbox.Outgoing;
import org.allmende.base.Ids;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Work;
import org.allmende.http.OutboundFailure;
import org.allmende.http.OutboundRequest;
import org.allmende.http.Response;
import org.allmende.moderation.Domains;
import org.allmende.people.People;
import org.allmende.signatures.HttpSignature;
import org.allmende.signatures.HttpSignature.Parcel;
import org.allmende.text.Urls;

/// Carries letters to the inboxes of others, patiently, and says what became of each.
final class Delivery {

    /// Few enough not to hurt a small server, enough for a burst to a large one.
    private static final int AT_ONCE_PER_HOST = 4;

    /// Most of these wait for somebody's answer; each holds some ten kilobytes meanwhile.
    private static final int AT_ONCE = 256;

    /// Policies of domains are asked for with every letter, and change once a month.
    private static final int SUSPENDED_KEPT_MAX = 20_000;

    /// After so long another node may have changed one.
    private static final Duration SUSPENDED_KEPT = Duration.ofMinutes(1);

    /// With the distances of `Jobs` about two and a half days.
    private static final int TRIES = 16;

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration TOTAL = Duration.ofSeconds(30);

    /// Nobody answers a delivery with more than a sentence.
    private static final long ANSWER_BYTES_MAX = 256 * 1024;

    /// When somebody is too busy without saying for how long.
    private static final Duration BUSY = Duration.ofMinutes(1);

    /// Refusals that may end by themselves: a key not yet known, a clock that was wrong, too much at once.
    private static final Set<Integer> PASSING = Set.of(401, 408, 429);

    private static final Set<Integer> FINAL_BEYOND_400S = Set.of(501);
    private static final Set<Integer> GONE = Set.of(404, 410);

    private final People people;
    private final Domains domains;
    private final Outbox outbox;
    private final Hosts hosts;
    private final Signers signers;
    private final Knocking knocking;
    private final Refreshing refreshing;
    private final Synchronization synchronization;
    private final Clock clock;
    private final Cache<String, Boolean> suspended = Caffeine.newBuilder()
            .maximumSize(SUSPENDED_KEPT_MAX)
            .expireAfterWrite(SUSPENDED_KEPT)
            .build();

    Delivery(
            Commons commons,
            Outbox outbox,
            Hosts hosts,
            Signers signers,
            Knocking knocking,
            Refreshing refreshing,
            Synchronization synchronization,
            Clock clock) {
        this.people = commons.people();
        this.domains = commons.domains();
        this.outbox = outbox;
        this.hosts = hosts;
        this.signers = signers;
        this.knocking = knocking;
        this.refreshing = refreshing;
        this.synchronization = synchronization;
        this.clock = clock;
        commons.database().after(Domains.Changed.class, _ -> suspended.invalidateAll());
    }

    void work(Jobs jobs) {
        jobs.does(
                Outbox.DELIVER,
                new Work((payload, _) -> deliver(Letter.read(payload)), AT_ONCE_PER_HOST, AT_ONCE, TRIES, hosts::ease));
    }

    private JobEnd deliver(Letter letter) {
        var host = Urls.domainOf(letter.inbox()).orElseThrow();
        if (suspended.get(host, domains::suspended)) {
            return JobEnd.DONE;
        }
        return switch (hosts.way(host)) {
            // Whoever was away for a week reads again from where they come back.
            case Hosts.Way.Dead _ -> JobEnd.DONE;
            case Hosts.Way.Quiet(var reason, var rest) -> new JobEnd.Rest(reason, rest);
            case Hosts.Way.Open _ -> carry(letter, host);
        };
    }

    private JobEnd carry(Letter letter, String host) {
        var outgoing = outbox.find(letter);
        var signer = outgoing.flatMap(row -> signers.of(row.actor()));
        if (signer.isEmpty()) {
            return new JobEnd.Hopeless("there is nothing to send any more, or nobody to sign it");
        }
        var request = OutboundRequest.post(
                        URI.create(letter.inbox()),
                        HttpSignature.CONTENT_TYPE,
                        outgoing.get().parcel().body())
                .bytesMax(ANSWER_BYTES_MAX)
                .within(IDLE, TOTAL);
        try {
            return read(knocking.knock(request, parcel(outgoing.get(), host), signer.get()), letter, host);
        } catch (OutboundFailure failure) {
            if (!failure.worthAnotherTry()) {
                return new JobEnd.Hopeless(failure.getMessage());
            }
            hosts.failed(host, String.valueOf(failure.getMessage()));
            return new JobEnd.Again(failure.getMessage(), Optional.empty());
        }
    }

    private Parcel parcel(Outgoing outgoing, String host) {
        return outgoing.toFollowers()
                ? synchronization
                        .header(outgoing.actor(), host)
                        .map(header -> outgoing.parcel().with(SynchronizationHeader.NAME, header.text()))
                        .orElse(outgoing.parcel())
                : outgoing.parcel();
    }

    private JobEnd read(Response response, Letter letter, String host) {
        var status = response.status();
        var answered = letter.inbox() + " answers " + status;
        if (status == 429 || status == 503) {
            return new JobEnd.Again(answered, Optional.of(hosts.quiet(host, wish(response))));
        }
        if (status >= 500 && !FINAL_BEYOND_400S.contains(status)) {
            hosts.failed(host, answered);
            return new JobEnd.Again(answered, Optional.empty());
        }
        // It lives, whatever it says.
        hosts.alive(host);
        if (response.fine()) {
            return JobEnd.DONE;
        }
        if (GONE.contains(status)) {
            people.atInbox(letter.inbox()).forEach(refreshing::soon);
        }
        return PASSING.contains(status) ? new JobEnd.Again(answered, Optional.empty()) : new JobEnd.Hopeless(answered);
    }

    /// `Retry-After`: seconds or a date (RFC 9110 §10.2.3).
    private Duration wish(Response response) {
        var header = response.header("Retry-After").map(String::strip).orElse("");
        var seconds = Ids.parse(header).map(number -> Math.min(number, Hosts.QUIET_MAX.toSeconds()));
        var wished = seconds.map(Duration::ofSeconds).orElseGet(() -> until(header));
        return wished.compareTo(Duration.ofSeconds(1)) < 0 ? BUSY : wished;
    }

    private Duration until(String date) {
        try {
            var when = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(clock.instant(), when);
        } catch (DateTimeException _) {
            return BUSY;
        }
    }
}
