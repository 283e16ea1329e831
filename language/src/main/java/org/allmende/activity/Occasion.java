// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

import java.time.Instant;
import java.util.Optional;

/// When and where an event takes place. `place` is a line for people: a name, an address, or both.
public record Occasion(Instant begins, Optional<Instant> ends, Optional<String> place) {}
