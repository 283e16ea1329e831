// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.base.Ed25519Public;
import org.allmende.base.RsaPublic;
import org.allmende.text.Urls;

/// A key as an actor publishes it, and only as far as the actor may: on its own origin, for itself.
public record WireKey(String id, String owner, SigningKey key) {

    /// One is usual. More are read only so that a hostile actor cannot hide the right one behind them.
    static final int KEYS_MAX = 16;

    /// The RSA keys that `actor` publishes for HTTP signatures.
    static Stream<WireKey> ofRequests(WireJson actor, String actorId) {
        return actor.objects("publicKey")
                .limit(KEYS_MAX)
                .flatMap(key -> rsa(key).stream())
                .filter(key -> key.owner().equals(actorId));
    }

    /// The Ed25519 keys that `actor` publishes for object proofs (FEP-521a).
    static Stream<WireKey> ofProofs(WireJson actor, String actorId) {
        return actor.objects("assertionMethod")
                .limit(KEYS_MAX)
                .flatMap(key -> ed25519(key).stream())
                .filter(key -> key.owner().equals(actorId));
    }

    /// The key `keyId` in the document that was fetched for it: an actor, an actor's stub, or the key by itself. In the
    /// last case the caller still has to ask the owner whether the key is theirs.
    static Optional<WireKey> find(WireJson document, String keyId) {
        var id = document.id().orElse("");
        return Stream.of(
                        ofRequests(document, id),
                        ofProofs(document, id),
                        rsa(document).stream(),
                        ed25519(document).stream())
                .flatMap(keys -> keys)
                .filter(key -> key.id().equals(keyId))
                .findFirst();
    }

    private static Optional<WireKey> rsa(WireJson key) {
        return key.text("publicKeyPem", RsaPublic.PEM_LENGTH_MAX)
                .flatMap(RsaPublic::fromPem)
                .flatMap(rsa -> of(key, "owner", new SigningKey.Rsa(rsa)));
    }

    private static Optional<WireKey> ed25519(WireJson key) {
        return key.is("Multikey")
                ? key.text("publicKeyMultibase", 256)
                        .flatMap(Ed25519Public::fromMultikey)
                        .flatMap(ed25519 -> of(key, "controller", new SigningKey.Ed25519(ed25519)))
                : Optional.empty();
    }

    private static Optional<WireKey> of(WireJson json, String ownerWord, SigningKey key) {
        var id = json.id();
        var owner = json.address(ownerWord);
        return id.isPresent() && owner.isPresent() && Urls.sameOrigin(id.get(), owner.get())
                ? Optional.of(new WireKey(id.get(), owner.get(), key))
                : Optional.empty();
    }
}
