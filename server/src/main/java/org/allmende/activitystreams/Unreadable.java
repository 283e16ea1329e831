// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

/// A foreign document means nothing to us, or two things at once. The message is a sentence for its sender.
public final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    public Unreadable(String reason) {
        super(reason, null, false, false);
    }
}
