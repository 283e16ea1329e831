// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

/// Something foreseen is in the way. The message is one sentence for the person at the keyboard, who sees it without
/// a stack trace.
final class Complaint extends RuntimeException {

    static final int TROUBLE = 1;

    /// The command line itself was wrong.
    static final int USAGE = 2;

    private static final long serialVersionUID = 1;

    private final int exit;

    Complaint(String message) {
        this(TROUBLE, message);
    }

    Complaint(int exit, String message) {
        super(message);
        this.exit = exit;
    }

    int exit() {
        return exit;
    }
}
