// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import org.allmende.base.ActorId;

/// What somebody listens to.
public sealed interface Channel {

    /// What reaches a member's home.
    record AtHome(ActorId reader) implements Channel {}

    /// What concerns a member.
    record Concerning(ActorId reader) implements Channel {}

    /// The letters of a member.
    record Conversing(ActorId reader) implements Channel {}

    /// Public posts: of members here, of strangers, or all.
    record Public(boolean onlyHome, boolean onlyForeign) implements Channel {}

    /// Public posts with a tag, by its key.
    record Tagged(String tag, boolean onlyHome) implements Channel {}

    /// What the people of a list say. Only its owner can listen: whoever subscribes has to make sure of that.
    record OfList(long list) implements Channel {}
}
