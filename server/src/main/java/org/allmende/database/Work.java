// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

/// How one kind of job is done, and how patiently.
///
/// `atOnce` is how many run at the same time in one lane, `tries` after how many it is given up.
public record Work(Doing doing, int atOnce, int tries) {

    /// Does one job. It may run again after a crash, so doing it twice must be harmless. Throwing means "again".
    @FunctionalInterface
    public interface Doing {
        JobEnd run(String payload, int tries) throws Exception;
    }

    /// Work on our own database: soon done, soon tried again.
    public static Work inside(Doing doing) {
        return new Work(doing, 4, 8);
    }
}
