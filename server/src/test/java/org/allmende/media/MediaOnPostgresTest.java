// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import org.allmende.database.Database;
import org.allmende.database.TestDatabase;

class MediaOnPostgresTest extends MediaContract {

    @Override
    Database open() {
        return TestDatabase.postgres(ids);
    }
}
