// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import org.allmende.database.Database;
import org.allmende.database.TestDatabase;

class EmojisOnPostgresTest extends EmojisContract {

    @Override
    Database open() {
        return TestDatabase.postgres(TestDatabase.ids());
    }
}
