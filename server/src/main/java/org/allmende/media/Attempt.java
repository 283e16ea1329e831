// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.net.URI;
import java.util.Locale;
import org.allmende.base.MediaId;

/// A foreign file, wanted: which medium, and where it was said to lie.
record Attempt(MediaId id, String url) {

    static Attempt at(Media wanted) {
        return new Attempt(wanted.id(), wanted.remoteUrl().orElseThrow());
    }

    /// Who will be asked; the address itself where it is none.
    String host() {
        try {
            var host = URI.create(url).getHost();
            return host == null ? url : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            return url;
        }
    }
}
