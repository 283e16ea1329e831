// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

/// The one rule of who is told what somebody does, as a piece of SQL over `actor r`, the reader.
///
/// It needs `:actor`, who did it, and `:now`. Only members are told, and nobody of somebody they blocked, were blocked
/// by, muted with notifications, or who lives where they want nothing to do with.
final class Earshot {

    static final String WITHIN = """
            r.domain = '' AND r.erased_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM block b WHERE (b.actor = r.id AND b.target = :actor)
                                                     OR (b.actor = :actor AND b.target = r.id))
            AND NOT EXISTS (SELECT 1 FROM mute m WHERE m.actor = r.id AND m.target = :actor AND m.notifications
                            AND (m.until IS NULL OR m.until > :now))
            AND NOT EXISTS (SELECT 1 FROM avoided_domain v JOIN actor a ON a.domain = v.domain
                            WHERE v.actor = r.id AND a.id = :actor)
            """;

    private Earshot() {}
}
