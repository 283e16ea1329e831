// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.desk;

import java.util.Optional;
import org.allmende.activity.ActivityId;
import org.allmende.posts.Compose;

/// Says in a member's name what they wrote. It leads down the one road, which this room cannot see.
public interface Publisher {

    /// What is wrong with it, if it were said now.
    Optional<Said.Refused> check(Compose typed);

    Said publish(Compose typed, ActivityId id);
}
