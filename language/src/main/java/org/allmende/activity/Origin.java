// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

import java.time.Instant;

/// Where a foreign post comes from: its address, its page, when it was published, and the exact bytes its home sent.
///
/// The bytes are kept so that a signed object can be checked and forwarded again; empty where none were signed.
public record Origin(String uri, String url, Instant published, byte[] bytes) {

    public Origin {
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }
}
