// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import org.allmende.database.Database;
import org.allmende.intake.Intake;
import org.allmende.media.MediaLibrary;
import org.allmende.moderation.Domains;
import org.allmende.moderation.House;
import org.allmende.moderation.Reports;
import org.allmende.people.Blocks;
import org.allmende.people.Follows;
import org.allmende.people.Moves;
import org.allmende.people.People;
import org.allmende.posts.Posts;
import org.allmende.previews.Previews;

/// The rooms that this door translates for.
public record Commons(
        Database database,
        People people,
        Follows follows,
        Blocks blocks,
        MediaLibrary media,
        Posts posts,
        Previews previews,
        Domains domains,
        House house,
        Reports reports,
        Intake intake,
        Moves moves) {}
