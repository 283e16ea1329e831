// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import java.time.Instant;
import java.util.Optional;
import org.allmende.activitystreams.SigningKey;
import org.allmende.activitystreams.WireJson;
import org.allmende.base.Ed25519Public;
import org.allmende.signatures.SignatureCheck.Claim;
import org.allmende.signatures.SignatureCheck.Proved;

/// A key's word that an actor is whom it belongs to (FEP-c390). The key is the DID itself, so nobody needs to be asked.
///
/// Of the kinds of DIDs and proofs that the proposal allows, `did:key` with Ed25519 and `eddsa-jcs-2022` are checked.
public record IdentityProof(String subject, Instant created) {

    public static final String TYPE = "VerifiableIdentityStatement";

    /// The proof, if the statement is about this actor and its subject has signed it.
    public static Optional<IdentityProof> check(WireJson statement, String actor, Instant now) {
        var raw = statement.raw();
        var subject = raw.path("subject").asString("");
        if (!raw.path("type").asString("").equals(TYPE)
                || !raw.path("alsoKnownAs").asString("").equals(actor)
                || subject.indexOf('#') >= 0) {
            return Optional.empty();
        }
        return Ed25519Public.fromDidKey(subject)
                .filter(key -> signed(statement, key, now))
                .map(key -> new IdentityProof(key.didKey(), created(statement, now)));
    }

    private static boolean signed(WireJson statement, Ed25519Public key, Instant now) {
        return ObjectProof.read(statement, now) instanceof Claim claim
                && Ed25519Public.fromDidKey(claim.keyId()).filter(key::equals).isPresent()
                && claim.by(new SigningKey.Ed25519(key)) instanceof Proved;
    }

    private static Instant created(WireJson statement, Instant now) {
        return statement
                .objects("proof")
                .flatMap(proof -> proof.instant("created").stream())
                .findFirst()
                .orElse(now);
    }
}
