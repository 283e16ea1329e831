// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import org.allmende.database.Database;
import org.allmende.database.TestDatabase;

class AnnouncementsOnSqliteTest extends AnnouncementsContract {

    @Override
    Database open() {
        return TestDatabase.sqlite(TestDatabase.ids());
    }
}
