// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// Of whom somebody wants to hear, and when.
record EarsPage(Frame frame, Tabs tabs, Filled form, List<Line> lines) {

    /// `chosen` is the name of a verdict.
    record Line(String name, String label, String chosen) {}
}
