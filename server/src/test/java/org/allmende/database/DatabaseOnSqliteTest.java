// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

class DatabaseOnSqliteTest extends DatabaseContract {

    @Override
    Database open() {
        return TestDatabase.sqlite(TestDatabase.ids());
    }
}
