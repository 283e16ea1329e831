// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import org.allmende.activitypub.OutgoingStore.OutgoingRow;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.Job;
import org.allmende.database.Tx;
import org.allmende.text.Urls;
import tools.jackson.databind.JsonNode;

/// What is on its way: each activity written down once, with one durable job for each inbox that it goes to.
final class Outbox {

    static final String DELIVER = "activitypub.deliver";

    /// Longer than any delivery is tried: a body must outlive its last job, and tell a job that is done over after a
    /// crash that it was done.
    private static final Duration KEPT = Duration.ofDays(14);

    private final Database database;
    private final Addresses addresses;
    private final Clock clock;
    private final OutgoingStore store = new OutgoingStore();

    Outbox(Database database, Addresses addresses, Clock clock) {
        this.database = database;
        this.addresses = addresses;
        this.clock = clock;
    }

    /// Something to send, under a number that makes it this sending and no other.
    record Mail(JsonNode activity, Collection<String> inboxes) {}

    /// All of it in one transaction, and only once for one number: a crash neither loses nor doubles.
    void send(Tx tx, long number, ActorId actor, Mail mail) {
        // A stranger could name one of our own inboxes as theirs.
        var inboxes = new LinkedHashSet<>(
                mail.inboxes().stream().filter(inbox -> !addresses.ours(inbox)).toList());
        if (inboxes.isEmpty() || !store.add(tx, number, actor, mail.activity().toString(), clock.instant())) {
            return;
        }
        for (var inbox : inboxes) {
            Urls.domainOf(inbox)
                    .ifPresent(host -> tx.later(Job.of(DELIVER, new Letter(number, inbox).payload())
                            .in(host)
                            .once(DELIVER + ":" + number + ":" + inbox)));
        }
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

    Optional<OutgoingRow> find(Letter letter) {
        return database.read(tx -> store.find(tx, letter.number()));
    }

    void tidy(Tx tx) {
        store.forget(tx, clock.instant().minus(KEPT));
    }
}
