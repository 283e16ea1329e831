// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

import java.util.function.Function;

/// How one kind of job is done, and how patiently.
///
/// `atOnce` is how many run at the same time in one lane, `inAll` in all lanes together; `tries` after how many it is
/// given up; `ease` says how freely a lane may be used just now.
public record Work(Doing doing, int atOnce, int inAll, int tries, Function<String, Ease> ease) {

    /// For work without a reason for another number.
    private static final int IN_ALL = 32;

    public Work(Doing doing, int atOnce, int tries) {
        this(doing, atOnce, IN_ALL, tries, _ -> Ease.USUAL);
    }

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
