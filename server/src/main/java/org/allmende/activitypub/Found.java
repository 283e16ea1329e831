// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Optional;
import org.allmende.activitystreams.WireJson;

/// What was at an address.
sealed interface Found {

    /// A document that its own origin has served, so that it may be believed about `id`.
    record Document(WireJson json, byte[] bytes, String id) implements Found {

        public Document {
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /// It was there once, and its origin says that it is not any more.
    record Gone() implements Found {}

    record Nothing(String reason, boolean worthAnotherTry) implements Found {}

    static Found nothing(String reason) {
        return new Nothing(reason, false);
    }

    default Optional<Document> document() {
        return this instanceof Document document ? Optional.of(document) : Optional.empty();
    }
}
