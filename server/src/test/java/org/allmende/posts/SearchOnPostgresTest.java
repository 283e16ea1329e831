// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import org.allmende.database.Database;
import org.allmende.database.TestDatabase;

class SearchOnPostgresTest extends SearchContract {

    @Override
    Database open() {
        return TestDatabase.postgres(TestDatabase.ids());
    }
}
