// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// `Collection-Synchronization` (FEP-8fcf): of which collection, what the part of it comes to that lives with the
/// reader, and where that part can be read.
record SynchronizationHeader(String collection, String url, String digest) {

    static final String NAME = "Collection-Synchronization";

    /// Two addresses and a digest; nobody writes longer ones.
    private static final int LENGTH_MAX = 4_096;

    private static final Pattern PARAMETER =
            Pattern.compile("\\s*([A-Za-z]{1,20})\\s*=\\s*\"([^\"\\\\]*)\"\\s*(?:,|$)");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    static Optional<SynchronizationHeader> read(String header) {
        if (header.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        var parameters = new HashMap<String, String>();
        var matcher = PARAMETER.matcher(header);
        for (var at = 0; at < header.length(); at = matcher.end()) {
            if (!matcher.region(at, header.length()).lookingAt()
                    || parameters.put(matcher.group(1), matcher.group(2)) != null) {
                return Optional.empty();
            }
        }
        var digest = parameters.getOrDefault("digest", "").toLowerCase(Locale.ROOT);
        return parameters.containsKey("collectionId")
                        && parameters.containsKey("url")
                        && DIGEST.matcher(digest).matches()
                ? Optional.of(new SynchronizationHeader(parameters.get("collectionId"), parameters.get("url"), digest))
                : Optional.empty();
    }

    String text() {
        return "collectionId=\"" + collection + "\", url=\"" + url + "\", digest=\"" + digest + "\"";
    }
}
