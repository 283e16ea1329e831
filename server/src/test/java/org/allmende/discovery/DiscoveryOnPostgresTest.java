// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.discovery;

import org.allmende.database.Database;
import org.allmende.database.TestDatabase;

class DiscoveryOnPostgresTest extends DiscoveryContract {

    @Override
    Database open() {
        return TestDatabase.postgres(TestDatabase.ids());
    }
}
