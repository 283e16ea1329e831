// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.filters;

/// What became of a filter that somebody wants to keep.
public sealed interface Kept {

    record Done(Filter filter) implements Kept {}

    /// `field` is title, contexts or terms; `bound` goes into the sentence.
    record Unfit(String field, String rule, int bound, String reason) implements Kept {}
}
