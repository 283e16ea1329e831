// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.allmende.activity.Profile;

/// A stranger as their own home describes them, already checked to speak only for itself.
public record ForeignPerson(
        String uri,
        String name,
        String domain,
        ActorKind kind,
        Profile profile,
        String url,
        Optional<Instant> created,
        String inbox,
        Optional<String> sharedInbox,
        Optional<String> outbox,
        Optional<String> followersUri,
        Optional<String> featuredUri,
        Optional<String> featuredTagsUri,
        Optional<String> keyId,
        Optional<String> publicKeyPem,
        List<String> assertionKeys,
        OptionalLong followers,
        OptionalLong following,
        OptionalLong posts) {

    /// A person has one key for each device at most; nobody publishes more than a handful.
    public static final int ASSERTION_KEYS_MAX = 16;

    public ForeignPerson {
        profile = ProfileRule.bounded(profile);
        assertionKeys = assertionKeys.stream().limit(ASSERTION_KEYS_MAX).toList();
    }
}
