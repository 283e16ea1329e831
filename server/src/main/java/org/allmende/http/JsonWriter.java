// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import tools.jackson.core.JsonGenerator;

/// Writes one JSON value.
@FunctionalInterface
public interface JsonWriter {

    void write(JsonGenerator json);
}
