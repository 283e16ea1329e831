// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.filters;

import org.allmende.database.Database;
import org.allmende.database.TestDatabase;

class FiltersOnPostgresTest extends FiltersContract {

    @Override
    Database open() {
        return TestDatabase.postgres(TestDatabase.ids());
    }
}
