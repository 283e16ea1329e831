// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.filters;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.base.PostId;

/// Something that its owner does not want to read, where, and what is to happen with it. An id of 0 is not yet given.
public record Filter(
        long id,
        String title,
        Set<Context> contexts,
        Action action,
        Optional<Instant> expires,
        List<Term> terms,
        List<Pick> picks) {

    /// Where posts are read.
    public enum Context {
        /// Home and lists.
        HOME,
        NOTIFICATIONS,
        /// Public timelines, hashtags, and what is found.
        PUBLIC,
        THREAD,
        ACCOUNT
    }

    public enum Action {
        /// Folded, with a word about why.
        WARN,
        /// Left out.
        HIDE,
        /// Its pictures covered.
        BLUR
    }

    public enum Kind {
        /// Letters, wherever they stand: text, warning, poll, descriptions of pictures, titles of links.
        WORD,
        /// A regular expression over the same.
        PATTERN,
        TAG,
        LANGUAGE
    }

    /// One thing to look for. `wholeWord` is of concern for words alone.
    public record Term(long id, Kind kind, String text, boolean wholeWord) {}

    /// One post that was picked out by hand.
    public record Pick(long id, PostId post) {}

    public Filter {
        contexts = Set.copyOf(contexts);
        terms = List.copyOf(terms);
        picks = List.copyOf(picks);
    }

    public boolean over(Instant now) {
        return expires.filter(end -> !end.isAfter(now)).isPresent();
    }

    public Filter with(List<Term> others, List<Pick> otherPicks) {
        return new Filter(id, title, contexts, action, expires, others, otherPicks);
    }
}
