// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import org.allmende.activity.Emoji;

/// An emoji under a post: how many have put it there, and whether the reader is one of them.
public record Reaction(Emoji emoji, long people, boolean mine) {}
