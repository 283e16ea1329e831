// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// A text of the house, to be written.
record WritingPage(
        Frame frame, Tabs tabs, List<Choice> kinds, String heading, String hint, String action, Filled form) {

    static final int LENGTH_MAX = 50_000;
}
