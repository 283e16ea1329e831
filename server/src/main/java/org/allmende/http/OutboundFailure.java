// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.io.IOException;

/// No answer could be had, and why.
public final class OutboundFailure extends IOException {

    private static final long serialVersionUID = 1;

    public enum Reason {
        /// Our own policy forbids to go there.
        REFUSED,
        /// No such name, no connection, no answer in time, or none that could be understood.
        UNREACHABLE,
        /// The answer is larger than what was asked for.
        TOO_LARGE,
        /// Redirected too often, to nowhere, or from a POST to something else.
        BAD_REDIRECT
    }

    private final Reason reason;

    OutboundFailure(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    OutboundFailure(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /// Whether it may go better another time.
    public boolean worthAnotherTry() {
        return reason == Reason.UNREACHABLE;
    }
}
