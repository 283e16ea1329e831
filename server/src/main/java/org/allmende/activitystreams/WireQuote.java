// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.util.Optional;
import java.util.stream.Stream;

/// What a foreign post says it quotes, in any of the spellings there are.
///
/// Only FEP-044f (`quote`) knows of consent, and names its proof, the `stamp`; the older ones are `plain`.
public record WireQuote(String quoted, Optional<String> stamp, boolean plain) {

    /// Marks a link in `tag` as a quote (FEP-e232).
    static final String LINK_RELATION = "https://misskey-hub.net/ns#_misskey_quote";

    static Optional<WireQuote> read(WireJson json) {
        var quote = json.address("quote");
        return quote.isPresent()
                ? Optional.of(new WireQuote(quote.get(), json.address("quoteAuthorization"), false))
                : Stream.concat(
                                Stream.of("quoteUri", "quoteUrl", "_misskey_quote")
                                        .flatMap(json::addresses),
                                json.objects("tag")
                                        .limit(WireNote.TAGS_MAX)
                                        .filter(WireQuote::link)
                                        .flatMap(tag -> tag.address("href").stream()))
                        .findFirst()
                        .map(quoted -> new WireQuote(quoted, Optional.empty(), true));
    }

    private static boolean link(WireJson tag) {
        return tag.is("Link")
                && tag.values("rel")
                        .anyMatch(rel -> rel.isString() && rel.stringValue().equals(LINK_RELATION));
    }
}
