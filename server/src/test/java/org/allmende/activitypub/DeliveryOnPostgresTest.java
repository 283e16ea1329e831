// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import org.allmende.database.DatabaseAddress;
import org.allmende.database.TestDatabase;

class DeliveryOnPostgresTest extends DeliveryContract {

    @Override
    DatabaseAddress database() {
        return TestDatabase.postgresAddress();
    }
}
