// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;

/// How to reach a stranger, and by which keys to know them.
public record Correspondence(
        ActorId actor,
        String inbox,
        Optional<String> sharedInbox,
        Optional<String> outbox,
        Optional<String> followersUri,
        Optional<String> featuredUri,
        Optional<String> featuredTagsUri,
        Optional<String> keyId,
        Optional<String> publicKeyPem,
        List<String> assertionKeys,
        Instant fetched) {

    public Correspondence {
        assertionKeys = List.copyOf(assertionKeys);
    }
}
