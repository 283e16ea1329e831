// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.desk;

import java.time.Instant;
import java.util.Optional;
import org.allmende.base.ActorId;

/// Something that lies on somebody's desk: a draft, or with `due` a post that waits for its hour. `trouble` says why
/// it could not be said when that came.
public record Paper(
        long id,
        ActorId author,
        Manuscript manuscript,
        Optional<Instant> due,
        Instant changed,
        Optional<String> trouble) {}
