// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.TestKeys;
import org.allmende.activitystreams.SigningKey;
import org.allmende.base.Ed25519Keys;
import org.allmende.base.Ed25519Public;
import org.allmende.base.Hashes;
import org.allmende.base.RsaKeys;
import org.allmende.base.RsaPublic;
import org.allmende.signatures.HttpSignature.Scheme;
import org.allmende.signatures.HttpSignature.Signer;
import org.allmende.signatures.SignatureCheck.Claim;
import org.allmende.signatures.SignatureCheck.Fault;
import org.allmende.signatures.SignatureCheck.Proved;
import org.allmende.signatures.SignatureCheck.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSignatureTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final URI BASE = URI.create("https://example.org");
    private static final URI INBOX = URI.create("https://example.org/ap/inbox?x=1");
    private static final byte[] BODY = "{\"type\":\"Like\"}".getBytes(UTF_8);
    private static final byte[] NONE = {};
    private static final String KEY_ID = "https://far.example/users/bob#main-key";

    private static final RsaKeys RSA = TestKeys.RSA;
    private static final Signer BOB = new Signer(KEY_ID, RSA);
    private static final SigningKey BOBS = new SigningKey.Rsa(RSA.open());
    private static final SigningKey EVES = new SigningKey.Rsa(TestKeys.OTHER.open());

    /// The key and the signatures in this file that are not made by our own code come from OpenSSL 3.
    private static final SigningKey OPENSSL =
            new SigningKey.Rsa(RsaPublic.fromPem("""
            -----BEGIN PUBLIC KEY-----
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAmwymP9SDrW0Y2T081bVQ
            JnU2fG0SmXjdAT8R2T+v/Z3gUaHKHZ4uvBCB2OvoH6lMkjuYHNypPXJNA7mjD7Lu
            LinMUnTI6go7OHRUXV3az/cUb7zWh5ovsunuP/UAoBuKakIQBdSutlA9ba9yPGZw
            9Q9glM+T0GLdpw+lHkAbfPhMaUrhavJa/aPhItVtWlpncN3aXBtD+m7lk6cKO7Me
            AYyhsQkMSm54Bu08fiSK7mOhdtANHiTTiWsBDgsiM8a0aGzCJo+8+cJ3G1UqH7qO
            +OmfZA/w2EZFwDGTAQdotB6n0biRnutbUbdTsbbfyD9hoatBG5Pb2m3XLGk+R64/
            RQIDAQAB
            -----END PUBLIC KEY-----
            """).orElseThrow());

    private static final String OPENSSL_256 =
            "CZ1BAbwmpo2mig0TvIZJsVWfn/SFEv23bnZg0FWyj7pADMnQGARC3ayQplR3KBAjxdj5k3gl3pmqUdps4UtFo/MAfVdqpG+5"
                    + "5/UHpvWOmPigD/rpZhZq46+gQeJNvmIB3BON+2WZ3h2tWeOwpDvz7EqotxNA5oZjJV3bmW+5UIWoC1JquJOh42DK0trG88wF"
                    + "/1tgKeCAR3efwr3XLeyfv3TurJeXqu1pZHjfn+vQdpL/6XsIOJZDDkq8b8DamDeXVMht/ic+0YjXBAc2sFUHFAGXdh7f2q0P"
                    + "c2SwVeqOrB4/syi2DNitiDlKOH4fHT2aKZw6dvknvAQr/PJEp9D0KA==";

    private static final String OPENSSL_512 =
            "OVNGXqjga9zy6AGdcL+J5GACD2r908LzxIHuLW8cWoow8hMbLKPxN/dWXs4bDttV1c8bZNKzG21blt2/+tj2295flRGeeOiR"
                    + "SxNAgjQZtpS4OfMz6E43orglF8VQhMGCRabvbvobNrr5eZ7d4qaIB5XGvFyGKY//ucBCf0Tw3Bpk9nSYrVG5zbRbwdFHACvM"
                    + "U5hktBZSeNV3Jm5Zay0aosRr6tmjB1M+qZVHIrJt3cvijE3yJ6tNqAhCFaXd621GVUJYSQI79gPiTVbkhYZtXrIJECrORiR8"
                    + "A6LFCk5/90TNvMJbybv7K3/Xyt5on+3mPA+xJTRXz9RBNnM7JpTPig==";

    private static final String OPENSSL_9421 =
            "OKRxhINkXRF++6GOvcG+h7kwz0/mXYGx300XY6ivstKY4BD+wrIrpGNQrI8Mlxz9OIlSWwCm+mJtCNtF9jW0QKNSvdxhBtSE"
                    + "NtVoAKDTMfaAf+GlmjFI1tFnHGtSg+270FLPCzDC4lbDeubTFDbGKojpC59J1Fxozj+HdqZBYQbGmOlwvpYIRcXt2Wuyf//q"
                    + "o4g6rr+1rlHj5H5NLxyz6Z9UCCI2CHEhDrKntJgmB4/6AgTt/89yx/2P/lx6QOG8GedGLdXf9Y19bU9xQe/T1xU1IYypQgK6"
                    + "t7HcTSjhTrB4r7bXgrDttIQArqkr+XEOUiZ4Ggf2yMDmTLyBaV9yew==";

    @Test
    void a_request_signed_by_another_program_is_proved() {
        var head = "keyId=\"" + KEY_ID + "\",headers=\"(request-target) host date digest content-type\",";

        for (var rest : List.of(
                "algorithm=\"rsa-sha256\",signature=\"" + OPENSSL_256 + "\"",
                "algorithm=\"hs2019\",signature=\"" + OPENSSL_256 + "\"",
                "signature=\"" + OPENSSL_256 + "\"",
                "algorithm=\"hs2019\",signature=\"" + OPENSSL_512 + "\"",
                "algorithm=\"rsa-sha512\",signature=\"" + OPENSSL_512 + "\"")) {
            assertThat(check(opensslHeaders(head + rest), NOON, OPENSSL)).isEqualTo(new Proved(KEY_ID));
        }
        assertThat(fault(check(
                        opensslHeaders(head + "algorithm=\"rsa-sha512\",signature=\"" + OPENSSL_256 + "\""),
                        NOON,
                        OPENSSL)))
                .isEqualTo(Fault.FORGED);
    }

    @Test
    void a_message_signature_of_another_program_is_proved() {
        var headers = new HashMap<String, String>();
        headers.put("Host", "example.org");
        headers.put("Content-Type", "application/activity+json");
        headers.put("Content-Digest", BodyDigest.contentHeader(Hashes.sha256Base64(BODY)));
        headers.put(
                "Signature-Input",
                "s=(\"@method\" \"@target-uri\" \"content-type\" \"content-digest\");created=1793534400;keyid=\""
                        + KEY_ID + "\";alg=\"rsa-v1_5-sha256\"");
        headers.put("Signature", "s=:" + OPENSSL_9421 + ":");

        assertThat(check(headers, NOON, OPENSSL)).isEqualTo(new Proved(KEY_ID));
    }

    // RFC 9421, B.2.6.
    @Test
    void the_example_of_the_rfc_has_the_signature_of_the_rfc() throws SignatureCheck.Fall {
        var request = new SignedRequest(
                "POST",
                URI.create("https://example.com"),
                "/foo?param=Value&Pet=dog",
                Map.of(
                        "Date", List.of("Tue, 20 Apr 2021 02:07:55 GMT"),
                        "Content-Type", List.of("application/json"),
                        "Content-Length", List.of("18")),
                NONE);
        var input = MessageSignature.input("sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" "
                + "\"content-length\");created=1618884473;keyid=\"test-key-ed25519\"");
        var spki = Base64.getDecoder().decode("MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=");
        var key = Ed25519Public.of(Arrays.copyOfRange(spki, 12, 44)).orElseThrow();

        assertThat(key.verify(
                        MessageSignature.text(request, input),
                        Base64.getDecoder()
                                .decode("wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5"
                                        + "WPpBKRCw==")))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void what_we_sign_is_proved(Scheme scheme) {
        var post = HttpSignature.sign(scheme, "POST", INBOX, BODY, BOB, NOON);
        var get = HttpSignature.sign(scheme, "GET", INBOX, NONE, BOB, NOON);

        assertThat(check(post, NOON, BOBS)).isEqualTo(new Proved(KEY_ID));
        assertThat(check("GET", INBOX, get, NONE, NOON, BOBS)).isEqualTo(new Proved(KEY_ID));
        assertThat(fault(check(post, NOON, EVES))).isEqualTo(Fault.FORGED);
    }

    @ParameterizedTest
    @EnumSource
    void a_signature_lives_twelve_hours_and_may_come_one_hour_early(Scheme scheme) {
        var headers = HttpSignature.sign(scheme, "POST", INBOX, BODY, BOB, NOON);

        assertThat(check(headers, NOON.plus(Duration.ofHours(12)), BOBS)).isInstanceOf(Proved.class);
        assertThat(fault(check(headers, NOON.plus(Duration.ofHours(12)).plusSeconds(1), BOBS)))
                .isEqualTo(Fault.STALE);
        assertThat(check(headers, NOON.minus(Duration.ofHours(1)), BOBS)).isInstanceOf(Proved.class);
        assertThat(fault(check(headers, NOON.minus(Duration.ofHours(1)).minusSeconds(1), BOBS)))
                .isEqualTo(Fault.STALE);
    }

    @ParameterizedTest
    @EnumSource
    void another_body_is_refused(Scheme scheme) {
        var headers = HttpSignature.sign(scheme, "POST", INBOX, BODY, BOB, NOON);

        assertThat(fault(check("POST", INBOX, headers, "{}".getBytes(UTF_8), NOON, BOBS)))
                .isEqualTo(Fault.WRONG_DIGEST);
        assertThat(fault(check("POST", INBOX, headers, NONE, NOON, BOBS))).isEqualTo(Fault.WRONG_DIGEST);
    }

    @ParameterizedTest
    @EnumSource
    void a_body_under_a_signature_for_reading_is_refused(Scheme scheme) {
        var headers = HttpSignature.sign(scheme, "GET", INBOX, NONE, BOB, NOON);

        assertThat(fault(check("POST", INBOX, headers, BODY, NOON, BOBS))).isEqualTo(Fault.INCOMPLETE);
        assertThat(fault(check("GET", INBOX, headers, BODY, NOON, BOBS))).isEqualTo(Fault.INCOMPLETE);
        assertThat(fault(check("DELETE", INBOX, headers, NONE, NOON, BOBS))).isEqualTo(Fault.FORGED);
    }

    @ParameterizedTest
    @EnumSource
    void a_request_for_another_host_or_path_is_refused(Scheme scheme) {
        var elsewhere =
                HttpSignature.sign(scheme, "POST", URI.create("https://other.example/ap/inbox?x=1"), BODY, BOB, NOON);
        var lying = new HashMap<>(elsewhere);
        lying.put("Host", "example.org");
        var here = HttpSignature.sign(scheme, "POST", INBOX, BODY, BOB, NOON);
        var otherPath = URI.create("https://example.org/ap/actors/1/inbox?x=1");

        assertThat(fault(check(elsewhere, NOON, BOBS))).isEqualTo(Fault.WRONG_HOST);
        assertThat(fault(check(lying, NOON, BOBS))).isEqualTo(Fault.FORGED);
        assertThat(fault(check("POST", otherPath, here, BODY, NOON, BOBS))).isEqualTo(Fault.FORGED);
    }

    @Test
    void a_target_signed_without_its_query_is_proved() {
        var bare = URI.create("https://example.org/ap/inbox");
        var headers = HttpSignature.sign(Scheme.CAVAGE, "POST", bare, BODY, BOB, NOON);

        assertThat(check(headers, NOON, BOBS)).isInstanceOf(Proved.class);
    }

    @Test
    void hosts_are_compared_without_case_and_usual_port() {
        var headers = HttpSignature.sign(
                Scheme.CAVAGE, "POST", URI.create("https://EXAMPLE.org:443/ap/inbox?x=1"), BODY, BOB, NOON);
        assertThat(headers).containsEntry("Host", "example.org");
        var loopback = URI.create("http://localhost:8080/ap/inbox");
        var local = HttpSignature.sign(Scheme.CAVAGE, "POST", loopback, BODY, BOB, NOON);
        assertThat(local).containsEntry("Host", "localhost:8080");

        var request = new SignedRequest("POST", URI.create("http://localhost:8080"), "/ap/inbox", plural(local), BODY);

        assertThat(((Claim) HttpSignature.read(request, NOON)).by(BOBS)).isInstanceOf(Proved.class);
    }

    @Test
    void an_ed25519_key_may_sign_in_both_ways() {
        var keys = Ed25519Keys.generate();
        var key = new SigningKey.Ed25519(keys.open());
        var text = "(request-target): get /ap/inbox?x=1\nhost: example.org\n(created): " + NOON.getEpochSecond();
        var cavage = "keyId=\"k\",algorithm=\"hs2019\",created=" + NOON.getEpochSecond()
                + ",headers=\"(request-target) host (created)\",signature=\""
                + Base64.getEncoder().encodeToString(keys.sign(text.getBytes(UTF_8))) + "\"";
        var raw = "(\"@method\" \"@authority\" \"@path\" \"@query\");created=" + NOON.getEpochSecond()
                + ";keyid=\"k\";alg=\"ed25519\"";
        var base = "\"@method\": GET\n\"@authority\": example.org\n\"@path\": /ap/inbox\n\"@query\": ?x=1\n"
                + "\"@signature-params\": " + raw;
        var message = "s=:" + Base64.getEncoder().encodeToString(keys.sign(base.getBytes(UTF_8))) + ":";

        assertThat(check("GET", INBOX, Map.of("Host", "example.org", "Signature", cavage), NONE, NOON, key))
                .isEqualTo(new Proved("k"));
        assertThat(check(
                        "GET",
                        INBOX,
                        Map.of("Host", "example.org", "Signature-Input", "s=" + raw, "Signature", message),
                        NONE,
                        NOON,
                        key))
                .isEqualTo(new Proved("k"));
        assertThat(fault(check("GET", INBOX, Map.of("Host", "example.org", "Signature", cavage), NONE, NOON, BOBS)))
                .isEqualTo(Fault.FORGED);
    }

    @Test
    void who_has_a_second_key_can_sign_with_it() {
        var keys = Ed25519Keys.generate();
        var two = new Signer(KEY_ID, RSA, Optional.of(new Signer.Second("https://far.example/b#ed25519-key", keys)));

        var headers = HttpSignature.sign(Scheme.RFC9421_ED25519, "POST", INBOX, BODY, two, NOON);

        assertThat(check(headers, NOON, new SigningKey.Ed25519(keys.open())))
                .isEqualTo(new Proved("https://far.example/b#ed25519-key"));
        assertThat(fault(check(headers, NOON, BOBS))).isEqualTo(Fault.FORGED);
    }

    @Test
    void a_signature_without_the_query_leaves_it_out() {
        var with = HttpSignature.sign(Scheme.CAVAGE, "GET", INBOX, NONE, BOB, NOON);
        var without = HttpSignature.sign(Scheme.CAVAGE_WITHOUT_QUERY, "GET", INBOX, NONE, BOB, NOON);

        assertThat(with.get("Signature")).isNotEqualTo(without.get("Signature"));
        var bare = URI.create("https://example.org/ap/inbox");
        assertThat(check("GET", bare, without, NONE, NOON, BOBS)).isEqualTo(new Proved(KEY_ID));
        assertThat(fault(check("GET", bare, with, NONE, NOON, BOBS))).isEqualTo(Fault.FORGED);
    }

    // RFC 9530 knows both; of what is sent, all must fit.
    @Test
    void a_digest_may_be_longer_and_may_come_in_two_kinds() throws SignatureCheck.Fall {
        var longer = "sha-512=:" + Base64.getEncoder().encodeToString(Hashes.sha512(BODY)) + ":";
        var shorter = BodyDigest.contentHeader(Hashes.sha256Base64(BODY));

        BodyDigest.checkContent(Optional.of(longer), BODY);
        BodyDigest.checkContent(Optional.of(shorter + ", " + longer + ", unixsum=:AAAA:"), BODY);
        BodyDigest.check(Optional.of("SHA-512=" + Base64.getEncoder().encodeToString(Hashes.sha512(BODY))), BODY);

        var wrong = "sha-512=:" + Base64.getEncoder().encodeToString(Hashes.sha512(NONE)) + ":";
        assertThatThrownBy(() -> BodyDigest.checkContent(Optional.of(shorter + ", " + wrong), BODY))
                .isInstanceOf(SignatureCheck.Fall.class);
        assertThatThrownBy(() -> BodyDigest.checkContent(Optional.of("unixsum=:AAAA:"), BODY))
                .isInstanceOf(SignatureCheck.Fall.class);
    }

    @Test
    void a_cut_or_doubled_or_missing_header_is_refused() {
        var headers = HttpSignature.sign(Scheme.CAVAGE, "POST", INBOX, BODY, BOB, NOON);
        var signature = headers.get("Signature");

        assertThat(fault(with(headers, "Signature", ""))).isEqualTo(Fault.MALFORMED);
        assertThat(fault(with(headers, "Signature", signature.substring(0, signature.length() - 1))))
                .isEqualTo(Fault.MALFORMED);
        assertThat(fault(with(headers, "Signature", signature + ",keyId=\"https://eve.example/\"")))
                .isEqualTo(Fault.MALFORMED);
        assertThat(fault(with(headers, "Signature", signature + ",x=\"" + "x".repeat(9_000) + "\"")))
                .isEqualTo(Fault.MALFORMED);
        assertThat(fault(with(headers, "Signature", signature.replace("host date", "host host date"))))
                .isEqualTo(Fault.MALFORMED);
        assertThat(fault(with(headers, "Signature", signature.replace("rsa-sha256", "hmac-sha256"))))
                .isEqualTo(Fault.UNKNOWN_ALGORITHM);
        assertThat(fault(with(headers, "Signature", signature.replace("signature=\"", "signature=\"AAAA"))))
                .isEqualTo(Fault.FORGED);
        assertThat(fault(with(headers, "Date", "yesterday"))).isEqualTo(Fault.MALFORMED);
        assertThat(fault(with(headers, "Digest", "SHA-256=AAAA,SHA-256=" + headers.get("Digest"))))
                .isEqualTo(Fault.WRONG_DIGEST);
        assertThat(fault(with(headers, "Digest", "MD5=AAAA"))).isEqualTo(Fault.WRONG_DIGEST);
        var unsigned = new HashMap<>(headers);
        unsigned.remove("Signature");
        assertThat(fault(check(unsigned, NOON, BOBS))).isEqualTo(Fault.MISSING);
        var twice = plural(headers);
        twice.put("Signature", List.of(signature, signature));
        assertThat(fault(HttpSignature.read(new SignedRequest("POST", BASE, "/ap/inbox?x=1", twice, BODY), NOON)))
                .isEqualTo(Fault.MALFORMED);
        var dates = plural(headers);
        dates.put("Date", List.of(headers.get("Date"), headers.get("Date")));
        assertThat(fault(HttpSignature.read(new SignedRequest("POST", BASE, "/ap/inbox?x=1", dates, BODY), NOON)))
                .isEqualTo(Fault.INCOMPLETE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host date digest",
                "(request-target) date digest",
                "(request-target) host digest",
                "(request-target) host date"
            })
    void a_signature_that_leaves_something_out_is_refused(String signed) {
        var value = "keyId=\"k\",headers=\"" + signed + "\",signature=\"AAAA\"";

        assertThat(fault(check(opensslHeaders(value), NOON, BOBS))).isEqualTo(Fault.INCOMPLETE);
    }

    @Test
    void a_time_inside_a_signature_of_the_old_kind_is_refused() {
        var value = "keyId=\"k\",algorithm=\"rsa-sha256\",created=1793534400,headers=\"(request-target) (created) host "
                + "digest\",signature=\"AAAA\"";

        assertThat(fault(check(opensslHeaders(value), NOON, BOBS))).isEqualTo(Fault.MALFORMED);
        assertThat(fault(check(opensslHeaders(value.replace("rsa-sha256", "hs2019")), NOON, BOBS)))
                .isEqualTo(Fault.FORGED);
        assertThat(fault(check(
                        opensslHeaders(value.replace("rsa-sha256", "hs2019").replace("AAAA\"", "AAAA\",expires=1")),
                        NOON,
                        BOBS)))
                .isEqualTo(Fault.STALE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s=(\"@method\");created=1793534400;keyid=\"k\"",
                "s=(\"@target-uri\" \"content-digest\");created=1793534400;keyid=\"k\"",
                "s=(\"@method\" \"@authority\" \"@path\" \"content-digest\");created=1793534400;keyid=\"k\"",
                "s=(\"@method\" \"@target-uri\");created=1793534400;keyid=\"k\"",
                "s=(\"@method\" \"@target-uri\" \"content-digest\");keyid=\"k\"",
                "s=(\"@method\" \"@target-uri\" \"content-digest\" \"x-missing\");created=1793534400;keyid=\"k\"",
                "s=(\"@method\" \"@target-uri\" \"content-digest\" \"@status\");created=1793534400;keyid=\"k\""
            })
    void a_message_signature_that_leaves_something_out_is_refused(String input) {
        assertThat(fault(withInput(input))).isEqualTo(Fault.INCOMPLETE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "s=",
                "s=()",
                "s=(\"@method\" \"@target-uri\" \"content-digest\");created=1793534400",
                "s=(\"@method\" \"@method\" \"@target-uri\" \"content-digest\");created=1793534400;keyid=\"k\"",
                "s=(\"@method\" \"@target-uri\" \"content-digest\");created=1793534400;keyid=\"k\";keyid=\"j\"",
                "s=(\"@method\" \"@target-uri\" \"content-digest\");created=noon;keyid=\"k\"",
                "s=(\"@method\" \"@target-uri\" \"content-digest\");created=1793534400;keyid=\"k\",t=()",
                "s=(\"@method\" \"@target-uri\" \"content-digest\";req);created=1793534400;keyid=\"k\"",
                "t=(\"@method\" \"@target-uri\" \"content-digest\");created=1793534400;keyid=\"k\""
            })
    void a_message_signature_that_cannot_be_read_is_refused(String input) {
        assertThat(fault(withInput(input))).isIn(Fault.MALFORMED, Fault.INCOMPLETE);
    }

    private static Map<String, String> opensslHeaders(String signature) {
        return Map.of(
                "host", "example.org",
                "date", "Sun, 01 Nov 2026 12:00:00 GMT",
                "digest", "SHA-256=fQLcyuiC5b53id2wfhThCI+LFjFoCGXZfRwgMiR7Fp0=",
                "content-type", "application/activity+json",
                "signature", signature);
    }

    private static SignatureCheck withInput(String input) {
        var headers = HttpSignature.sign(Scheme.RFC9421, "POST", INBOX, BODY, BOB, NOON);
        headers.put("Signature-Input", input);
        headers.put("Signature", "s=:AAAA:");
        return check(headers, NOON, BOBS);
    }

    private static SignatureCheck with(Map<String, String> headers, String name, String value) {
        var changed = new HashMap<>(headers);
        changed.put(name, value);
        return check(changed, NOON, BOBS);
    }

    private static SignatureCheck check(Map<String, String> headers, Instant now, SigningKey key) {
        return check("POST", INBOX, headers, BODY, now, key);
    }

    private static SignatureCheck check(
            String method, URI uri, Map<String, String> headers, byte[] body, Instant now, SigningKey key) {
        var target = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
        return switch (HttpSignature.read(new SignedRequest(method, BASE, target, plural(headers), body), now)) {
            case Claim claim -> claim.by(key);
            case Proved proved -> proved;
            case Refused refused -> refused;
        };
    }

    private static HashMap<String, List<String>> plural(Map<String, String> headers) {
        var plural = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> plural.put(name, List.of(value)));
        return plural;
    }

    private static Fault fault(SignatureCheck check) {
        assertThat(check).isInstanceOf(Refused.class);
        var refused = (Refused) check;
        assertThat(refused.reason()).endsWith(".");
        return refused.fault();
    }
}
