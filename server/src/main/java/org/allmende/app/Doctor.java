// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.DatabaseAddress;
import org.allmende.database.DatabaseTrouble;
import org.allmende.database.Jobs;

/// Looks whether everything an instance needs is in order, and says what to do where it is not.
final class Doctor {

    /// One thing looked at. Bad things keep the instance from working; doubtful ones will, some day.
    private record Finding(Grade grade, String sentence) {}

    private enum Grade {
        GOOD,
        DOUBTFUL,
        BAD
    }

    // Below this a server with pictures is in trouble within days.
    private static final long SPARE_BYTES_MIN = 1L << 30;

    private static final int DEAD_SHOWN_MAX = 100;

    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final PrintWriter out;

    private final Clock clock;

    Doctor(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    int examine(Configuration configuration) {
        var findings = List.of(
                new Finding(Grade.GOOD, "the settings are complete; the address is " + configuration.address()),
                reach(configuration),
                privacy(configuration.folder()),
                space(configuration.folder()),
                running(configuration.folder()),
                tables(configuration),
                leftWork(configuration));
        findings.forEach(finding -> out.println(switch (finding.grade) {
                    case GOOD -> "good      ";
                    case DOUBTFUL -> "doubtful  ";
                    case BAD -> "BAD       ";
                }
                + finding.sentence));
        return findings.stream().anyMatch(finding -> finding.grade == Grade.BAD) ? Complaint.TROUBLE : 0;
    }

    private static Finding reach(Configuration configuration) {
        return configuration.trial()
                ? new Finding(
                        Grade.DOUBTFUL,
                        "only this machine can reach " + configuration.domain() + ": `domain` is not set")
                : new Finding(
                        Grade.GOOD,
                        "others know the instance as " + configuration.domain()
                                + (configuration.handles().equals(configuration.domain())
                                        ? ""
                                        : ", and its people by " + configuration.handles()));
    }

    private static Finding privacy(Path folder) {
        try {
            var open = Files.getPosixFilePermissions(folder).stream().anyMatch(OF_OTHERS::contains);
            return open
                    ? new Finding(
                            Grade.DOUBTFUL,
                            "other users of this machine can look into " + folder + ": chmod 700 " + folder)
                    : new Finding(Grade.GOOD, folder + " is for its owner alone");
        } catch (IOException e) {
            return new Finding(Grade.BAD, folder + " cannot be looked at: " + Folder.reason(e));
        }
    }

    private static Finding space(Path folder) {
        try {
            var spare = Files.getFileStore(folder).getUsableSpace();
            return new Finding(
                    spare < SPARE_BYTES_MIN ? Grade.DOUBTFUL : Grade.GOOD,
                    "%.1f GB are free on the disk".formatted(spare / 1e9));
        } catch (IOException e) {
            return new Finding(Grade.BAD, "the disk cannot be looked at: " + Folder.reason(e));
        }
    }

    private static Finding running(Path folder) {
        return new Finding(Grade.GOOD, Folder.held(folder) ? "a server is running" : "no server is running");
    }

    private Finding tables(Configuration configuration) {
        if (missing(configuration)) {
            return new Finding(Grade.DOUBTFUL, "there is no database yet: ./allmende run makes it");
        }
        try (var database = Database.open(configuration.database(), new Ids(clock))) {
            var damage = database.damage();
            return damage.isEmpty()
                    ? new Finding(Grade.GOOD, "the database answers, and is whole")
                    : new Finding(Grade.BAD, "the database is damaged (" + damage.get() + "): restore a backup");
        } catch (DatabaseTrouble e) {
            return new Finding(Grade.BAD, e.getMessage());
        }
    }

    private Finding leftWork(Configuration configuration) {
        if (missing(configuration)) {
            return new Finding(Grade.GOOD, "no work is waiting");
        }
        try (var database = Database.open(configuration.database(), new Ids(clock));
                var jobs = new Jobs(database, clock)) {
            var dead = jobs.dead(DEAD_SHOWN_MAX);
            return dead.isEmpty()
                    ? new Finding(Grade.GOOD, jobs.waiting() + " jobs are waiting, none was given up")
                    : new Finding(
                            Grade.DOUBTFUL,
                            "%d%s jobs were given up, the last: %s (%s)"
                                    .formatted(
                                            dead.size(),
                                            dead.size() == DEAD_SHOWN_MAX ? " or more" : "",
                                            dead.getFirst().kind(),
                                            dead.getFirst().reason()));
        } catch (DatabaseTrouble e) {
            return new Finding(Grade.BAD, "the waiting work cannot be looked at");
        }
    }

    /// Looking must not make a database where none is.
    private static boolean missing(Configuration configuration) {
        return configuration.database() instanceof DatabaseAddress.Sqlite(var file) && !Files.exists(file);
    }
}
