// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import java.time.Instant;
import org.allmende.base.ActorId;

/// What a moderator decided about one person, and why.
public record Sanction(ActorId actor, Level level, ActorId moderator, String reason, Instant since) {}
