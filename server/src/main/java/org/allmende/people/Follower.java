// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import org.allmende.activity.FollowWish;
import org.allmende.base.ActorId;

/// A member who follows, and what they want to hear. `follow` is what to go on from.
public record Follower(long follow, ActorId actor, FollowWish wish) {}
