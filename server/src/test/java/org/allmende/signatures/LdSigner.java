// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireJson;
import org.allmende.base.Hashes;
import org.allmende.base.RsaHash;
import org.allmende.base.RsaKeys;

/// Signs documents in the older way, as other servers do and we do not.
public final class LdSigner {

    private static final LdStatements STATEMENTS = new LdStatements();

    private LdSigner() {}

    public static String sign(String document, String keyId, RsaKeys keys, Instant created) throws Unreadable {
        var json = WireJson.parse(document.getBytes(UTF_8)).raw();
        var options = json.objectNode()
                .put("@context", "https://w3id.org/identity/v1")
                .put("creator", keyId)
                .put("created", created.toString());
        var message = Hashes.sha256Hex(STATEMENTS.statements(options).orElseThrow())
                + Hashes.sha256Hex(STATEMENTS.statements(json).orElseThrow());
        json.putObject("signature")
                .put("type", "RsaSignature2017")
                .put("creator", keyId)
                .put("created", created.toString())
                .put(
                        "signatureValue",
                        Base64.getEncoder().encodeToString(keys.sign(RsaHash.SHA256, message.getBytes(UTF_8))));
        return json.toString();
    }
}
