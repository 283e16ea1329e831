// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.util.List;

/// A value somebody gave for a key, and where: the file, the environment or a flag. A complaint names both.
record Given(Key key, List<String> values, String place) {

    Given {
        values = List.copyOf(values);
    }

    String text() {
        return values.isEmpty() ? "" : values.getFirst();
    }

    Complaint complaint(String trouble) {
        return new Complaint("`%s` from %s: %s".formatted(key.title(), place, trouble));
    }
}
