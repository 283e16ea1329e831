// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// What was looked for, and found; or, before that, what many speak of and whom one might like to know. Members search
/// through what people said; further pages hold posts alone.
record SearchPage(
        Frame frame,
        String query,
        List<PersonRow> people,
        List<String> tags,
        List<PostCard> posts,
        Pager pager,
        List<String> trends,
        List<PersonRow> suggested) {

    boolean nothing() {
        return !query.isEmpty() && people.isEmpty() && tags.isEmpty() && posts.isEmpty();
    }
}
