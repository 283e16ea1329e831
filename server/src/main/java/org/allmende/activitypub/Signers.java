// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.people.People;
import org.allmende.signatures.HttpSignature.Signer;

/// In whose name requests are signed. Keys are remembered for a while: one post is signed for each of its inboxes.
final class Signers {

    private static final int KEPT_MAX = 200;

    private static final Duration KEPT = Duration.ofMinutes(10);

    private final People people;
    private final Addresses addresses;
    private final Cache<ActorId, Optional<Signer>> signers =
            Caffeine.newBuilder().maximumSize(KEPT_MAX).expireAfterWrite(KEPT).build();

    Signers(People people, Addresses addresses) {
        this.people = people;
        this.addresses = addresses;
    }

    /// Empty for who has no keys here.
    Optional<Signer> of(ActorId actor) {
        return signers.get(
                actor,
                id -> people.keys(id)
                        .map(keys -> new Signer(
                                addresses.mainKey(id),
                                keys.rsa(),
                                Optional.of(new Signer.Second(addresses.ed25519Key(id), keys.ed25519())))));
    }
}
