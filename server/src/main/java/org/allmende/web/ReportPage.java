// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Optional;

/// Where one tells the moderators about somebody.
record ReportPage(Frame frame, Face target, String domain, boolean forwardable, Filled form, Optional<PostCard> post) {

    static final int COMMENT_MAX = 2_000;
}
