// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// Work that was given up, by what it is and where it goes, and servers that do not answer.
record JobsPage(Frame frame, Tabs tabs, long waiting, List<Line> jobs, List<Host> hosts) {

    /// `name` is what the buttons say to mean this line.
    record Line(String name, String kind, String lane, long count, String reason, Moment first, Moment last) {}

    record Host(String name, Moment since, boolean dead, String trouble, long waiting) {}
}
