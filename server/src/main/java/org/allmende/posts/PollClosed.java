// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import org.allmende.base.PostId;

/// A poll of a member here has come to its end: announced within the transaction that noted it.
public record PollClosed(PostId post) {}
