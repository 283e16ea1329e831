// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.time.Instant;
import java.util.Optional;
import org.allmende.base.ActorId;

/// What an app shows with each request. Without an actor it speaks for nobody; without an app, somebody made it at the
/// machine.
public record Token(long id, Optional<Long> app, Optional<ActorId> actor, Scopes scopes, Instant created) {}
