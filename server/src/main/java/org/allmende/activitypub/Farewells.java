// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import org.allmende.activitypub.Outbox.Letter;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Tx;
import org.allmende.database.Work;
import tools.jackson.databind.node.ObjectNode;

/// Tells everybody that somebody has left: every server that we know, for each may hold something of theirs.
///
/// In the background and in portions, because they may be tens of thousands.
final class Farewells {

    private static final String FAREWELL = "activitypub.farewell";

    /// Some hundredths of a second of writing, in which nobody else writes.
    private static final int PORTION = 1_000;

    private final Commons commons;
    private final Outbox outbox;
    private final Ids ids;

    Farewells(Commons commons, Outbox outbox, Ids ids) {
        this.commons = commons;
        this.outbox = outbox;
        this.ids = ids;
    }

    void work(Jobs jobs) {
        jobs.does(FAREWELL, Work.inside((payload, _) -> portion(Letter.read(payload))));
    }

    void begin(Tx tx, ActorId actor, ObjectNode farewell) {
        var number = ids.next();
        outbox.prepare(tx, number, actor, farewell);
        goOn(tx, new Letter(number, ""));
    }

    private JobEnd portion(Letter last) {
        commons.database().write(tx -> {
            var inboxes = commons.people().inboxes(tx, last.inbox(), PORTION);
            outbox.address(tx, last.number(), inboxes);
            if (inboxes.size() == PORTION) {
                goOn(tx, new Letter(last.number(), inboxes.getLast()));
            }
            return true;
        });
        return JobEnd.DONE;
    }

    // The key: should this portion be done over after a crash, the next does not wait twice.
    private static void goOn(Tx tx, Letter last) {
        tx.later(Job.of(FAREWELL, last.payload()).once(FAREWELL + ":" + last.payload()));
    }
}
