// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.base.Slice;
import org.allmende.http.Answer;
import org.allmende.http.Request;
import org.allmende.mastodon.NotificationGroup.Key;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.timelines.Markers;
import org.allmende.timelines.Notification;
import org.allmende.timelines.NotificationFilter;
import org.allmende.timelines.Notifications;

/// What concerns a member, put together where it belongs together.
final class GroupsApi {

    private static final int USUAL = 40;

    /// Faces shown beside "and others".
    private static final int SAMPLES = 8;

    /// A group larger than this is shown in part: who wants to know each liker opens the post.
    private static final int WALK_PAGES = 5;

    private final Notifications notifications;
    private final Markers markers;
    private final Shapes shapes;

    GroupsApi(Notifications notifications, Markers markers, Shapes shapes) {
        this.notifications = notifications;
        this.markers = markers;
        this.shapes = shapes;
    }

    void mount(Endpoints on) {
        on.member("GET /api/v2/notifications", "read:notifications", this::list);
        on.member(
                "GET /api/v2/notifications/{key}",
                "read:notifications",
                (request, member) -> groups(List.of(group(request, member)), member));
        on.member("GET /api/v2/notifications/{key}/accounts", "read:notifications write:notifications", this::people);
        on.member("POST /api/v2/notifications/{key}/dismiss", "write:notifications", this::dismiss);
        on.member("GET /api/v2/notifications/unread_count", "read:notifications", this::unread);
    }

    private Answer list(Request request, Member member) {
        var form = request.form();
        var asked = Paging.read(request, USUAL, Page.LIMIT_MAX);
        // The limit counts groups, so as many notifications are read as may be.
        var page = new Page(asked.max(), asked.since(), asked.min(), Page.LIMIT_MAX);
        var slice = notifications.of(member.id(), NotificationsApi.filter(form), page);
        var kept = NotificationJson.of(shapes, slice.items(), member.reader()).notifications();
        var nearest = page.upwards() ? kept.reversed() : kept;
        var groups = NotificationGroup.of(nearest, form.strings("grouped_types"), asked.limit());
        var taken = groups.stream().mapToInt(group -> group.members().size()).sum();
        return shapes.paging().linked(groups(sorted(groups), member), request, shown(slice, nearest, taken, page));
    }

    // Where nothing was cut off, the slice's own bounds count: what it left out is behind us as well.
    private static Slice<Notification> shown(
            Slice<Notification> slice, List<Notification> nearest, int taken, Page page) {
        if (taken == nearest.size()) {
            return slice;
        }
        var kept = nearest.subList(0, taken);
        return Slice.of(page.upwards() ? kept.reversed() : kept, Notification::id);
    }

    private static List<NotificationGroup> sorted(List<NotificationGroup> groups) {
        return groups.stream()
                .map(group -> new NotificationGroup(
                        group.key(),
                        group.members().stream()
                                .sorted((one, other) -> Long.compare(other.id(), one.id()))
                                .toList()))
                .sorted((one, other) ->
                        Long.compare(other.newest().id(), one.newest().id()))
                .toList();
    }

    private Answer groups(List<NotificationGroup> groups, Member member) {
        var all = groups.stream().flatMap(group -> group.members().stream()).toList();
        var people = new LinkedHashMap<Long, Person>();
        groups.forEach(
                group -> samples(group).forEach(person -> people.put(person.id().value(), person)));
        var posts = new LinkedHashMap<PostId, Post>();
        all.forEach(one -> one.post().ifPresent(post -> posts.put(post.id(), post)));
        var faces = shapes.faces(all);
        var accounts = new AccountJson(faces);
        var statuses =
                new StatusJson(faces, member.reader(), shapes.sifting(List.copyOf(posts.values()), member.reader()));
        return Json.members(json -> json.list("accounts", people.values(), person -> accounts.write(json, person))
                .list("statuses", posts.values(), post -> statuses.write(json, post))
                .list("notification_groups", groups, group -> group(json, group)));
    }

    private static List<Person> samples(NotificationGroup group) {
        return group.members().stream()
                .map(Notification::actor)
                .distinct()
                .limit(SAMPLES)
                .toList();
    }

    private static void group(Json json, NotificationGroup group) {
        json.object(() -> {
            json.text("group_key", group.key())
                    .number("notifications_count", group.members().size())
                    .text("type", NotificationJson.word(group.newest().kind()))
                    .text(
                            "most_recent_notification_id",
                            Long.toString(group.newest().id()))
                    .text("page_min_id", Long.toString(group.oldest().id()))
                    .text("page_max_id", Long.toString(group.newest().id()))
                    .time("latest_page_notification_at", group.newest().created())
                    .texts(
                            "sample_account_ids",
                            samples(group).stream().map(Person::id).toList());
            group.newest()
                    .post()
                    .ifPresent(post -> json.text("status_id", post.id().toString()));
        });
    }

    private NotificationGroup group(Request request, Member member) {
        var key = Key.parse(request.path("key")).orElseThrow(Finder::missing);
        var members = switch (key) {
            case Key.Alone(var id) ->
                notifications.find(member.id(), id).stream().toList();
            case Key.Together together -> together(together, member);
        };
        if (members.isEmpty()) {
            throw Finder.missing();
        }
        return new NotificationGroup(request.path("key"), members);
    }

    private List<Notification> together(Key.Together key, Member member) {
        var filter = new NotificationFilter(Set.of(key.kind()), Optional.empty());
        var found = new ArrayList<Notification>();
        var below = Optional.of(key.until());
        for (var walked = 0; walked < WALK_PAGES && below.isPresent(); walked++) {
            var page = new Page(below, Optional.of(key.since()), Optional.empty(), Page.LIMIT_MAX);
            var slice = notifications.of(member.id(), filter, page);
            slice.items().stream()
                    .filter(one -> one.post().map(Post::id).equals(key.post()))
                    .forEach(found::add);
            below = slice.oldest();
        }
        return found;
    }

    private Answer people(Request request, Member member) {
        return shapes.people(group(request, member).members().stream()
                .map(Notification::actor)
                .distinct()
                .toList());
    }

    private Answer dismiss(Request request, Member member) {
        group(request, member).members().forEach(one -> notifications.dismiss(member.id(), one.id()));
        return Json.nothing();
    }

    private Answer unread(Request request, Member member) {
        var form = request.form();
        var lastRead = markers.find(member.id(), "notifications")
                .map(Markers.Marker::lastRead)
                .orElse(0L);
        var page = new Page(Optional.empty(), Optional.of(lastRead), Optional.empty(), Page.LIMIT_MAX);
        var fresh = notifications.of(member.id(), NotificationsApi.filter(form), page);
        var limit = Paging.limit(request, Page.LIMIT_MAX, Page.LIMIT_MAX);
        var groups = NotificationGroup.of(fresh.items(), form.strings("grouped_types"), limit);
        return Json.members(json -> json.number("count", groups.size()));
    }
}
