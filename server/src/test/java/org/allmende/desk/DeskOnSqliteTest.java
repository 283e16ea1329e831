// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.desk;

import org.allmende.database.Database;
import org.allmende.database.TestDatabase;

class DeskOnSqliteTest extends DeskContract {

    @Override
    Database open() {
        return TestDatabase.sqlite(TestDatabase.ids());
    }
}
