// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import org.allmende.base.Ed25519Keys;
import org.allmende.base.RsaKeys;

/// The two keys of a member: what the Fediverse speaks, and what the person is.
public record MemberKeys(RsaKeys rsa, Ed25519Keys ed25519) {

    /// Takes a tenth of a second and more: never inside a transaction.
    public static MemberKeys generate() {
        return new MemberKeys(RsaKeys.generate(), Ed25519Keys.generate());
    }
}
