// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import org.allmende.activity.Emoji;
import org.allmende.base.PostId;

/// Something new. It names what is new and nothing of it: who listens asks for it as the reader they are.
public sealed interface LiveEvent {

    record Posted(PostId post) implements LiveEvent {}

    record Edited(PostId post) implements LiveEvent {}

    record Erased(PostId post) implements LiveEvent {}

    record Conversed(long conversation) implements LiveEvent {}

    record Notified(long notification) implements LiveEvent {}

    record FiltersChanged() implements LiveEvent {}

    /// Notifications that were set apart are among the others now.
    record Merged() implements LiveEvent {}

    record Announced(long announcement) implements LiveEvent {}

    record AnnouncementAnswered(long announcement, Emoji emoji) implements LiveEvent {}

    record AnnouncementGone(long announcement) implements LiveEvent {}
}
