// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.e2e;

class KilledMidwayOnSqliteTest extends KilledMidwayContract {

    @Override
    Instance open() {
        return Instance.onSqlite();
    }
}
