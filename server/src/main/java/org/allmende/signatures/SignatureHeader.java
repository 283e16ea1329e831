// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.signatures.SignatureCheck.Fall;
import org.allmende.signatures.SignatureCheck.Fault;

/// The `Signature` header of draft-cavage-http-signatures-12, taken apart.
///
/// Strict, because lenient readers were fooled: a parameter that comes twice means two things.
record SignatureHeader(
        String keyId,
        Optional<String> algorithm,
        List<String> signed,
        Optional<Long> created,
        Optional<Long> expires,
        byte[] signature) {

    /// A key's address and an RSA signature of 8,192 bits fit several times.
    static final int LENGTH_MAX = 8_192;

    static final int KEY_ID_LENGTH_MAX = 2_048;

    /// Nobody signs more than ten.
    static final int SIGNED_MAX = 32;

    private static final Pattern PARAMETER =
            Pattern.compile("\\s*([A-Za-z]+)\\s*=\\s*(?:\"([^\"\\\\]*)\"|([0-9]{1,12}))\\s*(,|$)");
    private static final Pattern FIELD = Pattern.compile("[a-z0-9-]+|\\(request-target\\)|\\(created\\)|\\(expires\\)");

    SignatureHeader {
        signed = List.copyOf(signed);
        signature = signature.clone();
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    static SignatureHeader parse(String header) throws Fall {
        if (header.length() > LENGTH_MAX) {
            throw new Fall(Fault.MALFORMED, "The Signature header is longer than " + LENGTH_MAX + " characters.");
        }
        var parameters = parameters(header);
        var keyId = required(parameters, "keyId");
        if (keyId.isBlank() || keyId.length() > KEY_ID_LENGTH_MAX) {
            throw new Fall(Fault.MALFORMED, "The keyId is no address of a key.");
        }
        return new SignatureHeader(
                keyId,
                Optional.ofNullable(parameters.get("algorithm")),
                signed(required(parameters, "headers")),
                second(parameters, "created"),
                second(parameters, "expires"),
                signature(required(parameters, "signature")));
    }

    static byte[] signature(String base64) throws Fall {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            if (bytes.length > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw new Fall(Fault.MALFORMED, "The signature is not base64.");
    }

    private static Map<String, String> parameters(String header) throws Fall {
        var parameters = new HashMap<String, String>();
        var matcher = PARAMETER.matcher(header);
        var at = 0;
        while (at < header.length()) {
            if (!matcher.region(at, header.length()).lookingAt()) {
                throw new Fall(Fault.MALFORMED, "The Signature header is no list of names and quoted values.");
            }
            var value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            if (parameters.put(matcher.group(1), value) != null) {
                throw new Fall(Fault.MALFORMED, "The Signature header says " + matcher.group(1) + " twice.");
            }
            at = matcher.end();
        }
        return parameters;
    }

    private static String required(Map<String, String> parameters, String name) throws Fall {
        var value = parameters.get(name);
        if (value == null) {
            throw new Fall(Fault.MALFORMED, "The Signature header has no " + name + ".");
        }
        return value;
    }

    private static Optional<Long> second(Map<String, String> parameters, String name) throws Fall {
        var value = parameters.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.matches("[0-9]{1,12}")) {
            throw new Fall(Fault.MALFORMED, "The parameter " + name + " is no second since 1970.");
        }
        return Optional.of(Long.parseLong(value));
    }

    private static List<String> signed(String headers) throws Fall {
        var names = List.of(headers.strip().toLowerCase(Locale.ROOT).split(" +", SIGNED_MAX + 1));
        if (names.size() > SIGNED_MAX
                || !names.stream().allMatch(name -> FIELD.matcher(name).matches())) {
            throw new Fall(Fault.MALFORMED, "The list of signed headers cannot be read.");
        }
        if (new HashSet<>(names).size() != names.size()) {
            throw new Fall(Fault.MALFORMED, "A header is signed twice.");
        }
        return names;
    }
}
