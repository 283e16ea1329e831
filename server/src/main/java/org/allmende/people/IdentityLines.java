// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.allmende.activity.Profile;

/// How proved names are kept: one a line. Neither a DID nor a number has a blank in it, and no statement has a break.
final class IdentityLines {

    private static final int PARTS = 3;

    private IdentityLines() {}

    static String write(List<Profile.Identity> identities) {
        return identities.stream()
                .map(one -> one.subject() + " " + one.proved().toEpochMilli() + " " + one.statement())
                .collect(Collectors.joining("\n"));
    }

    static List<Profile.Identity> read(String lines) {
        return lines.lines()
                .map(line -> line.split(" ", PARTS))
                .map(parts -> new Profile.Identity(parts[0], parts[2], Instant.ofEpochMilli(Long.parseLong(parts[1]))))
                .toList();
    }
}
