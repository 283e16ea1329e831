// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import org.allmende.database.Database;
import org.allmende.database.TestDatabase;

class ModerationOnSqliteTest extends ModerationContract {

    @Override
    Database open() {
        return TestDatabase.sqlite(ids);
    }
}
