// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.desk;

/// What became of a wish to keep something.
public sealed interface Laid {

    record Kept(Paper paper) implements Laid {}

    /// `rule` is the rule's short name, `reason` a sentence for people, `bound` the number in it (0 where there is
    /// none). Nothing was written.
    record Refused(String rule, String reason, int bound) implements Laid {}

    /// There is no such paper of this writer.
    record Missing() implements Laid {}
}
