// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Instant;
import java.util.Optional;

/// A server that does not answer: since when, why at first, and since when nothing is sent there any more.
public record SilentHost(String name, Instant failingSince, Optional<Instant> deadSince, String trouble) {}
