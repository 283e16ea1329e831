// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.Fuzzed;
import org.allmende.activitystreams.SigningKey;
import org.allmende.base.Ed25519Keys;
import org.allmende.signatures.SignatureCheck.Claim;
import org.allmende.signatures.SignatureCheck.Fault;
import org.allmende.signatures.SignatureCheck.Refused;

/// Headers of requests that say they are signed: nothing is proved without a key, and what is claimed is claimed of
/// this body, for this host, at this time.
///
/// An input is a request as it goes over the wire: `POST /inbox`, headers, an empty line, the body.
class SignedRequestFuzzTest implements Fuzzed {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final URI BASE = URI.create("https://example.org");
    private static final SigningKey EVES =
            new SigningKey.Ed25519(Ed25519Keys.generate().open());

    @Override
    public void read(byte[] input) throws SignatureCheck.Fall {
        var request = request(new String(input, ISO_8859_1), BASE);
        if (request.isEmpty()) {
            return;
        }
        if (HttpSignature.read(request.get(), NOON) instanceof Claim claim) {
            claimed(claim, request.get());
        } else {
            refused(HttpSignature.read(request.get(), NOON));
        }
        input(request.get().all("signature-input").orElse(""));
    }

    private static void claimed(Claim claim, SignedRequest request) {
        assertThat(claim.keyId()).isNotBlank();
        assertThat(claim.keyId().length()).isLessThanOrEqualTo(SignatureHeader.KEY_ID_LENGTH_MAX);
        assertThat(refused(claim.by(EVES))).isEqualTo(Fault.FORGED);
        var later = HttpSignature.read(
                request,
                NOON.plus(SignatureWindow.AGE_MAX)
                        .plus(SignatureWindow.AHEAD_MAX)
                        .plusSeconds(1));
        assertThat(refused(later)).isEqualTo(Fault.STALE);
        var elsewhere = with(request, URI.create("https://elsewhere.example"), request.body());
        assertThat(refused(HttpSignature.read(elsewhere, NOON))).isEqualTo(Fault.WRONG_HOST);
        var more = Arrays.copyOf(request.body(), request.body().length + 1);
        assertThat(refused(HttpSignature.read(with(request, BASE, more), NOON)))
                .isIn(Fault.WRONG_DIGEST, Fault.INCOMPLETE, Fault.MALFORMED);
    }

    private static Fault refused(SignatureCheck check) {
        assertThat(check).isInstanceOf(Refused.class);
        var refused = (Refused) check;
        assertThat(refused.reason()).endsWith(".");
        return refused.fault();
    }

    /// What is said to be signed is taken apart in one way: written again from its parts, it has the same parts.
    private static void input(String header) throws SignatureCheck.Fall {
        MessageSignature.Input input;
        try {
            input = MessageSignature.input(header);
        } catch (SignatureCheck.Fall _) {
            return;
        }
        assertThat(input.components())
                .hasSizeLessThanOrEqualTo(SignatureHeader.SIGNED_MAX)
                .doesNotHaveDuplicates();
        assertThat(input.label() + "=" + input.raw()).isEqualTo(header);
        var written = new StringBuilder(input.label() + "=(");
        written.append(String.join(
                " ", input.components().stream().map(name -> "\"" + name + "\"").toList()));
        written.append(')');
        input.parameters().forEach((name, value) -> written.append(";%s=\"%s\"".formatted(name, value)));
        var again = MessageSignature.input(written.toString());
        assertThat(again.components()).isEqualTo(input.components());
        assertThat(again.parameters()).isEqualTo(input.parameters());
    }

    private static SignedRequest with(SignedRequest request, URI base, byte[] body) {
        return new SignedRequest(request.method(), base, request.target(), request.headers(), body);
    }

    private static Optional<SignedRequest> request(String text, URI base) {
        var parts = text.split("\n\n", 2);
        var lines = parts[0].split("\n", -1);
        var first = lines[0].split(" ", -1);
        if (first.length != 2) {
            return Optional.empty();
        }
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            var colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(
                                lines[i].substring(0, colon).toLowerCase(java.util.Locale.ROOT), _ -> new ArrayList<>())
                        .add(lines[i].substring(colon + 1));
            }
        }
        var body = parts.length < 2 ? new byte[0] : parts[1].getBytes(ISO_8859_1);
        return Optional.of(new SignedRequest(first[0], base, first[1], headers, body));
    }

    @Override
    public List<String> words() {
        return List.of(
                "POST ",
                "GET ",
                "Signature: ",
                "Signature-Input: ",
                "Digest: ",
                "Content-Digest: ",
                "Date: ",
                "Host: ",
                "keyId=\"",
                "headers=\"",
                "signature=\"",
                "algorithm=\"",
                "created=",
                "expires=",
                "hs2019",
                "rsa-sha256",
                "rsa-sha512",
                "ed25519",
                "rsa-v1_5-sha256",
                "(request-target)",
                "(created)",
                "(expires)",
                "host",
                "date",
                "digest",
                "\"@method\"",
                "\"@target-uri\"",
                "\"@authority\"",
                "\"@path\"",
                "\"@query\"",
                "\"content-digest\"",
                ";created=1793534400",
                ";keyid=\"k\"",
                ";alg=\"",
                ";expires=",
                "sig1=(",
                "sig1=:",
                "SHA-256=",
                "sha-256=:",
                "Sun, 01 Nov 2026 12:00:00 GMT",
                "1793534400",
                "\n",
                ";req",
                ";sf");
    }
}
