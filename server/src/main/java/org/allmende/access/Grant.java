// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

/// The answer to an app that asks for a token, in the words of RFC 6749.
public sealed interface Grant {

    /// The bearer is told once and kept nowhere here.
    record Granted(String bearer, Token token) implements Grant {
        @Override
        public String toString() {
            return "token " + token.id();
        }
    }

    /// `error` is the code of RFC 6749 §5.2.
    record Refused(String error, String description) implements Grant {}
}
