// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

/// How long a text is for its reader, as clients count along while one types.
public final class Lengths {

    /// Every web address counts as if it had this length, so that nobody needs a shortener that watches readers.
    public static final int ADDRESS_WEIGHT = 23;

    private Lengths() {}

    public static int weigh(String source) {
        return weigh(Markup.scan(source));
    }

    /// Characters as readers see them (graphemes). A web address counts 23, a mention only its name without the
    /// domain: nobody should pay for where a friend lives.
    public static int weigh(Scan scan) {
        int weight = 0;
        int at = 0;
        for (var span : scan.spans()) {
            weight += Graphemes.count(scan.source().substring(at, span.start()));
            weight += switch (span) {
                case Span.Address _ -> ADDRESS_WEIGHT;
                case Span.Mention mention -> 1 + mention.handle().name().length();
                case Span.Tag tag -> 1 + Graphemes.count(tag.name());
            };
            at = span.end();
        }
        return weight + Graphemes.count(scan.source().substring(at));
    }
}
