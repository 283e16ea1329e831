// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Map;
import java.util.Optional;

/// A form as it was filled in, with what is wrong at each field; the empty name stands for the form as a whole.
record Filled(Map<String, String> values, Map<String, String> problems) {

    static final Filled EMPTY = new Filled(Map.of(), Map.of());

    Filled {
        values = Map.copyOf(values);
        problems = Map.copyOf(problems);
    }

    String value(String name) {
        return values.getOrDefault(name, "");
    }

    boolean ticked(String name) {
        return !value(name).isEmpty();
    }

    Optional<String> problem(String name) {
        return Optional.ofNullable(problems.get(name));
    }

    boolean refused() {
        return !problems.isEmpty();
    }
}
