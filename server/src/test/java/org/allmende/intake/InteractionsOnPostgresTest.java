// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.intake;

import org.allmende.database.Database;
import org.allmende.database.TestDatabase;

class InteractionsOnPostgresTest extends InteractionsContract {

    @Override
    Database open() {
        return TestDatabase.postgres(TestDatabase.ids());
    }
}
