// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

/// Which public posts are wanted: by members here, by strangers, only with media.
public record PublicFilter(boolean onlyHome, boolean onlyForeign, boolean onlyMedia) {

    public static final PublicFilter LOCAL = new PublicFilter(true, false, false);
    public static final PublicFilter FEDERATED = new PublicFilter(false, false, false);
}
