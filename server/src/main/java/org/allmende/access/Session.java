// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.time.Instant;
import org.allmende.base.ActorId;

/// A browser that is logged in. `csrf` is what its forms must repeat; `browser` is what it calls itself.
public record Session(long id, ActorId actor, String csrf, String browser, Instant created, Instant seen) {}
