// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

/// The database cannot be used, for a reason the administrator can understand and mend. The message is a sentence.
public final class DatabaseTrouble extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseTrouble(String message, Throwable cause) {
        super(message, cause);
    }

    public DatabaseTrouble(String message) {
        super(message);
    }
}
