// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.intake;

import org.allmende.media.MediaLibrary;
import org.allmende.moderation.Reports;
import org.allmende.people.Blocks;
import org.allmende.people.Follows;
import org.allmende.people.Moves;
import org.allmende.people.People;
import org.allmende.posts.Posts;

/// The rooms that deeds are handed to.
public record Rooms(
        People people, Follows follows, Blocks blocks, Posts posts, MediaLibrary media, Reports reports, Moves moves) {}
