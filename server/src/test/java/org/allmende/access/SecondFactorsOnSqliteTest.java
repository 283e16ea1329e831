// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.TestDatabase;

class SecondFactorsOnSqliteTest extends SecondFactorsContract {

    @Override
    Database open(Ids ids) {
        return TestDatabase.sqlite(ids);
    }
}
