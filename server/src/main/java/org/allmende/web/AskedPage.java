// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// What others want to do with a member's posts, and wait for their word.
record AskedPage(Frame frame, List<Wish> wishes, Pager pager) {

    /// `what` says what somebody wants; `card` is the post, or the answer that they wrote.
    record Wish(long id, Face who, String what, Moment when, PostCard card) {}
}
