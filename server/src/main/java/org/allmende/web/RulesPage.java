// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// The rules, to be written.
record RulesPage(Frame frame, Tabs tabs, List<Line> rules) {

    static final int TEXT_MAX = 500;
    static final int HINT_MAX = 1_000;

    record Line(String id, String text, String hint) {}
}
