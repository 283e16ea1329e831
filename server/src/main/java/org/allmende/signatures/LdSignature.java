// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.allmende.activitystreams.SigningKey.Algorithm;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireJson;
import org.allmende.base.Hashes;
import org.allmende.signatures.SignatureCheck.Claim;
import org.allmende.signatures.SignatureCheck.Fault;
import org.allmende.signatures.SignatureCheck.Refused;
import tools.jackson.databind.node.ObjectNode;

/// The older signatures inside documents (`RsaSignature2017`), by which Mastodon lets others pass its activities on.
///
/// Only checked, never made: they sign statements, and many documents make the same statements. So what counts after
/// the check is [#covered], never the document that came (CVE-2022-24307, CVE-2026-46349, CVE-2026-50128).
public final class LdSignature {

    private static final String TYPE = "RsaSignature2017";
    private static final String OPTIONS_CONTEXT = "https://w3id.org/identity/v1";

    private final LdStatements ld = new LdStatements();

    /// Carries such a signature.
    public static boolean on(WireJson document) {
        return document.raw().path("signature").isObject();
    }

    /// When it says it was made.
    public static Optional<Instant> created(WireJson document) {
        return document.object("signature").flatMap(signature -> signature.instant("created"));
    }

    /// Everything but the key: a claim that the key at its `keyId` made the signature of these statements.
    public SignatureCheck read(WireJson document, Instant now) {
        if (!(document.raw().path("signature") instanceof ObjectNode signature)) {
            return new Refused(Fault.MISSING, "The document carries no signature.");
        }
        if (!signature.path("type").asString("").equals(TYPE)) {
            return new Refused(Fault.UNKNOWN_ALGORITHM, "We check signatures of " + TYPE + ".");
        }
        var creator = signature.path("creator").asString("");
        if (creator.isBlank() || creator.length() > SignatureHeader.KEY_ID_LENGTH_MAX) {
            return new Refused(Fault.MALFORMED, "The signature does not name its key.");
        }
        if (created(document)
                .filter(when -> !when.isAfter(now.plus(SignatureWindow.AHEAD_MAX)))
                .isEmpty()) {
            return new Refused(Fault.STALE, "The signature does not say when it was made, or is from the future.");
        }
        var value = decoded(signature.path("signatureValue").asString(""));
        var options = ld.statements(options(signature));
        var statements = ld.statements(bare(document));
        if (value.isEmpty() || options.isEmpty() || statements.isEmpty()) {
            return new Refused(Fault.MALFORMED, "The signed statements cannot be found.");
        }
        var message = (Hashes.sha256Hex(options.get()) + Hashes.sha256Hex(statements.get())).getBytes(UTF_8);
        return new Claim(creator, key -> key.verify(Algorithm.RSA_SHA256, message, value.get()));
    }

    /// What such a signature speaks of, in the words that we read: all else in the document was never signed.
    ///
    /// @throws Unreadable when nothing readable is left
    public WireJson covered(WireJson document) throws Unreadable {
        var words = ld.inOurWords(bare(document))
                .orElseThrow(() -> new Unreadable("The signed statements cannot be found."));
        return WireJson.parse(words.getBytes(UTF_8));
    }

    private static ObjectNode options(ObjectNode signature) {
        var options = signature.deepCopy();
        options.remove(List.of("type", "id", "signatureValue"));
        return options.put("@context", OPTIONS_CONTEXT);
    }

    private static ObjectNode bare(WireJson document) {
        var bare = document.raw().deepCopy();
        bare.remove("signature");
        return bare;
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getMimeDecoder().decode(base64)).filter(bytes -> bytes.length > 0);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
