// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.util.List;
import java.util.Optional;

/// One segment of a declared path: `statuses`, `{id}`, `@{name}`, `{name}.rss`, or `{path*}` for all that follows.
sealed interface SegmentPattern {

    record Literal(String text) implements SegmentPattern {}

    record Rest() implements SegmentPattern {}

    record Pattern(String before, String after) implements SegmentPattern {

        int fixed() {
            return before.length() + after.length();
        }

        Optional<String> match(String segment) {
            return segment.length() > fixed() && segment.startsWith(before) && segment.endsWith(after)
                    ? Optional.of(segment.substring(before.length(), segment.length() - after.length()))
                    : Optional.empty();
        }
    }

    static SegmentPattern parse(String segment, List<String> names) {
        var open = segment.indexOf('{');
        var close = segment.indexOf('}');
        if (open < 0 && close < 0) {
            return new Literal(segment);
        }
        if (open < 0 || close < open + 2 || segment.indexOf('{', open + 1) >= 0) {
            throw new IllegalArgumentException("not a segment: " + segment);
        }
        var name = segment.substring(open + 1, close);
        var rest = name.endsWith("*");
        names.add(name);
        return rest ? new Rest() : new Pattern(segment.substring(0, open), segment.substring(close + 1));
    }
}
