// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.intake;

import org.allmende.database.Database;
import org.allmende.database.TestDatabase;

class InteractionsOnSqliteTest extends InteractionsContract {

    @Override
    Database open() {
        return TestDatabase.sqlite(TestDatabase.ids());
    }
}
