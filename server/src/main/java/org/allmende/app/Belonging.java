// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import org.allmende.database.Database;
import org.allmende.database.Setting;
import org.allmende.database.Settings;

/// The domain that a database belongs to. It is in every address that others keep, so it is remembered at the first
/// start, and another one is refused.
final class Belonging {

    private static final Setting<String> DOMAIN = Setting.text("app.domain", "");

    private Belonging() {}

    /// No start has settled it yet.
    static boolean open(Settings settings) {
        return settings.get(DOMAIN).isEmpty();
    }

    static void confirm(Database database, Settings settings, Configuration configuration) {
        var known = settings.get(DOMAIN);
        if (known.isEmpty()) {
            database.write(tx -> {
                settings.set(tx, DOMAIN, configuration.domain());
                return true;
            });
        } else if (!known.equals(configuration.domain())) {
            throw new Complaint("this database belongs to %s and cannot become %s: others know its people by that name"
                    .formatted(known, configuration.domain()));
        }
    }
}
