// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Optional;

/// What is around every page: who looks, in which words, and where in the house they are.
record Frame(
        Words words,
        String title,
        Place place,
        Sign sign,
        Optional<Me> me,
        Look look,
        Assets assets,
        String here,
        Meta meta,
        Optional<String> notice) {

    /// What the instance is called, where it is, and whether one can join.
    record Sign(String title, String domain, boolean joinable) {}

    /// The member who looks. `csrf` goes into every form; `announced` is how many announcements they have not seen,
    /// `asked` whether
    /// rules or terms have changed since they accepted them.
    record Me(
            Face face,
            String csrf,
            boolean staff,
            boolean owner,
            long unread,
            long letters,
            boolean asked,
            long announced) {}

    boolean member() {
        return me.isPresent();
    }

    boolean at(Place other) {
        return place == other;
    }

    String csrf() {
        return me.map(Me::csrf).orElse("");
    }
}
