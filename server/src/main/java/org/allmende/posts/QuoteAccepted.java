// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import org.allmende.base.PostId;

/// The news that a post which is here quotes another with the consent of its author.
public record QuoteAccepted(PostId quoting, PostId quoted) {}
