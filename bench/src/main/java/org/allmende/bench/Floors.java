// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.allmende.access.Apps;
import org.allmende.access.Sessions;
import org.allmende.access.Tokens;
import org.allmende.base.Addresses;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.Settings;
import org.allmende.media.MediaFolder;
import org.allmende.media.MediaLibrary;
import org.allmende.people.Follows;
import org.allmende.people.People;
import org.allmende.posts.Posts;
import org.allmende.timelines.Home;
import org.allmende.timelines.Notifications;

/// The rooms that answer questions, in this process, on the database of a folder that no server runs on.
final class Floors implements AutoCloseable {

    final Database database;
    final People people;
    final Follows follows;
    final Posts posts;
    final Home home;
    final Notifications notifications;
    final Tokens tokens;
    final Sessions sessions;

    Floors(Options options, Path folder) {
        var clock = Clock.systemUTC();
        var ids = new Ids(clock);
        var addresses = new Addresses(URI.create("http://" + options.domain()));
        this.database = Database.open(options.address(folder), ids);
        this.people = new People(database, ids, clock, options.domain(), addresses::actor, addresses::page);
        this.follows = new Follows(database, ids, clock, people);
        var media = new MediaLibrary(
                database,
                new Settings(database, clock),
                ids,
                clock,
                new MediaFolder(folder.resolve("media")),
                (_, _, _) -> {
                    throw new IOException("nothing is fetched while measuring");
                });
        this.posts = new Posts(database, ids, clock, people, media, addresses::post, addresses::page);
        this.home = new Home(database, ids, posts, follows);
        this.notifications = new Notifications(database, ids, clock, people, posts, follows);
        this.tokens = new Tokens(database, ids, clock, new Apps(database, ids, clock));
        this.sessions = new Sessions(database, ids, clock);
    }

    @Override
    public void close() {
        database.close();
    }
}
