// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a parameter can be. Lists and maps grow while a form is read and rest afterwards.
sealed interface Value {

    record Text(String text) implements Value {}

    /// JSON's `null`: named, but without a value.
    record Nothing() implements Value {}

    record Many(List<Value> items) implements Value {
        Many() {
            this(new ArrayList<>());
        }
    }

    record Named(Map<String, Value> members) implements Value {
        Named() {
            this(new LinkedHashMap<>());
        }
    }

    record File(Upload upload) implements Value {}
}
