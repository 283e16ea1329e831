// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// On which lists somebody is.
record ListChoicePage(Frame frame, Face face, String action, List<Line> lists) {

    record Line(String id, String title, boolean on) {}
}
