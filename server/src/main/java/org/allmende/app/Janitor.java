// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.util.List;
import org.allmende.database.Jobs;
import org.allmende.web.Caretaker;

/// Tells the pages about work that waits or was given up.
final class Janitor implements Caretaker {

    private final Jobs jobs;

    Janitor(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public long waiting() {
        return jobs.waiting();
    }

    @Override
    public List<GivenUp> givenUp(int limit) {
        return jobs.dead(limit).stream()
                .map(job -> new GivenUp(job.id(), job.kind(), job.lane(), job.tries(), job.reason()))
                .toList();
    }

    @Override
    public void tryAgain(long job) {
        jobs.revive(job);
    }

    @Override
    public String version() {
        return Version.NUMBER;
    }
}
