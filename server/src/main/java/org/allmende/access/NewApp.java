// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.util.List;

/// What became of an app's wish to be known here.
public sealed interface NewApp {

    /// The secret is told once and kept nowhere here.
    record Registered(App app, String secret) implements NewApp {
        @Override
        public String toString() {
            return "app " + app.clientId();
        }
    }

    record Rejected(List<Problem> problems) implements NewApp {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
