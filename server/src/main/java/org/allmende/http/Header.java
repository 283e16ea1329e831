// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

/// One header line.
public record Header(String name, String value) {

    public Header {
        if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 127 && c != ':')) {
            throw new IllegalArgumentException("not the name of a header");
        }
        // A line break would begin a second header, or a second answer.
        if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127)) {
            throw new IllegalArgumentException("control character in header " + name);
        }
    }

    public boolean named(String other) {
        return name.equalsIgnoreCase(other);
    }
}
