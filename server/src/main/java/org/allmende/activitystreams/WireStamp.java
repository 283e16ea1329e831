// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.util.Optional;
import org.allmende.text.Urls;

/// The confirmation of a foreign author that one post may quote another (FEP-044f QuoteAuthorization).
public record WireStamp(String id, String author, String quoting, String quoted) {

    public static Optional<WireStamp> read(WireJson json) {
        var id = json.id();
        var author = json.address("attributedTo");
        var quoting = json.address("interactingObject");
        var quoted = json.address("interactionTarget");
        return json.is("QuoteAuthorization")
                        && id.isPresent()
                        && author.isPresent()
                        && quoting.isPresent()
                        && quoted.isPresent()
                        && Urls.sameOrigin(id.get(), author.get())
                ? Optional.of(new WireStamp(id.get(), author.get(), quoting.get(), quoted.get()))
                : Optional.empty();
    }
}
