// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;

/// What a member has written and not said yet.
record PapersPage(Frame frame, Tabs tabs, boolean waiting, List<Line> papers, Pager pager) {

    /// `when` is its hour, or when it was last changed.
    record Line(
            String id,
            String text,
            boolean bare,
            AudienceChoice audience,
            int pictures,
            Moment when,
            Optional<String> trouble) {}
}
