// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Optional;

/// A page to write on, below the post that is answered and the one that is quoted.
record ComposePage(
        Frame frame, String back, Optional<PostCard> answered, Optional<PostCard> quoted, DraftForm composer) {}
