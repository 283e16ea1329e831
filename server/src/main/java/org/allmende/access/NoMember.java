// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import org.allmende.base.ActorId;

/// Somebody acts whose account is not open: closed, suspended or waiting since they were let in.
public final class NoMember extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoMember(ActorId actor) {
        super("no open account: " + actor);
    }
}
