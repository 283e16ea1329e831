// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.allmende.base.Ed25519Keys;
import org.allmende.base.Hashes;
import org.allmende.base.RsaHash;
import org.allmende.base.RsaKeys;
import org.allmende.signatures.SignatureCheck.Fall;
import org.allmende.signatures.SignatureCheck.Fault;
import org.allmende.signatures.SignatureCheck.Refused;

/// Signs our requests and checks those of strangers. Pure: who asks fetches the key.
public final class HttpSignature {

    /// What signed bodies are: documents of ActivityStreams.
    public static final String CONTENT_TYPE = "application/activity+json";

    /// `Tue, 03 Jun 2008 11:05:30 GMT`. The formatter of the JDK writes one digit for the first days of a month.
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private HttpSignature() {}

    /// The kinds we can make, in the order in which a stranger is offered them. Draft-cavage goes first: some servers
    /// answer 202 and then drop the others.
    public enum Scheme {
        CAVAGE,
        /// RSA, which everybody has.
        RFC9421,
        RFC9421_ED25519,
        /// Without the query in what is signed, as old servers read it.
        CAVAGE_WITHOUT_QUERY
    }

    /// Whose name we sign in. Who has no second key signs with the first in its place.
    public record Signer(String keyId, RsaKeys keys, Optional<Second> second) {

        /// An Ed25519 key, and its address.
        public record Second(String keyId, Ed25519Keys keys) {}

        public Signer(String keyId, RsaKeys keys) {
            this(keyId, keys, Optional.empty());
        }
    }

    /// What is sent under a signature, with its digest: made once, however many it goes to. `headers` are the sender's
    /// own, signed with the rest.
    public record Parcel(byte[] body, String digest, Map<String, String> headers) {

        public Parcel {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }

        public static Parcel of(byte[] body) {
            return new Parcel(body, Hashes.sha256Base64(body), Map.of());
        }

        public Parcel with(String name, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Parcel(body, digest, more);
        }
    }

    /// Everything but the key. Refused, or a claim that the named key can prove.
    public static SignatureCheck read(SignedRequest request, Instant now) {
        var window = new SignatureWindow(now);
        try {
            if (request.all("signature").isEmpty()) {
                return new Refused(Fault.MISSING, "The request must be signed (HTTP signatures).");
            }
            return request.all("signature-input").isPresent()
                    ? MessageSignature.read(request, window)
                    : CavageSignature.read(request, window);
        } catch (Fall fall) {
            return fall.refused();
        }
    }

    /// The headers to send, `Host` and `Content-Type` among them. A request without a body has an empty one.
    public static Map<String, String> sign(
            Scheme scheme, String method, URI uri, byte[] body, Signer signer, Instant now) {
        return sign(scheme, method, uri, Parcel.of(body), signer, now);
    }

    public static Map<String, String> sign(
            Scheme scheme, String method, URI uri, Parcel parcel, Signer signer, Instant now) {
        return switch (scheme) {
            case CAVAGE -> cavage(method, uri, target(uri), parcel, signer, now);
            case CAVAGE_WITHOUT_QUERY -> cavage(method, uri, path(uri), parcel, signer, now);
            case RFC9421 -> message(method, uri, parcel, ofRsa(signer), now);
            case RFC9421_ED25519 ->
                message(
                        method,
                        uri,
                        parcel,
                        signer.second().map(HttpSignature::of).orElseGet(() -> ofRsa(signer)),
                        now);
        };
    }

    private static Map<String, String> cavage(
            String method, URI uri, String target, Parcel parcel, Signer signer, Instant now) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Host", authority(uri));
        headers.put("Date", DATE.format(now));
        if (parcel.body().length > 0) {
            headers.put("Digest", BodyDigest.header(parcel.digest()));
            headers.put("Content-Type", CONTENT_TYPE);
        }
        headers.putAll(parcel.headers());
        var lines = new LinkedHashMap<String, String>();
        lines.put("(request-target)", CavageSignature.target(method, target));
        headers.forEach((name, value) -> lines.put(name.toLowerCase(Locale.ROOT), value));
        headers.put(
                "Signature",
                "keyId=\"" + signer.keyId() + "\",algorithm=\"rsa-sha256\",headers=\""
                        + String.join(" ", lines.keySet()) + "\",signature=\""
                        + ofRsa(signer).sign(CavageSignature.text(lines)) + "\"");
        return headers;
    }

    private static Map<String, String> message(String method, URI uri, Parcel parcel, Pen pen, Instant now) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Host", authority(uri));
        headers.put("Date", DATE.format(now));
        var components = new ArrayList<>(List.of("@method", "@target-uri"));
        if (uri.getRawQuery() != null) {
            components.add("@query");
        }
        if (parcel.body().length > 0) {
            headers.put("Content-Type", CONTENT_TYPE);
            headers.put("Content-Digest", BodyDigest.contentHeader(parcel.digest()));
            components.addAll(List.of("content-type", "content-digest"));
        }
        parcel.headers().forEach((name, value) -> {
            headers.put(name, value);
            components.add(name.toLowerCase(Locale.ROOT));
        });
        var raw = "(\"" + String.join("\" \"", components) + "\");created=" + now.getEpochSecond() + ";keyid=\""
                + pen.keyId() + "\";alg=\"" + pen.algorithm() + "\"";
        var base = URI.create(uri.getScheme() + "://" + authority(uri));
        var values = new LinkedHashMap<String, List<String>>();
        headers.forEach((name, value) -> values.put(name, List.of(value)));
        try {
            var text = MessageSignature.text(
                    new SignedRequest(method, base, target(uri), values, parcel.body()),
                    new MessageSignature.Input("sig1", raw, components, Map.of()));
            headers.put("Signature-Input", "sig1=" + raw);
            headers.put("Signature", "sig1=:" + pen.sign(text) + ":");
            return headers;
        } catch (Fall fall) {
            throw new IllegalStateException("we cover only what we send", fall);
        }
    }

    /// A key, and what RFC 9421 calls the way it signs.
    private record Pen(String keyId, String algorithm, UnaryOperator<byte[]> hand) {
        String sign(byte[] text) {
            return Base64.getEncoder().encodeToString(hand.apply(text));
        }
    }

    private static Pen ofRsa(Signer signer) {
        return new Pen(signer.keyId(), "rsa-v1_5-sha256", text -> signer.keys().sign(RsaHash.SHA256, text));
    }

    private static Pen of(Signer.Second second) {
        return new Pen(second.keyId(), "ed25519", second.keys()::sign);
    }

    private static String authority(URI uri) {
        return SignedRequest.plain(uri.getScheme(), uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
    }

    private static String target(URI uri) {
        return uri.getRawQuery() == null ? path(uri) : path(uri) + "?" + uri.getRawQuery();
    }

    private static String path(URI uri) {
        return uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }
}
