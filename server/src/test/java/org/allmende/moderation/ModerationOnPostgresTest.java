// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import org.allmende.database.Database;
import org.allmende.database.TestDatabase;

class ModerationOnPostgresTest extends ModerationContract {

    @Override
    Database open() {
        return TestDatabase.postgres(ids);
    }
}
