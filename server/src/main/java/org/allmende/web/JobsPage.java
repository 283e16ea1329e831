// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// Work that was given up.
record JobsPage(Frame frame, Tabs tabs, long waiting, List<Line> jobs) {

    record Line(String id, String kind, String lane, int tries, String reason) {}
}
