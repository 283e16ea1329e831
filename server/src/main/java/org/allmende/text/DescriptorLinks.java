// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/// Reads the links of a document that describes a host (XRD, RFC 6415). Nothing it names is fetched or expanded.
public final class DescriptorLinks {

    /// A host describes itself in a handful.
    private static final int LINKS_MAX = 100;

    private DescriptorLinks() {}

    /// The template of the first link of this kind that has one.
    public static Optional<String> template(String xml, String rel) {
        return Jsoup.parse(xml, "", Parser.xmlParser()).getElementsByTag("Link").stream()
                .limit(LINKS_MAX)
                .filter(link -> link.attr("rel").equals(rel))
                .map(link -> link.attr("template"))
                .filter(template -> !template.isBlank())
                .findFirst();
    }
}
