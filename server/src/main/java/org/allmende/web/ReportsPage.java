// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;

/// What people told the moderators.
record ReportsPage(Frame frame, Tabs tabs, List<Line> reports, Pager pager) {

    record Line(
            String id,
            Face reporter,
            PersonRow target,
            String when,
            String comment,
            List<PostCard> posts,
            boolean limitable,
            boolean limited) {}
}
