// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.previews;

import org.allmende.database.Database;
import org.allmende.database.TestDatabase;

class PreviewsOnSqliteTest extends PreviewsContract {

    @Override
    Database open() {
        return TestDatabase.sqlite(TestDatabase.ids());
    }
}
