// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.database;

class DatabaseOnPostgresTest extends DatabaseContract {

    @Override
    Database open() {
        return TestDatabase.postgres(TestDatabase.ids());
    }
}
