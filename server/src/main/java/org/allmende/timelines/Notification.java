// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.time.Instant;
import java.util.Optional;
import org.allmende.activity.Emoji;
import org.allmende.people.Person;
import org.allmende.posts.Post;

/// Something that concerns the reader: `actor` did it, `post` is what it is about. `emoji` comes with a reaction.
public record Notification(
        long id, NotificationKind kind, Person actor, Optional<Post> post, Optional<Emoji> emoji, Instant created) {

    /// Without an emoji.
    public Notification(long id, NotificationKind kind, Person actor, Optional<Post> post, Instant created) {
        this(id, kind, actor, post, Optional.empty(), created);
    }
}
