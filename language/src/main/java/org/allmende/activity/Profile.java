// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.base.MediaId;

/// What a person shows of themselves and can change.
public record Profile(
        String displayName,
        Body bio,
        List<Field> fields,
        Optional<MediaId> avatar,
        Optional<MediaId> header,
        boolean locked,
        boolean bot,
        boolean discoverable,
        boolean indexable) {

    /// One line of the table on a profile. `html` is safe; `source` is what was typed. `verified` is when the linked
    /// page was last seen to link back.
    public record Field(String name, String html, String source, Optional<Instant> verified) {}

    public Profile {
        fields = List.copyOf(fields);
    }
}
