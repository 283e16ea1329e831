// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Optional;

/// Asks once more before something that cannot be undone.
record SurePage(
        Frame frame,
        String heading,
        String text,
        String action,
        String button,
        String back,
        String next,
        Optional<PostCard> post) {}
