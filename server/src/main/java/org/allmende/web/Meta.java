// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Optional;

/// What a page tells machines about itself: previews in other places, feeds, and whether to be listed.
record Meta(
        Optional<String> description,
        Optional<String> image,
        String type,
        Optional<String> address,
        Optional<String> feed,
        Optional<String> activity,
        boolean hidden) {

    /// For pages of one person's own, which nobody else can open.
    static final Meta PRIVATE = new Meta(
            Optional.empty(), Optional.empty(), "website", Optional.empty(), Optional.empty(), Optional.empty(), true);

    static Meta about(String description, String address) {
        return new Meta(
                Optional.of(description),
                Optional.empty(),
                "website",
                Optional.of(address),
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
