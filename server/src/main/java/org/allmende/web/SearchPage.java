// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// What was looked for, and found. Members search through what people said; further pages hold posts alone.
record SearchPage(
        Frame frame, String query, List<PersonRow> people, List<String> tags, List<PostCard> posts, Pager pager) {

    boolean nothing() {
        return !query.isEmpty() && people.isEmpty() && tags.isEmpty() && posts.isEmpty();
    }
}
