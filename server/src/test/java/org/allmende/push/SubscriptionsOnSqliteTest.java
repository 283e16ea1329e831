// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.push;

import org.allmende.database.Database;
import org.allmende.database.TestDatabase;

class SubscriptionsOnSqliteTest extends SubscriptionsContract {

    @Override
    Database open() {
        return TestDatabase.sqlite(TestDatabase.ids());
    }
}
