// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.e2e;

class TwoInstancesOnSqliteTest extends TwoInstancesContract {

    @Override
    Instance open() {
        return Instance.onSqlite();
    }
}
