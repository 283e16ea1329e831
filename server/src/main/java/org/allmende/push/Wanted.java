// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.push;

import org.allmende.base.ActorId;
import org.allmende.timelines.Notification;

/// Says whether a reader wants to come across what a notification is about. Asked when it is sent: what they filter may
/// have changed since.
@FunctionalInterface
public interface Wanted {

    boolean by(ActorId reader, Notification news);
}
