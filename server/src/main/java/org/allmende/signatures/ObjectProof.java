// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.allmende.activitystreams.SigningKey.Algorithm;
import org.allmende.activitystreams.WireJson;
import org.allmende.base.Base58;
import org.allmende.base.Ed25519Keys;
import org.allmende.base.Ed25519Public;
import org.allmende.base.Hashes;
import org.allmende.signatures.SignatureCheck.Claim;
import org.allmende.signatures.SignatureCheck.Fall;
import org.allmende.signatures.SignatureCheck.Fault;
import org.allmende.signatures.SignatureCheck.Refused;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Signatures inside objects (FEP-8b32, `eddsa-jcs-2022`): they hold wherever the object travels.
public final class ObjectProof {

    /// A second one may be there for readers that know other signatures. Nobody needs more.
    static final int PROOFS_MAX = 8;

    private static final String TYPE = "DataIntegrityProof";
    private static final String SUITE = "eddsa-jcs-2022";
    private static final String PURPOSE = "assertionMethod";
    private static final String CONTEXT = "@context";
    private static final String PROOF = "proof";

    private ObjectProof() {}

    /// The same object with a proof. `method` is the address of the key.
    public static ObjectNode sign(ObjectNode document, Ed25519Keys keys, String method, Instant created) {
        var signed = document.deepCopy();
        signed.remove(PROOF);
        var proof = signed.objectNode();
        if (signed.has(CONTEXT)) {
            proof.set(CONTEXT, signed.get(CONTEXT).deepCopy());
        }
        proof.put("type", TYPE)
                .put("cryptosuite", SUITE)
                .put("verificationMethod", method)
                .put("proofPurpose", PURPOSE)
                .put("created", created.truncatedTo(ChronoUnit.SECONDS).toString());
        try {
            proof.put("proofValue", Base58.multibase(keys.sign(joined(proof, signed))));
        } catch (IOException e) {
            throw new IllegalStateException("what we write can be canonicalised", e);
        }
        return signed.set(PROOF, proof);
    }

    /// Everything but the key: a claim that the key at its `keyId` made the proof of exactly this object.
    public static SignatureCheck read(WireJson json, Instant now) {
        try {
            return read(json.raw(), now);
        } catch (Fall fall) {
            return fall.refused();
        }
    }

    private static SignatureCheck read(ObjectNode document, Instant now) throws Fall {
        var proof = proof(document);
        if (proof.isEmpty()) {
            return new Refused(Fault.MISSING, "The object has no proof of " + SUITE + ".");
        }
        var method = text(proof.get(), "verificationMethod");
        if (!text(proof.get(), "proofPurpose").equals(PURPOSE)) {
            throw new Fall(Fault.MALFORMED, "The proof was made for another purpose than " + PURPOSE + ".");
        }
        requireTime(new WireJson(proof.get()), now);
        requireContext(document, proof.get());
        var signature = Base58.fromMultibase(text(proof.get(), "proofValue"))
                .filter(bytes -> bytes.length == Ed25519Public.SIGNATURE_BYTES)
                .orElseThrow(() -> new Fall(Fault.MALFORMED, "The proofValue is no signature in base58."));
        var message = message(document, proof.get());
        return new Claim(method, key -> key.verify(Algorithm.ED25519, message, signature));
    }

    private static Optional<ObjectNode> proof(ObjectNode document) {
        var proofs = document.path(PROOF);
        return (proofs.isArray() ? List.copyOf(proofs.values()) : List.of(proofs))
                .stream()
                        .limit(PROOFS_MAX)
                        .filter(proof -> proof.path("type").asString("").equals(TYPE))
                        .filter(proof -> proof.path("cryptosuite").asString("").equals(SUITE))
                        .map(ObjectNode.class::cast)
                        .findFirst();
    }

    private static void requireTime(WireJson proof, Instant now) throws Fall {
        var created = proof.instant("created")
                .orElseThrow(() -> new Fall(Fault.MALFORMED, "The proof does not say when it was created."));
        // Objects are signed once and read for years; only the future is out of reach.
        if (created.isAfter(now.plus(SignatureWindow.AHEAD_MAX))) {
            throw new Fall(Fault.STALE, "The proof is from the future.");
        }
        if (proof.value("expires").isPresent()
                && !proof.instant("expires").filter(now::isBefore).isPresent()) {
            throw new Fall(Fault.STALE, "The proof has expired.");
        }
    }

    // The suite lets others add contexts behind the signed ones. What they add would not be signed, so we do not.
    private static void requireContext(ObjectNode document, ObjectNode proof) throws Fall {
        if (proof.has(CONTEXT) && !proof.get(CONTEXT).equals(document.path(CONTEXT))) {
            throw new Fall(Fault.MALFORMED, "The proof was made for another @context.");
        }
    }

    private static String text(ObjectNode proof, String name) throws Fall {
        var value = proof.path(name);
        if (!value.isString() || value.stringValue().length() > SignatureHeader.KEY_ID_LENGTH_MAX) {
            throw new Fall(Fault.MALFORMED, "The proof has no " + name + ".");
        }
        return value.stringValue();
    }

    private static byte[] message(ObjectNode document, ObjectNode proof) throws Fall {
        try {
            var config = proof.deepCopy();
            config.remove("proofValue");
            var bare = document.deepCopy();
            // A signature of the older kind was put around the proof and is no part of what was proved.
            bare.remove(List.of(PROOF, "signature"));
            return joined(config, bare);
        } catch (IOException _) {
            throw new Fall(Fault.MALFORMED, "The object cannot be written in the one canonical way.");
        }
    }

    private static byte[] joined(JsonNode config, JsonNode document) throws IOException {
        var message = new byte[64];
        System.arraycopy(Hashes.sha256(canonical(config)), 0, message, 0, 32);
        System.arraycopy(Hashes.sha256(canonical(document)), 0, message, 32, 32);
        return message;
    }

    private static byte[] canonical(JsonNode node) throws IOException {
        return new JsonCanonicalizer(node.toString()).getEncodedUTF8();
    }
}
