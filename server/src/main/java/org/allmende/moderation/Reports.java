// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.Outcome;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Tx;

/// What people ask the moderators to look at.
public final class Reports {

    /// More in a day is no report but an attack on the moderators' time.
    private static final int A_DAY_MAX = 50;

    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final ReportStore store = new ReportStore();

    public Reports(Database database, Ids ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    public Outcome report(Tx tx, Activity.Report report) {
        var yesterday = Ids.first(clock.instant().minus(Duration.ofDays(1)));
        if (store.openSince(tx, report.actor(), yesterday) >= A_DAY_MAX) {
            return new Outcome.Refused(
                    report.id(),
                    Outcome.Cause.INVALID,
                    "report.too_many",
                    "You have reported a lot today. Please wait until the moderators have looked at it.");
        }
        var id = ids.next();
        store.add(
                tx,
                new Report(
                        id,
                        report.actor(),
                        report.target(),
                        report.posts(),
                        report.comment(),
                        report.forward(),
                        Optional.empty(),
                        Optional.empty()));
        return new Outcome.Done(report.id(), id);
    }

    public Optional<Report> find(long id) {
        return database.read(tx -> store.find(tx, id));
    }

    public Slice<Report> open(Page page) {
        return Slice.of(database.read(tx -> store.list(tx, false, page)), Report::id);
    }

    public Slice<Report> resolved(Page page) {
        return Slice.of(database.read(tx -> store.list(tx, true, page)), Report::id);
    }

    public long openCount() {
        return database.read(store::openCount);
    }

    /// False when there is no such report, or somebody was faster.
    public boolean resolve(long id, ActorId moderator) {
        return database.write(tx -> store.resolve(tx, id, moderator, clock.instant()));
    }

    public boolean reopen(long id) {
        return database.write(tx -> store.reopen(tx, id));
    }
}
