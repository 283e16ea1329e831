// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import org.allmende.database.Database;
import org.allmende.database.TestDatabase;

class SearchOnSqliteTest extends SearchContract {

    @Override
    Database open() {
        return TestDatabase.sqlite(TestDatabase.ids());
    }
}
