// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.activitystreams.SigningKey.Algorithm;
import org.allmende.signatures.SignatureCheck.Claim;
import org.allmende.signatures.SignatureCheck.Fall;
import org.allmende.signatures.SignatureCheck.Fault;

/// HTTP Message Signatures (RFC 9421), as far as servers of the Fediverse send them.
final class MessageSignature {

    private static final Pattern INPUT = Pattern.compile("([a-z*][a-z0-9_.*-]{0,63})=(\\(([^()]*)\\)(.*))");
    private static final Pattern COMPONENTS = Pattern.compile(" *(\"@?[a-z0-9-]+\"( +\"@?[a-z0-9-]+\")*)? *");
    private static final Pattern PARAMETER =
            Pattern.compile(";([a-z*][a-z0-9_.*-]*)=(?:\"([^\"\\\\]*)\"|([0-9]{1,12}))(?=;|$)");
    private static final Pattern SIGNATURE = Pattern.compile("([a-z*][a-z0-9_.*-]{0,63})=:([A-Za-z0-9+/=]*):");

    private MessageSignature() {}

    /// What `Signature-Input` says is signed. `raw` is the part that is signed itself.
    record Input(String label, String raw, List<String> components, Map<String, String> parameters) {

        Optional<String> parameter(String name) {
            return Optional.ofNullable(parameters.get(name));
        }
    }

    static Claim read(SignedRequest request, SignatureWindow window) throws Fall {
        var input = input(request.all("signature-input").orElse(""));
        var signature = signature(request.all("signature").orElse(""), input.label());
        var algorithm = algorithm(input.parameter("alg"));
        var keyId = input.parameter("keyid")
                .filter(id -> !id.isBlank() && id.length() <= SignatureHeader.KEY_ID_LENGTH_MAX)
                .orElseThrow(() -> new Fall(Fault.MALFORMED, "The signature does not name its key."));
        requireCoverage(input.components(), request);
        if (!request.meantForUs()) {
            throw new Fall(Fault.WRONG_HOST, "The request was signed for another host.");
        }
        window.admitSecond(second(input, "created")
                .orElseThrow(() -> new Fall(Fault.INCOMPLETE, "The signature does not say when it was created.")));
        var expires = second(input, "expires");
        if (expires.isPresent()) {
            window.expires(expires.get());
        }
        if (request.carries()) {
            BodyDigest.checkContent(request.all("content-digest"), request.body());
        }
        var text = text(request, input);
        return new Claim(keyId, key -> key.verify(algorithm, text, signature));
    }

    static Input input(String header) throws Fall {
        var match = INPUT.matcher(header);
        if (header.length() > SignatureHeader.LENGTH_MAX || !match.matches()) {
            throw new Fall(Fault.MALFORMED, "Signature-Input must describe exactly one signature.");
        }
        return new Input(match.group(1), match.group(2), components(match.group(3)), parameters(match.group(4)));
    }

    /// The signature base (§2.5).
    static byte[] text(SignedRequest request, Input input) throws Fall {
        var text = new StringBuilder();
        for (var name : input.components()) {
            var value = component(request, name)
                    .orElseThrow(() -> new Fall(Fault.INCOMPLETE, "The signed component " + name + " is missing."));
            text.append('"').append(name).append("\": ").append(value).append('\n');
        }
        return text.append("\"@signature-params\": ")
                .append(input.raw())
                .toString()
                .getBytes(UTF_8);
    }

    private static Optional<String> component(SignedRequest request, String name) {
        return switch (name) {
            case "@method" -> Optional.of(request.method());
            case "@target-uri" -> Optional.of(request.base() + request.target());
            case "@authority" -> Optional.of(request.authority());
            case "@scheme" -> Optional.of(request.base().getScheme());
            case "@request-target" -> Optional.of(request.target());
            case "@path" -> Optional.of(request.path());
            case "@query" -> Optional.of(request.query());
            default -> name.startsWith("@") ? Optional.empty() : request.all(name);
        };
    }

    private static byte[] signature(String header, String label) throws Fall {
        var match = SIGNATURE.matcher(header);
        if (header.length() > SignatureHeader.LENGTH_MAX
                || !match.matches()
                || !match.group(1).equals(label)) {
            throw new Fall(Fault.MALFORMED, "There must be one signature, under the label of its Signature-Input.");
        }
        return SignatureHeader.signature(match.group(2));
    }

    private static Algorithm algorithm(Optional<String> name) throws Fall {
        return switch (name.orElse("")) {
            case "" -> Algorithm.ANY;
            case "rsa-v1_5-sha256" -> Algorithm.RSA_SHA256;
            case "ed25519" -> Algorithm.ED25519;
            default -> throw new Fall(Fault.UNKNOWN_ALGORITHM, "We check signatures of rsa-v1_5-sha256 and ed25519.");
        };
    }

    // Everything by which a request could be passed on as another one.
    private static void requireCoverage(List<String> components, SignedRequest request) throws Fall {
        var place = components.contains("@target-uri")
                || components.contains("@authority")
                        && (components.contains("@request-target")
                                || components.contains("@path")
                                        && (components.contains("@query") || !request.queried()));
        if (!components.contains("@method") || !place) {
            throw new Fall(Fault.INCOMPLETE, "The signature must cover @method and @target-uri.");
        }
        if (request.carries() && !components.contains("content-digest")) {
            throw new Fall(Fault.INCOMPLETE, "The signature must cover content-digest.");
        }
    }

    private static List<String> components(String list) throws Fall {
        if (!COMPONENTS.matcher(list).matches()) {
            throw new Fall(Fault.MALFORMED, "The list of signed components cannot be read.");
        }
        var names = new ArrayList<String>();
        for (var quoted : list.strip().split(" +")) {
            if (!quoted.isEmpty()) {
                names.add(quoted.substring(1, quoted.length() - 1));
            }
        }
        if (names.size() > SignatureHeader.SIGNED_MAX || new HashSet<>(names).size() != names.size()) {
            throw new Fall(Fault.MALFORMED, "A component is signed twice.");
        }
        return names;
    }

    private static Map<String, String> parameters(String text) throws Fall {
        var parameters = new HashMap<String, String>();
        var matcher = PARAMETER.matcher(text);
        for (var at = 0; at < text.length(); at = matcher.end()) {
            if (!matcher.region(at, text.length()).lookingAt()) {
                throw new Fall(Fault.MALFORMED, "The parameters of the signature cannot be read.");
            }
            var value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            if (parameters.put(matcher.group(1), value) != null) {
                throw new Fall(Fault.MALFORMED, "The signature says " + matcher.group(1) + " twice.");
            }
        }
        return parameters;
    }

    private static Optional<Long> second(Input input, String name) throws Fall {
        var value = input.parameter(name);
        if (value.isPresent() && !value.get().matches("[0-9]{1,12}")) {
            throw new Fall(Fault.MALFORMED, "The parameter " + name + " is no second since 1970.");
        }
        return value.map(Long::parseLong);
    }
}
