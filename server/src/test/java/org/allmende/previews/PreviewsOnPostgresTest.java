// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.previews;

import org.allmende.database.Database;
import org.allmende.database.TestDatabase;

class PreviewsOnPostgresTest extends PreviewsContract {

    @Override
    Database open() {
        return TestDatabase.postgres(TestDatabase.ids());
    }
}
