// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.e2e;

class KilledMidwayOnPostgresTest extends KilledMidwayContract {

    @Override
    Instance open() {
        return Instance.onPostgres(org.allmende.database.PostgresForTests.fresh());
    }
}
