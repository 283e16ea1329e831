// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.util.Optional;
import org.allmende.activity.Profile;

/// Checks the statements by which people prove other names of theirs. A port: whoever knows signatures fills it in.
public interface Identities {

    /// The proved name, if `statement` is about the actor with this address and its own key has signed it.
    Optional<Profile.Identity> check(String statement, String actor);
}
