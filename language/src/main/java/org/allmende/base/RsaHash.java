// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.base;

/// What an RSA signature (PKCS#1 v1.5) is made over.
public enum RsaHash {
    SHA256("SHA256withRSA"),
    SHA512("SHA512withRSA");

    private final String algorithm;

    RsaHash(String algorithm) {
        this.algorithm = algorithm;
    }

    String algorithm() {
        return algorithm;
    }
}
