// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.nio.file.Path;
import java.time.Clock;
import org.allmende.access.Accounts;
import org.allmende.access.Apps;
import org.allmende.access.SessionVerifier;
import org.allmende.access.Tokens;
import org.allmende.base.Ids;
import org.allmende.desk.Desk;
import org.allmende.discovery.Suggestions;
import org.allmende.discovery.Trends;
import org.allmende.filters.Filters;
import org.allmende.intake.Intake;
import org.allmende.luggage.Luggage;
import org.allmende.luggage.Porter;
import org.allmende.media.MediaLibrary;
import org.allmende.moderation.Domains;
import org.allmende.moderation.House;
import org.allmende.people.Blocks;
import org.allmende.people.Directory;
import org.allmende.people.Follows;
import org.allmende.people.Moves;
import org.allmende.people.Mutes;
import org.allmende.people.People;
import org.allmende.posts.Composer;
import org.allmende.posts.Gatherer;
import org.allmende.posts.Posts;
import org.allmende.previews.Previews;
import org.allmende.push.Subscriptions;
import org.allmende.timelines.Announcements;
import org.allmende.timelines.Conversations;
import org.allmende.timelines.Home;
import org.allmende.timelines.Lists;
import org.allmende.timelines.Live;
import org.allmende.timelines.Markers;
import org.allmende.timelines.Notifications;

/// Everything that this door speaks to, handed over by the wiring.
///
/// @param spool the folder where uploads wait until they are looked at
public record Rooms(
        People people,
        Follows follows,
        Blocks blocks,
        Mutes mutes,
        Moves moves,
        Directory directory,
        Accounts accounts,
        Apps apps,
        Tokens tokens,
        SessionVerifier verifier,
        MediaLibrary media,
        Posts posts,
        Previews previews,
        Composer composer,
        Desk desk,
        Home home,
        Lists lists,
        Filters filters,
        Luggage luggage,
        Porter porter,
        Notifications notifications,
        Announcements announcements,
        Conversations conversations,
        Trends trends,
        Suggestions suggestions,
        Subscriptions push,
        Markers markers,
        Live live,
        House house,
        Domains domains,
        Intake intake,
        Resolver resolver,
        Gatherer gatherer,
        Links links,
        Ids ids,
        Clock clock,
        Path spool) {}
