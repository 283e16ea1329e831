// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// The custom emoji of this place, to be added, named, hidden and removed.
record EmojisPage(Frame frame, Tabs tabs, Filled form, List<Line> emojis) {

    static final int NAME_MAX = 32;

    /// A name of another server's, with its domain.
    static final int FOREIGN_MAX = 300;

    record Line(String id, String picture, String shortcode, String category, boolean listed) {}
}
