// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.allmende.http.Routes;
import org.allmende.mastodon.Endpoints.Access;
import org.allmende.mastodon.Endpoints.Endpoint;
import org.junit.jupiter.api.Test;

/// The table of endpoints, held against what apps need to log in and to be of use.
class RouteTableTest {

    private static final String NEEDED = """
            POST /api/v1/apps OPEN
            GET /api/v1/apps/verify_credentials APP
            GET /.well-known/oauth-authorization-server OPEN
            POST /oauth/token OPEN
            POST /oauth/revoke OPEN
            GET /oauth/userinfo MEMBER profile
            GET /api/v1/instance OPEN
            GET /api/v2/instance OPEN
            GET /api/v1/instance/rules OPEN
            POST /api/v1/accounts APP write:accounts
            GET /api/v1/accounts/verify_credentials MEMBER profile read:accounts
            PATCH /api/v1/accounts/update_credentials MEMBER write:accounts
            GET /api/v1/accounts/{id} ANYBODY read:accounts
            GET /api/v1/accounts/{id}/statuses ANYBODY read:statuses
            GET /api/v1/accounts/{id}/followers ANYBODY read:accounts
            GET /api/v1/accounts/{id}/following ANYBODY read:accounts
            GET /api/v1/accounts/{id}/lists MEMBER read:lists
            POST /api/v1/accounts/{id}/follow MEMBER write:follows
            POST /api/v1/accounts/{id}/unfollow MEMBER write:follows
            POST /api/v1/accounts/{id}/remove_from_followers MEMBER write:follows
            POST /api/v1/accounts/{id}/block MEMBER write:blocks
            POST /api/v1/accounts/{id}/unblock MEMBER write:blocks
            POST /api/v1/accounts/{id}/mute MEMBER write:mutes
            POST /api/v1/accounts/{id}/unmute MEMBER write:mutes
            POST /api/v1/accounts/{id}/note MEMBER write:accounts
            GET /api/v1/accounts/relationships MEMBER read:follows
            GET /api/v1/accounts/search MEMBER read:accounts
            GET /api/v1/accounts/lookup ANYBODY read:accounts
            POST /api/v1/statuses MEMBER write:statuses
            GET /api/v1/statuses/{id} ANYBODY read:statuses
            PUT /api/v1/statuses/{id} MEMBER write:statuses
            DELETE /api/v1/statuses/{id} MEMBER write:statuses
            GET /api/v1/statuses/{id}/context ANYBODY read:statuses
            GET /api/v1/statuses/{id}/history ANYBODY read:statuses
            GET /api/v1/statuses/{id}/source MEMBER read:statuses
            GET /api/v1/statuses/{id}/reblogged_by ANYBODY read:statuses
            GET /api/v1/statuses/{id}/favourited_by ANYBODY read:statuses
            POST /api/v1/statuses/{id}/translate APP read:statuses
            POST /api/v1/statuses/{id}/favourite MEMBER write:favourites
            POST /api/v1/statuses/{id}/unfavourite MEMBER write:favourites
            POST /api/v1/statuses/{id}/reblog MEMBER write:statuses
            POST /api/v1/statuses/{id}/unreblog MEMBER write:statuses
            POST /api/v1/statuses/{id}/bookmark MEMBER write:bookmarks
            POST /api/v1/statuses/{id}/unbookmark MEMBER write:bookmarks
            POST /api/v1/statuses/{id}/mute MEMBER write:mutes
            POST /api/v1/statuses/{id}/unmute MEMBER write:mutes
            POST /api/v1/statuses/{id}/pin MEMBER write:accounts
            POST /api/v1/statuses/{id}/unpin MEMBER write:accounts
            GET /api/v1_alpha/async_refreshes/{id} MEMBER read:statuses
            GET /api/v1/polls/{id} ANYBODY read:statuses
            POST /api/v1/polls/{id}/votes MEMBER write:statuses
            GET /api/v1/scheduled_statuses/{id} MEMBER read:statuses
            PUT /api/v1/scheduled_statuses/{id} MEMBER write:statuses
            DELETE /api/v1/scheduled_statuses/{id} MEMBER write:statuses
            POST /api/v1/push/subscription MEMBER push
            GET /api/v1/push/subscription MEMBER push
            PUT /api/v1/push/subscription MEMBER push
            DELETE /api/v1/push/subscription MEMBER push
            POST /api/v1/media MEMBER write:media
            POST /api/v2/media MEMBER write:media
            GET /api/v1/media/{id} MEMBER write:media
            PUT /api/v1/media/{id} MEMBER write:media
            GET /api/v1/scheduled_statuses MEMBER read:statuses
            GET /api/v1/timelines/home MEMBER read:statuses
            GET /api/v1/timelines/public ANYBODY read:statuses
            GET /api/v1/timelines/tag/{tag} ANYBODY read:statuses
            GET /api/v1/lists MEMBER read:lists
            POST /api/v1/lists MEMBER write:lists
            GET /api/v1/lists/{id} MEMBER read:lists
            PUT /api/v1/lists/{id} MEMBER write:lists
            DELETE /api/v1/lists/{id} MEMBER write:lists
            GET /api/v1/lists/{id}/accounts MEMBER read:lists
            POST /api/v1/lists/{id}/accounts MEMBER write:lists
            DELETE /api/v1/lists/{id}/accounts MEMBER write:lists
            GET /api/v1/timelines/list/{id} MEMBER read:lists
            GET /api/v1/streaming/list MEMBER
            GET /api/v1/streaming MEMBER
            GET /api/v1/streaming/user MEMBER
            GET /api/v1/streaming/public MEMBER
            GET /api/v1/streaming/public/local MEMBER
            GET /api/v1/streaming/hashtag MEMBER
            GET /api/v1/streaming/health OPEN
            GET /api/v1/notifications MEMBER read:notifications
            GET /api/v1/notifications/{id} MEMBER read:notifications
            POST /api/v1/notifications/clear MEMBER write:notifications
            POST /api/v1/notifications/{id}/dismiss MEMBER write:notifications
            GET /api/v1/notifications/unread_count MEMBER read:notifications
            GET /api/v1/notifications/requests MEMBER read:notifications
            GET /api/v2/notifications MEMBER read:notifications
            GET /api/v2/notifications/policy MEMBER read:notifications
            GET /api/v1/conversations MEMBER read:statuses
            GET /api/v2/search ANYBODY read:search
            GET /api/v1/trends/tags ANYBODY
            GET /api/v1/trends/statuses ANYBODY
            GET /api/v1/trends/links ANYBODY
            GET /api/v1/tags/{name} ANYBODY read:follows
            GET /api/v1/followed_tags MEMBER read:follows
            GET /api/v2/filters MEMBER read:filters
            GET /api/v1/filters MEMBER read:filters
            POST /api/v1/filters MEMBER write:filters
            PUT /api/v1/filters/{id} MEMBER write:filters
            POST /api/v2/filters MEMBER write:filters
            PUT /api/v2/filters/{id} MEMBER write:filters
            POST /api/v2/filters/{id}/keywords MEMBER write:filters
            DELETE /api/v2/filters/keywords/{id} MEMBER write:filters
            POST /api/v2/filters/{id}/statuses MEMBER write:filters
            DELETE /api/v2/filters/statuses/{id} MEMBER write:filters
            GET /api/v1/bookmarks MEMBER read:bookmarks
            GET /api/v1/favourites MEMBER read:favourites
            GET /api/v1/mutes MEMBER read:mutes
            GET /api/v1/blocks MEMBER read:blocks
            GET /api/v1/follow_requests MEMBER read:follows
            POST /api/v1/follow_requests/{id}/authorize MEMBER write:follows
            POST /api/v1/follow_requests/{id}/reject MEMBER write:follows
            GET /api/v1/custom_emojis OPEN
            GET /api/v1/announcements MEMBER
            GET /api/v1/markers MEMBER read:statuses
            POST /api/v1/markers MEMBER write:statuses
            GET /api/v1/preferences MEMBER read:accounts
            POST /api/v1/reports MEMBER write:reports
            """;

