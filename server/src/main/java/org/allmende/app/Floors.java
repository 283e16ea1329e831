// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import org.allmende.access.Accounts;
import org.allmende.access.Apps;
import org.allmende.access.OneTimeLinks;
import org.allmende.access.Passwords;
import org.allmende.access.SecondFactors;
import org.allmende.access.SessionVerifier;
import org.allmende.access.Sessions;
import org.allmende.access.Tokens;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Settings;
import org.allmende.database.Tx;
import org.allmende.database.Work;
import org.allmende.discovery.Suggestions;
import org.allmende.discovery.Trends;
import org.allmende.filters.Filter;
import org.allmende.filters.Filters;
import org.allmende.filters.Sieve;
import org.allmende.http.Outbound;
import org.allmende.intake.Intake;
import org.allmende.intake.Rooms;
import org.allmende.luggage.Luggage;
import org.allmende.media.MediaFolder;
import org.allmende.media.MediaLibrary;
import org.allmende.moderation.Domains;
import org.allmende.moderation.Gate;
import org.allmende.moderation.House;
import org.allmende.moderation.Reports;
import org.allmende.moderation.Sanctions;
import org.allmende.people.Blocks;
import org.allmende.people.Follows;
import org.allmende.people.Invitations;
import org.allmende.people.Moves;
import org.allmende.people.Mutes;
import org.allmende.people.People;
import org.allmende.posts.Posts;
import org.allmende.previews.Previews;
import org.allmende.push.Subscriptions;
import org.allmende.text.Markup;
import org.allmende.timelines.Announcements;
import org.allmende.timelines.Conversations;
import org.allmende.timelines.Home;
import org.allmende.timelines.Lists;
import org.allmende.timelines.Live;
import org.allmende.timelines.Markers;
import org.allmende.timelines.Notification;
import org.allmende.timelines.Notifications;

/// Floors 0 to 4, put together in the order in which they stand on each other: everything but the doors.
///
/// The order in which rooms listen to news within a transaction is the order of this page.
final class Floors {

    private static final String TIDY = "tidy";

    final Clock clock;
    final Ids ids;
    final Addresses addresses;
    final Database database;
    final Settings settings;
    final Jobs jobs;

    final People people;
    final Follows follows;
    final Blocks blocks;
    final Mutes mutes;
    final Moves moves;
    final Invitations invitations;

    final Accounts accounts;
    final OneTimeLinks links;
    final Sessions sessions;
    final SecondFactors factors;
    final Apps apps;
    final Tokens tokens;
    final SessionVerifier verifier;

    final MediaLibrary media;
    final Posts posts;
    final Previews previews;
    final Home home;
    final Lists lists;
    final Notifications notifications;
    final Announcements announcements;
    final Conversations conversations;
    final Trends trends;
    final Suggestions suggestions;
    final Markers markers;
    final Subscriptions push;
    final Live live;
    final Filters filters;
    final Luggage luggage;

    final House house;
    final Domains domains;
    final Sanctions sanctions;
    final Reports reports;
    final Intake intake;

