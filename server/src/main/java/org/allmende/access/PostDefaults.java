// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.util.Optional;
import org.allmende.activity.Audience;
import org.allmende.activity.Policy;

/// What a new post starts with. `quotable` says who may quote it.
public record PostDefaults(Audience audience, boolean sensitive, Optional<String> language, Policy.Rule quotable) {

    public static final PostDefaults USUAL =
            new PostDefaults(Audience.PUBLIC, false, Optional.empty(), Policy.Rule.EVERYBODY);
}
