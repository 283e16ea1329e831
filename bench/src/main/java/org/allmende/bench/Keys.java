// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.nio.file.Path;
import org.allmende.access.Scopes;

/// What opens the village's doors: a token for apps and a cookie for browsers, for each of the three we look at.
///
/// @param reader the header line with the token
/// @param page the header line with the cookie
record Keys(String reader, String star, String writer, String page) {

    /// Made while no server runs on the folder.
    static Keys make(Options options, Path folder) {
        try (var floors = new Floors(options, folder)) {
            var session = floors.sessions.open(VillageStore.actor(Village.READER), "bench");
            return new Keys(
                    token(floors, Village.READER),
                    token(floors, Village.STAR),
                    token(floors, Village.WRITER),
                    "Cookie: allmende=" + session.cookie());
        }
    }

    private static String token(Floors floors, int person) {
        var scopes = Scopes.parse("read write follow push").orElseThrow();
        return "Authorization: Bearer " + floors.tokens.tokenFor(VillageStore.actor(person), scopes);
    }
}
