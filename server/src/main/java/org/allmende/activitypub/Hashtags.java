// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Optional;
import org.allmende.activitystreams.WireJson;
import org.allmende.text.Tags;

/// Hashtags as others write them: an object of that type with a name.
final class Hashtags {

    private Hashtags() {}

    static Optional<String> key(WireJson json) {
        return json.is("Hashtag") ? json.text("name", Tags.LENGTH_MAX + 1).flatMap(Tags::parse) : Optional.empty();
    }
}
