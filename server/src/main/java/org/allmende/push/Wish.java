// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.push;

import java.util.Set;
import org.allmende.timelines.NotificationKind;

/// Of what an app wants to hear, and from whom.
public record Wish(Set<NotificationKind> alerts, From from) {

    public Wish {
        alerts = Set.copyOf(alerts);
    }
}
