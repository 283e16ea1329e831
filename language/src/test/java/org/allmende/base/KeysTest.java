// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.base;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] MESSAGE = "A message of the commons".getBytes(UTF_8);

    /// Made with OpenSSL 3, like the signatures below.
    private static final String SPKI = """
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA2fcdKADkXIq2zAC1LiO4
            ++FTFxjVX0pUyM9avDQei4b4zwiOwGLBFMCojTfFOcSzcxY2TzDySjhR/Oaq8/3H
            9ZSsTLIT83Sr2rHQ8LS4m7Bkc7IQo20iw3wBxzYA6/QHzrr8yvZ2qzW+njYBLyW4
            2JrPSci2oiCzc9zB7ikWqc/hPM1hr9e1dGLtCg8/nVQd0qCwQdigQE+wG409GZ33
            DledQ9CeRThtF5RCKBUlRLwkRuHcbv3LebkjyNaMD0rCKPxB0sPM8kF5OZiqBV9F
            GRCmCMt8b4UNfpgYukwvsxF0ys3cPALTIe0P9vg/YdYTt7W9SGbwHPSMz7Eq/NdS
            AQIDAQAB
            """;

    private static final String PKCS1 = """
            MIIBCgKCAQEA2fcdKADkXIq2zAC1LiO4++FTFxjVX0pUyM9avDQei4b4zwiOwGLB
            FMCojTfFOcSzcxY2TzDySjhR/Oaq8/3H9ZSsTLIT83Sr2rHQ8LS4m7Bkc7IQo20i
            w3wBxzYA6/QHzrr8yvZ2qzW+njYBLyW42JrPSci2oiCzc9zB7ikWqc/hPM1hr9e1
            dGLtCg8/nVQd0qCwQdigQE+wG409GZ33DledQ9CeRThtF5RCKBUlRLwkRuHcbv3L
            ebkjyNaMD0rCKPxB0sPM8kF5OZiqBV9FGRCmCMt8b4UNfpgYukwvsxF0ys3cPALT
            Ie0P9vg/YdYTt7W9SGbwHPSMz7Eq/NdSAQIDAQAB
            """;

    private static final String SIGNED_256 =
            "DnaoWhq6h9fyz9u/32bNc2GacHSxxp4jQpunSFa4fLQUkN9Ue6UF6Niumx99G2MxMmry6912V8fssmPm4RU1UM/V94KmTR/GKNWJ/gMw"
                    + "EiR3XlAuVVegy3VNF4x31WKVtDBitYeoWUeplyF1Wy4tnVA+ru29dPwdhVIT12O8RVh7fTyGmuipLkUCKNb7jyCPXyAQFuox"
                    + "J1qz0rusuJwmHpUWEKNQ7KoJ4OktePvCijZKxWj6qmk4ljyi4pi+EJ1+fk49DXi/YC8x+bK+3qGj9K7O5hYiFyN8VX5jJf82"
                    + "RaeYVtumIIdCzR4VleWbIcuIk9Mrzh/KadiBojHUNSKKiA==";

    private static final String SIGNED_512 =
            "a90RxB/z+4sgXYXyoFTF6EKgGPfzRgYV6diksWF5h3p1xy2/TX4VR8E1xBw/FtrV7QwCcBaOlZcQpw5w383uf0NLGZVfNSwuIQjQQpbh"
                    + "oVE2XccBbhfsk06DcFOEOIaNHOvv9pdIhy7E5CDp95F5kQoCXM7sk6FvatOkJNGE2D/MMYaHrMBwBQNENk1/JF33SQ876+At"
                    + "QepIHBG3zqDpYBwCn1oQ4K1EtreB0cIpmwHZjxtYgD2SHyyj8ahCtPKmCetC3HtSk9WTahNQ5EfW0g5SHjN4mUK8DxJ/bY4p"
                    + "+tc/R1ITfSbS2gGRjQSNna7Pj7j9rSZRNbNL2TBmQifmAQ==";

    private static final String SPKI_1024_BITS = """
            MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC+2qn9Tt71jJG2hAxgS7rPxxQS
            NuXhjE45zwuTzEr9jzQnAb7JxvWdJeSu/wq452Rn5Bka1dIrt2+YNXyqOCYEPQNR
            tkydNsBj4Y7dDBZlHnfqNY+AKRgJ9BjJD50eVo8nl5+BIn/bCLxEM9QTG+F3/ZYt
            zuuErWapioFVxjXzjQIDAQAB
            """;

    // RFC 8032 §7.1, tests 1 to 3.
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    void ed25519_signs_what_the_rfc_signs(String seed, String open, String message, String signature) {
        var keys = Ed25519Keys.fromSeed(HEX.parseHex(seed));
        var text = HEX.parseHex(message);

        assertThat(keys.open().raw()).isEqualTo(HEX.parseHex(open));
        assertThat(keys.sign(text)).isEqualTo(HEX.parseHex(signature));
        assertThat(keys.open().verify(text, HEX.parseHex(signature))).isTrue();
        assertThat(keys.open().verify(MESSAGE, HEX.parseHex(signature))).isFalse();
        assertThat(keys.seed()).isEqualTo(HEX.parseHex(seed));
    }

    // did:key method, test vectors for Ed25519; the last is from FEP-8b32.
    @ParameterizedTest
    @CsvSource({
        "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29,"
                + "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
        "b00d8d938e7f773d51565aad36a623f5344f7f5d1960f9cf3e8e12620ea2810f,"
                + "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
    })
    void ed25519_is_named_like_everybody_names_it(String raw, String multikey) {
        var key = Ed25519Public.of(HEX.parseHex(raw)).orElseThrow();

        assertThat(key.multikey()).isEqualTo(multikey);
        assertThat(key.didKey()).isEqualTo("did:key:" + multikey);
        assertThat(Ed25519Public.fromMultikey(multikey)).contains(key);
        assertThat(Ed25519Public.fromDidKey("did:key:" + multikey)).contains(key);
        assertThat(Ed25519Public.fromDidKey("did:key:" + multikey + "#" + multikey))
                .contains(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "z",
                "6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
                "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooW",
                "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWpp",
                "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooW0",
                "z16MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp",
                "zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme",
                "u7QEB"
            })
    void what_is_no_ed25519_multikey_is_refused(String text) {
        assertThat(Ed25519Public.fromMultikey(text)).isEmpty();
        assertThat(Ed25519Public.fromDidKey("did:key:" + text)).isEmpty();
    }

    @Test
    void a_did_that_names_another_key_behind_the_hash_is_refused() {
        var multikey = Ed25519Keys.generate().open().multikey();

        assertThat(Ed25519Public.fromDidKey(multikey)).isEmpty();
        assertThat(Ed25519Public.fromDidKey("did:web:example.org")).isEmpty();
        assertThat(Ed25519Public.fromDidKey("did:key:" + multikey + "#other")).isEmpty();
    }

    @Test
    void an_ed25519_key_outside_the_field_is_refused() {
        var beyond = HEX.parseHex("ed" + "ff".repeat(30) + "7f");

        assertThat(Ed25519Public.of(beyond)).isEmpty();
        assertThat(Ed25519Public.of(new byte[31])).isEmpty();
    }

    @Test
    void bytes_survive_base58() {
        Chance.times(1_000, chance -> {
            var bytes = chance.bytes(100);
            assertThat(Base58.fromMultibase(Base58.multibase(bytes))).hasValue(bytes);
            var zeros = new byte[bytes.length / 10];
            assertThat(Base58.fromMultibase(Base58.multibase(zeros))).hasValue(zeros);
        });
    }

    @Test
    void any_text_is_read_or_refused() {
        Chance.times(1_000, chance -> {
            var text = chance.text(60);
            Base58.decode(text)
                    .ifPresent(bytes -> assertThat(Base58.encode(bytes)).isEqualTo(text));
            assertThat(RsaPublic.fromPem(text)).isEmpty();
            assertThat(Ed25519Public.fromDidKey("did:key:" + text)).isEmpty();
        });
    }

    @Test
    void too_long_a_text_is_not_even_decoded() {
        assertThat(Base58.decode("2".repeat(Base58.LENGTH_MAX))).isPresent();
        assertThat(Base58.decode("2".repeat(Base58.LENGTH_MAX + 1))).isEmpty();
    }

    @Test
    void rsa_keys_are_read_in_every_form_servers_write() {
        var key = RsaPublic.fromPem(pem("", SPKI)).orElseThrow();

        assertThat(key.pem()).isEqualTo(pem("", SPKI));
        assertThat(RsaPublic.fromPem(pem("RSA ", PKCS1))).contains(key);
        assertThat(RsaPublic.fromPem(pem("", PKCS1))).contains(key);
        assertThat(RsaPublic.fromPem(pem("", SPKI).replace("\n", "\r\n"))).contains(key);
        assertThat(RsaPublic.fromPem("  " + pem("", SPKI.replace("\n", "")).strip()))
                .contains(key);
    }

    @Test
    void rsa_checks_what_openssl_signed() {
        var key = RsaPublic.fromPem(pem("", SPKI)).orElseThrow();
        var signed256 = Base64.getDecoder().decode(SIGNED_256);
        var signed512 = Base64.getDecoder().decode(SIGNED_512);

        assertThat(key.verify(RsaHash.SHA256, MESSAGE, signed256)).isTrue();
        assertThat(key.verify(RsaHash.SHA512, MESSAGE, signed512)).isTrue();
        assertThat(key.verify(RsaHash.SHA512, MESSAGE, signed256)).isFalse();
        assertThat(key.verify(RsaHash.SHA256, "Another".getBytes(UTF_8), signed256))
                .isFalse();
        assertThat(key.verify(RsaHash.SHA256, MESSAGE, new byte[3])).isFalse();
    }

    @Test
    void unsound_rsa_keys_are_refused() {
        assertThat(RsaPublic.fromPem(pem("", SPKI_1024_BITS))).isEmpty();
        assertThat(RsaPublic.fromPem(pem("", SPKI).replace("MIIBIj", "MIIB=j"))).isEmpty();
        assertThat(RsaPublic.fromPem(pem("", SPKI) + "more")).isEmpty();
        assertThat(RsaPublic.fromPem(pem("", SPKI) + " ".repeat(RsaPublic.PEM_LENGTH_MAX)))
                .isEmpty();
        assertThat(RsaPublic.fromPem(pem("", SPKI).replace("PUBLIC", "PRIVATE")))
                .isEmpty();
    }

    @Test
    void rsa_keys_survive_the_database() {
        var keys = RsaKeys.generate();

        var again = RsaKeys.fromBytes(keys.bytes());

        assertThat(again.open()).isEqualTo(keys.open());
        assertThat(RsaPublic.fromPem(again.open().pem())).contains(keys.open());
        assertThat(keys.open().verify(RsaHash.SHA256, MESSAGE, again.sign(RsaHash.SHA256, MESSAGE)))
                .isTrue();
        assertThat(keys.open().verify(RsaHash.SHA512, MESSAGE, again.sign(RsaHash.SHA512, MESSAGE)))
                .isTrue();
    }

    private static String pem(String kind, String body) {
        return "-----BEGIN " + kind + "PUBLIC KEY-----\n" + body + "-----END " + kind + "PUBLIC KEY-----\n";
    }
}
