// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.allmende.base.ActorId;

/// Which notifications are wanted; `actor` narrows to those one person caused, `withFiltered` adds those set apart.
public record NotificationFilter(Set<NotificationKind> kinds, Optional<ActorId> actor, boolean withFiltered) {

    public static final NotificationFilter ALL =
            new NotificationFilter(EnumSet.allOf(NotificationKind.class), Optional.empty());

    /// Without those set apart.
    public NotificationFilter(Set<NotificationKind> kinds, Optional<ActorId> actor) {
        this(kinds, actor, false);
    }

    public NotificationFilter {
        kinds = Set.copyOf(kinds);
    }
}
