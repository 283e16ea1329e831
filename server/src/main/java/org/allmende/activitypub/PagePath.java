// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.base.PostId;

/// What the path of a page is about: `/@name` or `/@name/{id}`.
record PagePath(String name, Optional<PostId> post) {

    private static final Pattern SHAPE = Pattern.compile("/@([A-Za-z0-9_.-]{1,256})(?:/([0-9]{1,19}))?/?");

    static Optional<PagePath> of(String path) {
        var match = SHAPE.matcher(path);
        return match.matches()
                ? Optional.of(new PagePath(match.group(1), PostId.parse(match.group(2))))
                : Optional.empty();
    }
}
