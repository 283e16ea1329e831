// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.util.Optional;
import org.allmende.activity.Audience;

/// What a new post starts with.
public record PostDefaults(Audience audience, boolean sensitive, Optional<String> language) {

    public static final PostDefaults USUAL = new PostDefaults(Audience.PUBLIC, false, Optional.empty());
}
