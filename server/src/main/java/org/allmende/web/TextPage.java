// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;

/// A text of the house. `html` is safe.
record TextPage(Frame frame, String heading, String html, Optional<String> written, Optional<About> about) {

    record About(
            String description,
            List<JoinPage.Line> rules,
            List<PersonRow> staff,
            String contact,
            long members,
            long posts,
            String version) {}
}