    private final List<Endpoint> table = table();

    // Mounting asks nothing of any room, so none is needed.
    static List<Endpoint> table() {
        var handed = Map.of("links", Samples.LINKS, "clock", Clock.fixed(Samples.NOON, ZoneOffset.UTC));
        var parts = Rooms.class.getRecordComponents();
        try {
            var rooms = Rooms.class
                    .getDeclaredConstructor(
                            Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new))
                    .newInstance(Arrays.stream(parts)
                            .map(part -> handed.get(part.getName()))
                            .toArray());
            return new MastodonRoutes(rooms, Limits.USUAL, "0").endpoints(new Routes());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everything_that_apps_need_is_there_for_whom_it_is_meant() {
        var mounted = table.stream().map(RouteTableTest::line).collect(Collectors.toSet());

        assertThat(mounted).containsAll(NEEDED.lines().toList());
    }

    @Test
    void nothing_that_changes_something_is_open_to_everybody() {
        var open = table.stream()
                .filter(one -> one.access() == Access.OPEN && !one.method().equals("GET"))
                .map(one -> one.method() + " " + one.path())
                .filter(one -> !NotYetApi.routes().contains(one));

        assertThat(open)
                .containsExactlyInAnyOrder(
                        "POST /api/v1/apps", "POST /oauth/register", "POST /oauth/token", "POST /oauth/revoke");
    }

    @Test
    void members_are_asked_for_a_scope_that_fits_what_they_do() {
        assertThat(table)
                .filteredOn(one -> one.access() != Access.OPEN && !one.scopes().isEmpty())
                .filteredOn(one -> !one.path().endsWith("/translate")
                        && !one.path().contains("/media")
                        && !one.scopes().contains("push")
                        && !one.path().equals("/oauth/userinfo"))
                .allSatisfy(one -> assertThat(one.scopes())
                        .as(line(one))
                        .anyMatch(scope -> scope.startsWith(one.method().equals("GET") ? "read" : "write")));
    }

    private static String line(Endpoint one) {
        return (one.method() + " " + one.path() + " " + one.access() + " " + String.join(" ", one.scopes())).strip();
    }
}
