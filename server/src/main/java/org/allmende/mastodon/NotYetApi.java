// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import org.allmende.http.Fault;

/// What apps ask for as a matter of course and what is not here yet.
///
/// What would have to remember something says that it does not, so that nobody believes it did.
final class NotYetApi {

    private record Missing(String what, List<String> routes) {}

    private static final List<Missing> MISSING = List.of();

    void mount(Endpoints on) {
        for (var missing : MISSING) {
            missing.routes.forEach(route -> on.open(route, _ -> {
                throw new Fault(404, missing.what + " not on here yet.");
            }));
        }
    }

    /// What is answered with "not yet".
    static List<String> routes() {
        return MISSING.stream().flatMap(missing -> missing.routes.stream()).toList();
    }
}
