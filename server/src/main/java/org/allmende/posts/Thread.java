// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.util.List;

/// A post within its conversation: what came before it, oldest first, and the answers below it, each after the one
/// it answers.
public record Thread(List<Post> ancestors, Post post, List<Post> descendants) {}
