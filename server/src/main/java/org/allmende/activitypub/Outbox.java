// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.allmende.activitypub.OutgoingStore.OutgoingRow;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.Job;
import org.allmende.database.Tx;
import org.allmende.signatures.HttpSignature.Parcel;
import org.allmende.text.Urls;
import tools.jackson.databind.JsonNode;

/// What is on its way: each activity written down once, with one durable job for each inbox that it goes to.
final class Outbox {

    static final String DELIVER = "activitypub.deliver";

    /// Longer than any delivery is tried: a body must outlive its last job, and tell a job that is done over after a
    /// crash that it was done.
    private static final Duration KEPT = Duration.ofDays(14);

    /// Bodies are read and digested once for all inboxes. Most have a few kilobytes.
    private static final int READY_BYTES_MAX = 4_000_000;

    private static final Duration READY = Duration.ofMinutes(2);

    private final Database database;
    private final Addresses addresses;
    private final Clock clock;
    private final OutgoingStore store = new OutgoingStore();
    private final Cache<Long, Optional<Outgoing>> ready = Caffeine.newBuilder()
            .maximumWeight(READY_BYTES_MAX)
            .weigher((Long _, Optional<Outgoing> one) ->
                    64 + one.map(Outgoing::length).orElse(0))
            .expireAfterAccess(READY)
            .build();

    Outbox(Database database, Addresses addresses, Clock clock) {
        this.database = database;
        this.addresses = addresses;
        this.clock = clock;
    }

    /// Something to send, under a number that makes it this sending and no other.
    record Mail(JsonNode activity, Collection<String> inboxes) {}

    /// An activity as it is sent: in whose name, and whether it is meant for all who follow them.
    record Outgoing(ActorId actor, Parcel parcel, boolean toFollowers) {

        int length() {
            return parcel.body().length;
        }
    }

    /// All of it in one transaction, and only once for one number: a crash neither loses nor doubles.
    void send(Tx tx, long number, ActorId actor, Mail mail) {
        var letters = letters(number, mail.inboxes());
        if (!letters.isEmpty() && store.add(tx, number, actor, mail.activity().toString(), clock.instant())) {
            tx.later(DELIVER, letters);
        }
    }

    /// Sends what somebody else has written, exactly as it came.
    void forward(Tx tx, long number, ActorId carrier, String body, Collection<String> inboxes) {
        var letters = letters(number, inboxes);
        if (!letters.isEmpty() && store.add(tx, number, carrier, body, clock.instant())) {
            tx.later(DELIVER, letters);
        }
    }

    /// The same for an activity whose inboxes are found later, in portions: see [#address].
    void prepare(Tx tx, long number, ActorId actor, JsonNode activity) {
        store.add(tx, number, actor, activity.toString(), clock.instant());
    }

    /// Sends what was written down under a number to further inboxes.
    void address(Tx tx, long number, Collection<String> inboxes) {
        tx.later(DELIVER, letters(number, inboxes));
    }

    private List<Job.Part> letters(long number, Collection<String> inboxes) {
        var hosts = new HashMap<String, Optional<String>>();
        var letters = new ArrayList<Job.Part>();
        for (var inbox : new LinkedHashSet<>(inboxes)) {
            hosts.computeIfAbsent(origin(inbox), this::host)
                    .ifPresent(host -> letters.add(new Job.Part(host, new Letter(number, inbox).payload())));
        }
        return letters;
    }

    // Good enough to look each host of thousands of inboxes at only once.
    private static String origin(String inbox) {
        var end = inbox.indexOf('/', "https://".length());
        return end < 0 ? inbox : inbox.substring(0, end);
    }

    // A stranger could name one of our own inboxes as theirs.
    private Optional<String> host(String origin) {
        return addresses.ours(origin) ? Optional.empty() : Urls.domainOf(origin);
    }

    /// One activity to one inbox.
    record Letter(long number, String inbox) {

        static Letter read(String payload) {
            var space = payload.indexOf(' ');
            return new Letter(Ids.parse(payload.substring(0, space)).orElseThrow(), payload.substring(space + 1));
        }

        String payload() {
            return number + " " + inbox;
        }
    }

    Optional<Outgoing> find(Letter letter) {
        return ready.get(
                letter.number(),
                number -> database.read(tx -> store.find(tx, number)).map(this::outgoing));
    }

    private Outgoing outgoing(OutgoingRow row) {
        // In JSON, no text that somebody wrote can hold a quotation mark as it is.
        var toFollowers = row.body().contains('"' + addresses.followers(row.actor()) + '"');
        return new Outgoing(row.actor(), Parcel.of(row.body().getBytes(UTF_8)), toFollowers);
    }

    void tidy(Tx tx) {
        store.forget(tx, clock.instant().minus(KEPT));
    }
}
