// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;
import org.allmende.timelines.Announcement;

/// What the owners tell everybody: to be read, or with `tabs` to be written.
record AnnouncementsPage(Frame frame, Optional<Tabs> tabs, List<Line> list) {

    static final int TEXT_MAX = Announcement.LENGTH_MAX;

    record Line(String id, String source, String html, Moment said, boolean fresh) {}
}
