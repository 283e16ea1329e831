// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.allmende.database.TestDatabase;
import org.junit.jupiter.api.Test;

/// Seals held against the examples of the standard, and opened again by a reader that shares no code with them.
class EnvelopeTest {

    // RFC 8291 §5 and appendix A.
    private static final String TEXT = "When I grow up, I want to be a watermelon";
    private static final String OURS_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private static final String OURS_PUBLIC =
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private static final String THEIRS_PUBLIC =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";
    private static final String SALT = "DGv6ra1nlYgDCS1FRnbzlw";
    private static final String SEALED =
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocI"
                    + "nmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    private static ECPublicKey theirs() {
        return Curve.read(bytes(THEIRS_PUBLIC)).orElseThrow();
    }

    private static KeyPair ours() throws GeneralSecurityException {
        var point = Curve.read(bytes(OURS_PUBLIC)).orElseThrow();
        var secret = new ECPrivateKeySpec(new BigInteger(1, bytes(OURS_PRIVATE)), point.getParams());
        return new KeyPair(point, KeyFactory.getInstance("EC").generatePrivate(secret));
    }

    @Test
    void the_example_of_the_standard_comes_out_to_the_letter() throws Exception {
        var envelope =
                Envelope.standard(TEXT.getBytes(StandardCharsets.UTF_8), theirs(), bytes(AUTH), ours(), bytes(SALT));

        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(envelope.body()))
                .isEqualTo(SEALED);
        assertThat(envelope.headers()).containsEntry("Content-Encoding", "aes128gcm");
    }

    @Test
    void an_app_opens_both_kinds_of_seal() {
        var app = new PushReader();
        var theirs = Curve.read(bytes(app.publicKey())).orElseThrow();
        var message = "Grüße ".repeat(100).getBytes(StandardCharsets.UTF_8);

        var standard = Envelope.standard(message, theirs, bytes(app.auth()), Curve.fresh(), new byte[16]);
        var legacy = Envelope.legacy(message, theirs, bytes(app.auth()), Curve.fresh(), new byte[16]);

        assertThat(app.open(standard.headers()::get, standard.body())).isEqualTo("Grüße ".repeat(100));
        assertThat(app.open(legacy.headers()::get, legacy.body())).isEqualTo("Grüße ".repeat(100));
    }

    @Test
    void what_is_no_point_of_the_curve_is_no_key() {
        var point = bytes(THEIRS_PUBLIC);
        point[64] ^= 1;

        assertThat(Curve.read(point)).isEmpty();
        assertThat(Curve.read(new byte[65])).isEmpty();
        assertThat(Curve.read(new byte[0])).isEmpty();
        assertThat(Curve.write(theirs())).isEqualTo(bytes(THEIRS_PUBLIC));
    }

    @Test
    void a_push_server_can_check_who_we_are_and_no_two_nodes_have_two_keys() throws Exception {
        try (var database = TestDatabase.sqlite(TestDatabase.ids())) {
            var vapid = database.write(new KeyStore()::get);
            var again = database.write(new KeyStore()::get);
            var noon = Instant.parse("2026-11-01T12:00:00Z");
            var parts = vapid.token("https://push.example", "https://a.example/about", noon)
                    .split("\\.", -1);
            var check = Signature.getInstance("SHA256withECDSAinP1363Format");
            check.initVerify(Curve.read(bytes(again.publicKey())).orElseThrow());
            check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));

            assertThat(check.verify(bytes(parts[2]))).isTrue();
            assertThat(new String(bytes(parts[1]), StandardCharsets.UTF_8))
                    .contains("\"aud\":\"https://push.example\"")
                    .contains("\"exp\":" + (noon.getEpochSecond() + 12 * 3600));
            assertThat(vapid).hasToString("push key " + again.publicKey());
        }
    }
}
