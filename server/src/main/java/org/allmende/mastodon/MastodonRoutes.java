// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Handler;
import org.allmende.http.Request;
import org.allmende.http.RouteOptions;
import org.allmende.http.Routes;

/// The door for apps: everything under `/api`, the machine's half of OAuth, and live streams.
public final class MastodonRoutes {

    /// More than the media room ever takes, so that it is the one that says in words what is too large.
    private static final long UPLOAD_BYTES_MAX = 72L << 20;

    private final Rooms rooms;
    private final Shapes shapes;
    private final RateLimits limits;
    private final Streams streams = new Streams();
    private final String version;

    /// @param version of this program, as people know it
    public MastodonRoutes(Rooms rooms, Limits limits, String version) {
        this.rooms = rooms;
        this.shapes = new Shapes(
                rooms.links(),
                rooms.media(),
                rooms.previews(),
                rooms.people(),
                rooms.moves(),
                rooms.posts(),
                rooms.home(),
                rooms.filters());
        this.limits = RateLimits.of(limits, rooms.clock());
        this.version = version;
    }

    /// The open connections: tell them when a token is revoked or somebody leaves.
    public Streams streams() {
        return streams;
    }

    public void mount(Routes routes) {
        endpoints(routes);
    }

    /// Mounts all and tells what it mounted.
    List<Endpoints.Endpoint> endpoints(Routes routes) {
        var usual = routes.group("", RouteOptions::withCors)
                .group("", options -> options.filter(MastodonRoutes::inOwnShape));
        var large = usual.group("", options -> options.bodyBytesMax(UPLOAD_BYTES_MAX));
        usual.group("/api", options -> options).fallback(_ -> {
            throw new Fault(404, "There is no such method here.");
        });
        var on = new Endpoints(usual, new Guard(rooms.tokens(), limits));
        mount(on, on.on(large));
        return on.table();
    }

    private void mount(Endpoints on, Endpoints large) {
        var finder = new Finder(rooms.people(), rooms.posts());
        var deeds = new Deeds(rooms.verifier(), rooms.intake(), rooms.ids());
        var uploads = new MediaApi(rooms.media(), shapes, limits, rooms.spool());
        new OAuthApi(rooms, limits).mount(on);
        new AppsApi(rooms, limits).mount(on);
        new InstanceApi(rooms, version).mount(on);
        new ProfileApi(rooms, deeds, finder, shapes, uploads).mount(on, large);
        new AccountsApi(rooms, finder, shapes).mount(on);
        new SocialApi(rooms, deeds, finder, shapes).mount(on);
        new StatusesApi(rooms.posts(), rooms.gatherer(), finder, shapes).mount(on);
        var papers = new PapersApi(rooms, shapes);
        papers.mount(on);
        new WritingApi(rooms, deeds, finder, shapes, limits, papers).mount(on);
        new QuotesApi(rooms.posts(), deeds, finder, shapes).mount(on);
        new InteractionsApi(rooms, deeds, shapes).mount(on);
        new ReactionsApi(rooms.posts(), deeds, finder, shapes, limits, rooms.ids()).mount(on);
        new EmojiApi(rooms, deeds, finder, shapes).mount(on);
        new PollsApi(deeds, rooms.gatherer(), finder, shapes).mount(on);
        uploads.mount(on, large);
        new TimelinesApi(rooms.home(), rooms.posts(), shapes).mount(on);
        new FiltersApi(rooms.filters(), finder, rooms.clock()).mount(on);
        new LuggageApi(rooms.luggage(), rooms.porter()).mount(on);
        new ListsApi(rooms.lists(), finder, shapes).mount(on);
        new NotificationsApi(rooms.notifications(), rooms.markers(), shapes).mount(on);
        new GroupsApi(rooms.notifications(), rooms.markers(), shapes).mount(on);
        new RequestsApi(rooms.notifications(), shapes).mount(on);
        new TagsApi(rooms, deeds, finder, shapes).mount(on);
        new EndorsementsApi(rooms.follows(), deeds, finder, shapes).mount(on);
        new DomainBlocksApi(rooms.blocks(), shapes).mount(on);
        new ConversationsApi(rooms.conversations(), shapes).mount(on);
        new DiscoveryApi(rooms, finder, shapes).mount(on);
        new SearchApi(rooms, shapes).mount(on);
        new MarkersApi(rooms.markers()).mount(on);
        new ReportsApi(deeds, finder, shapes, rooms.clock()).mount(on);
        new StreamingApi(rooms, shapes, streams).mount(on);
        new PushApi(rooms.push()).mount(on);
        new AnnouncementsApi(rooms).mount(on);
        new OpenApi(version, rooms.links().addresses().at(""), on::table).mount(on);
        new NotYetApi().mount(on);
        MissingPictures.mount(on);
    }

    private static Answer inOwnShape(Request request, Handler next) {
        try {
            return next.answer(request);
        } catch (Fault fault) {
            return fault.dress(Json.error(fault.status(), fault.message()));
        }
    }
}
