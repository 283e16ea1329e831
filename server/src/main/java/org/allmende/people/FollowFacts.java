// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import org.allmende.activity.FollowWish;

/// What is written down about one follow. `activity` is the name of the activity that asked.
public record FollowFacts(long id, FollowState state, FollowWish wish, String activity) {}
