// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import org.allmende.activitystreams.SigningKey;

/// What is known of the signature on a request.
public sealed interface SignatureCheck {

    /// All is right that can be seen without the key; [#by] tells the rest.
    record Claim(String keyId, Trial trial) implements SignatureCheck {

        /// The claim, tried with the key that it names.
        public SignatureCheck by(SigningKey key) {
            return trial.signedBy(key)
                    ? new Proved(keyId)
                    : new Refused(Fault.FORGED, "The signature was not made by the key " + keyId + ".");
        }
    }

    /// The key has signed exactly this request.
    record Proved(String keyId) implements SignatureCheck {}

    /// Not proved, and why; the reason is a sentence for the sender.
    record Refused(Fault fault, String reason) implements SignatureCheck {}

    /// The last question, which needs the key.
    interface Trial {
        boolean signedBy(SigningKey key);
    }

    enum Fault {
        /// There is no signature.
        MISSING,
        /// It cannot be read, or says a thing twice.
        MALFORMED,
        /// It leaves something out that must be signed.
        INCOMPLETE,
        /// Too old, or from the future.
        STALE,
        /// Meant for another host.
        WRONG_HOST,
        /// The body is not the one that was signed.
        WRONG_DIGEST,
        /// Made in a way that we do not check.
        UNKNOWN_ALGORITHM,
        /// Not made by this key, or not for this request.
        FORGED
    }

    /// Thrown while reading, never beyond [HttpSignature].
    final class Fall extends Exception {

        private static final long serialVersionUID = 1L;

        private final Fault fault;

        Fall(Fault fault, String reason) {
            super(reason, null, false, false);
            this.fault = fault;
        }

        Refused refused() {
            return new Refused(fault, getMessage());
        }
    }
}
