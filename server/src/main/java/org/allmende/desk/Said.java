// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.desk;

import org.allmende.base.PostId;

/// What became of saying it.
public sealed interface Said {

    record Published(PostId post) implements Said {}

    /// `rule` is the rule's short name, `reason` a sentence for people, `bound` the number in it.
    record Refused(String rule, String reason, int bound) implements Said {}
}
