// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.allmende.access.Accounts;
import org.allmende.access.Registration;
import org.allmende.access.Sessions;
import org.allmende.access.Tokens;
import org.allmende.activitypub.Commons;
import org.allmende.activitypub.Federation;
import org.allmende.activitypub.Lookup;
import org.allmende.activitypub.Standing;
import org.allmende.base.PostId;
import org.allmende.database.Tx;
import org.allmende.desk.Desk;
import org.allmende.http.Outbound;
import org.allmende.http.Routes;
import org.allmende.mastodon.Limits;
import org.allmende.mastodon.Links;
import org.allmende.mastodon.MastodonRoutes;
import org.allmende.mastodon.PushWords;
import org.allmende.mastodon.Resolver;
import org.allmende.mastodon.Rooms;
import org.allmende.media.Media;
import org.allmende.media.Size;
import org.allmende.people.People;
import org.allmende.people.Person;
import org.allmende.posts.Composer;
import org.allmende.web.Web;

/// Floor 5: the doors, mounted on one set of routes. They do not know each other; what one serves and another links to
/// is handed over here.
final class Doors {

    // On loopback one machine plays a whole village.
    private static final int TRIAL_FACTOR = 1_000;

    private final Configuration configuration;
    private final Floors floors;
    private final Path spool;
    private final Federation federation;
    private final Composer composer;
    private final HousePorter porter;
    private final Desk desk;

    Doors(Configuration configuration, Floors floors, Outbound outbound, Path spool) {
        this.configuration = configuration;
        this.floors = floors;
        this.spool = spool;
        this.federation = new Federation(
                new Commons(
                        floors.database,
                        floors.people,
                        floors.follows,
                        floors.blocks,
                        floors.media,
                        floors.posts,
                        floors.previews,
                        floors.domains,
                        floors.house,
                        floors.reports,
                        floors.intake,
                        floors.moves),
                floors.addresses,
                outbound,
                floors.ids,
                floors.clock,
                media -> file(media, Size.ORIGINAL),
                this::standing);
        this.porter = new HousePorter(floors, federation.lookup());
        this.composer = new Composer(
                floors.people,
                floors.posts,
                federation.lookup(),
                floors.settings,
                floors.clock,
                tag -> floors.addresses.tag(tag));
        this.desk = new Desk(
                floors.database,
                floors.ids,
                floors.clock,
                floors.media,
                new Herald(composer, floors.verifier, floors.intake, floors.ids));
    }

    /// Says how the doors' durable jobs are done. The instance's own actor is made first, so that its name is taken
    /// before anybody signs up.
    void work() {
        federation.work(floors.jobs);
        floors.luggage.work(floors.jobs, porter);
        desk.work(floors.jobs);
        floors.push.work(
                floors.jobs, new PushWords(floors.accounts, floors.media, new Links(floors.addresses, this::file)));
        federation.instanceActor();
    }

    void mount(Routes routes) {
        federation.mount(routes);
        apps(routes);
        pages(routes);
    }

    void tidy(Tx tx) {
        federation.tidy(tx);
    }

    private Standing standing() {
        return new Standing(
                Version.NUMBER,
                floors.accounts.registration() == Registration.OPEN,
                floors.accounts.active(Duration.ofDays(30)),
                floors.accounts.active(Duration.ofDays(180)),
                Optional.empty());
    }

    private void apps(Routes routes) {
        var rooms = new Rooms(
                floors.people,
                floors.follows,
                floors.blocks,
                floors.mutes,
                floors.moves,
                federation.lookup(),
                floors.accounts,
                floors.apps,
                floors.tokens,
                floors.verifier,
                floors.media,
                floors.posts,
                floors.previews,
                composer,
                desk,
                floors.home,
                floors.lists,
                floors.filters,
                floors.luggage,
                porter,
                floors.notifications,
                floors.announcements,
                floors.conversations,
                floors.trends,
                floors.suggestions,
                floors.push,
                floors.markers,
                floors.live,
                floors.house,
                floors.domains,
                floors.intake,
                new AppResolver(federation.lookup()),
                federation.gatherer(),
                new Links(floors.addresses, this::file),
                floors.ids,
                floors.clock,
                spool);
        var limits = configuration.loopback() ? Limits.USUAL.times(TRIAL_FACTOR) : Limits.USUAL;
        var door = new MastodonRoutes(rooms, limits, Version.NUMBER);
        door.mount(routes);
        floors.database.after(Tokens.Revoked.class, revoked -> door.streams().tokenRevoked(revoked.token()));
        floors.database.after(Accounts.Closed.class, closed -> door.streams().accountClosed(closed.actor()));
        // Sooner closed than asked: an account that is let in again opens its streams anew.
        floors.database.after(People.Suspended.class, changed -> door.streams().accountClosed(changed.actor()));
    }

    private void pages(Routes routes) {
        var rooms = new org.allmende.web.Rooms(
                floors.people,
                floors.follows,
                floors.blocks,
                floors.mutes,
                floors.moves,
                floors.invitations,
                federation.lookup(),
                federation.elsewhere(),
                federation.identities(),
                floors.accounts,
                floors.sessions,
                floors.factors,
                floors.apps,
                floors.tokens,
                floors.verifier,
                floors.media,
                floors.posts,
                floors.previews,
                composer,
                desk,
                floors.home,
                floors.lists,
                floors.filters,
                floors.luggage,
                porter,
                floors.notifications,
                floors.announcements,
                floors.conversations,
                floors.trends,
                floors.suggestions,
                floors.markers,
                floors.live,
                floors.house,
                floors.domains,
                floors.sanctions,
                floors.reports,
                floors.intake,
                new AppResolver(federation.lookup()),
                federation.gatherer(),
                new Janitor(floors.jobs, federation),
                floors.addresses,
                floors.ids,
                floors.clock,
                spool);
        var door = new Web(rooms, configuration.loopback() ? TRIAL_FACTOR : 1);
        // Programs of other servers ask for the same addresses, and get what they can read.
        door.mount(routes.group("", options -> options.filter(federation.pages())));
        floors.database.after(Sessions.Ended.class, ended -> door.sessionEnded(ended.session()));
        floors.database.after(Accounts.Closed.class, closed -> door.gone(closed.actor()));
        floors.database.after(People.Suspended.class, changed -> door.gone(changed.actor()));
    }

    /// The address of a stored file, which the web door serves.
    private String file(Media media, Size size) {
        return floors.addresses.at("/media/" + media.id() + "/" + media.secret() + "/"
                + size.name().toLowerCase(Locale.ROOT));
    }

    private record AppResolver(Lookup lookup) implements Resolver, org.allmende.web.Resolver {

        @Override
        public Optional<PostId> post(String uri) {
            return lookup.post(uri);
        }

        @Override
        public Optional<Person> person(String uri) {
            return lookup.person(uri);
        }
    }
}
