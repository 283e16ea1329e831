// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import org.allmende.activity.Draft;

/// What became of what was typed: a draft, or the reason why it cannot be one.
public sealed interface Composition {

    record Ready(Draft draft) implements Composition {}

    /// `rule` is the rule's short name, `reason` a sentence for people, `bound` the number in it (0 where there is
    /// none).
    record Wrong(String rule, String reason, int bound) implements Composition {}
}
