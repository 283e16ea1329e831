// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.allmende.activitystreams.SigningKey.Algorithm;
import org.allmende.signatures.SignatureCheck.Claim;
import org.allmende.signatures.SignatureCheck.Fall;
import org.allmende.signatures.SignatureCheck.Fault;

/// draft-cavage-http-signatures-12, as the Fediverse speaks it.
final class CavageSignature {

    private static final String TARGET = "(request-target)";
    private static final String CREATED = "(created)";
    private static final String EXPIRES = "(expires)";

    private CavageSignature() {}

    static Claim read(SignedRequest request, SignatureWindow window) throws Fall {
        var value = request.once("signature")
                .orElseThrow(() -> new Fall(Fault.MALFORMED, "There must be exactly one Signature header."));
        var header = SignatureHeader.parse(value);
        var algorithm = algorithm(header.algorithm());
        requireCoverage(header, request);
        if (!request.meantForUs()) {
            throw new Fall(Fault.WRONG_HOST, "The request was signed for another host.");
        }
        requireTime(header, request, window);
        if (request.carries()) {
            BodyDigest.check(request.once("digest"), request.body());
        }
        var full = text(header, request, request.target());
        // Some peers sign the path without the query (Mastodon accepts both, so many never noticed).
        var withoutQuery = text(header, request, request.path());
        var signature = header.signature();
        return new Claim(
                header.keyId(),
                key -> key.verify(algorithm, full, signature)
                        || request.queried() && key.verify(algorithm, withoutQuery, signature));
    }

    /// What is signed, in order, with the values it has.
    static byte[] text(Map<String, String> lines) {
        return String.join(
                        "\n",
                        lines.entrySet().stream()
                                .map(line -> line.getKey() + ": " + line.getValue())
                                .toList())
                .getBytes(UTF_8);
    }

    static String target(String method, String target) {
        return method.toLowerCase(Locale.ROOT) + " " + target;
    }

    private static Algorithm algorithm(Optional<String> name) throws Fall {
        return switch (name.orElse("hs2019").toLowerCase(Locale.ROOT)) {
            case "hs2019" -> Algorithm.ANY;
            case "rsa-sha256" -> Algorithm.RSA_SHA256;
            case "rsa-sha512" -> Algorithm.RSA_SHA512;
            case "ed25519" -> Algorithm.ED25519;
            default ->
                throw new Fall(
                        Fault.UNKNOWN_ALGORITHM, "We check signatures of rsa-sha256, rsa-sha512, ed25519 and hs2019.");
        };
    }

    private static void requireCoverage(SignatureHeader header, SignedRequest request) throws Fall {
        var signed = header.signed();
        for (var name : List.of(TARGET, "host")) {
            if (!signed.contains(name)) {
                throw new Fall(Fault.INCOMPLETE, "The signature must cover " + name + ".");
            }
        }
        if (!signed.contains("date") && !signed.contains(CREATED)) {
            throw new Fall(Fault.INCOMPLETE, "The signature must cover date or (created).");
        }
        if (request.carries() && !signed.contains("digest")) {
            throw new Fall(Fault.INCOMPLETE, "The signature must cover the digest of the body.");
        }
        // §2.3: the old names say how they were made; a time of their own they do not have.
        if (header.algorithm().filter(name -> name.startsWith("rsa-")).isPresent()
                && (signed.contains(CREATED) || signed.contains(EXPIRES))) {
            throw new Fall(Fault.MALFORMED, "Only hs2019 signs (created) and (expires).");
        }
    }

    private static void requireTime(SignatureHeader header, SignedRequest request, SignatureWindow window) throws Fall {
        if (header.signed().contains("date")) {
            window.admitDate(request.once("date")
                    .orElseThrow(() -> new Fall(Fault.INCOMPLETE, "There must be exactly one Date header.")));
        }
        if (header.signed().contains(CREATED)) {
            window.admitSecond(header.created()
                    .orElseThrow(() -> new Fall(Fault.MALFORMED, "The signature does not say when it was created.")));
        }
        if (header.expires().isPresent()) {
            window.expires(header.expires().get());
        }
    }

    private static byte[] text(SignatureHeader header, SignedRequest request, String target) throws Fall {
        var lines = new LinkedHashMap<String, String>();
        for (var name : header.signed()) {
            var value = switch (name) {
                case TARGET -> Optional.of(target(request.method(), target));
                case CREATED -> header.created().map(Object::toString);
                case EXPIRES -> header.expires().map(Object::toString);
                default -> request.all(name);
            };
            lines.put(
                    name,
                    value.orElseThrow(() -> new Fall(Fault.INCOMPLETE, "The signed header " + name + " is missing.")));
        }
        return text(lines);
    }
}
