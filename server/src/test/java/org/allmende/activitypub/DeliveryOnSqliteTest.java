// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import org.allmende.database.DatabaseAddress;

class DeliveryOnSqliteTest extends DeliveryContract {

    @Override
    DatabaseAddress database() {
        return HomeInstance.sqlite();
    }
}
