// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

/// Somebody else was quicker to take a name. Thrown inside the transaction, so that nothing of it lasts.
public final class NameTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NameTaken(String name) {
        super("the name " + name + " is taken");
    }
}
