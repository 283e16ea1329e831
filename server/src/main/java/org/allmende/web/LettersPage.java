// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// Conversations among a few, the newest word first.
record LettersPage(Frame frame, List<Letter> letters, Pager pager) {

    /// `with` is everybody else who takes part; empty where somebody wrote to themselves.
    record Letter(String id, boolean unread, List<Face> with, String page, String excerpt, boolean mine, Moment when) {}
}