    Floors(Configuration configuration, Clock clock, Ids ids, Database database, Outbound outbound) {
        this.clock = clock;
        this.ids = ids;
        this.database = database;
        this.addresses = new Addresses(URI.create(configuration.address()), configuration.handles());
        this.settings = new Settings(database, clock);
        this.jobs = new Jobs(database, clock);

        this.people = new People(database, ids, clock, addresses.domains(), addresses::actor, addresses::page);
        this.follows = new Follows(database, ids, clock, people);
        this.blocks = new Blocks(database, ids, people, follows);
        this.mutes = new Mutes(database, ids, clock, people);
        this.moves = new Moves(database, clock, people);
        this.invitations = new Invitations(database, ids, clock);

        this.accounts = new Accounts(database, people, invitations, new Passwords(), settings, clock);
        this.links = new OneTimeLinks(database, clock);
        this.sessions = new Sessions(database, ids, clock);
        this.factors = new SecondFactors(database, clock);
        this.apps = new Apps(database, ids, clock);
        this.tokens = new Tokens(database, ids, clock, apps);
        this.verifier = new SessionVerifier(accounts);

        this.media = new MediaLibrary(
                database, settings, ids, clock, new MediaFolder(configuration.media()), new Fetching(outbound));
        this.posts = new Posts(database, ids, clock, people, media, addresses::post, addresses::page);
        this.previews = new Previews(
                database, settings, ids, clock, new SecureRandom(), media, new PageReader(outbound, addresses, clock));
        this.home = new Home(database, ids, posts, follows);
        this.lists = new Lists(database, ids, people, posts, follows);
        this.notifications = new Notifications(database, ids, clock, people, posts, follows);
        this.conversations = new Conversations(database, ids, clock, posts);
        this.trends = new Trends(database, settings, clock, posts);
        this.suggestions = new Suggestions(database, people);
        this.markers = new Markers(database, clock);
        this.announcements = new Announcements(database, ids, clock, Floors::html);
        this.live = new Live(database, home, lists);
        this.filters = new Filters(database, ids, clock);
        this.push = new Subscriptions(
                database,
                clock,
                tokens,
                follows,
                notifications,
                new Doorbell(outbound),
                this::wanted,
                addresses.at("/about"));
        this.luggage = new Luggage(database, ids, follows, blocks, mutes, posts, lists);
        database.after(Filters.Changed.class, changed -> live.filtersChanged(changed.owner()));

        this.domains = new Domains(database, clock);
        this.house = new House(database, settings, ids, clock, Floors::html);
        this.sanctions = new Sanctions(database, clock, people, domains, media);
        this.reports = new Reports(database, ids, clock);
        this.intake = new Intake(
                database,
                new Gate(database, people, blocks, posts, media, domains),
                new Rooms(people, follows, blocks, posts, media, reports, moves),
                clock);
        media.work(jobs);
        posts.work(jobs);
        previews.work(jobs);
        home.work(jobs);
        lists.work(jobs);
        intake.work(jobs);
        sanctions.work(jobs);
    }

    // The title of what a post links to is not asked for: nothing is looked at because a phone is woken.
    private boolean wanted(ActorId reader, Notification news) {
        var sieve = filters.sieve(reader);
        return news.post()
                .filter(post -> Sieve.asks(sieve.of(post, ""), Filter.Action.HIDE, Filter.Context.NOTIFICATIONS))
                .isEmpty();
    }

    private static String html(String source) {
        return Markup.html(Markup.scan(source), _ -> Optional.empty(), tag -> "#" + tag);
    }

    /// Says how every night is tidied, and plans the first one.
    void nightly(Consumer<Tx> doors) {
        jobs.does(TIDY, Work.inside((_, _) -> {
            tidy(doors);
            planTidying();
            return JobEnd.DONE;
        }));
        planTidying();
    }

    // The key holds the night, so that several nodes and restarts plan it once.
    private void planTidying() {
        var night = clock.instant()
                .atOffset(ZoneOffset.UTC)
                .plusDays(1)
                .truncatedTo(ChronoUnit.DAYS)
                .plusHours(3);
        database.write(tx -> {
            tx.later(Job.of(TIDY, "").once(TIDY + " " + night).at(night.toInstant()));
            return true;
        });
    }

    /// Nightly: every room lets go of what it need not keep.
    private void tidy(Consumer<Tx> doors) {
        database.write(tx -> {
            people.tidy(tx);
            mutes.tidy(tx);
            sessions.tidy(tx);
            tokens.tidy(tx);
            links.tidy(tx);
            posts.tidy(tx);
            notifications.tidy(tx);
            invitations.tidy(tx);
            apps.tidy(tx);
            jobs.tidy(tx);
            doors.accept(tx);
            return true;
        });
        intake.tidy();
        previews.tidy();
        media.tidy();
        home.tidy();
        lists.tidy();
    }
}
