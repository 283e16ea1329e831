// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.EnumSet;
import java.util.List;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Params;
import org.allmende.http.Request;
import org.allmende.timelines.Markers;
import org.allmende.timelines.Notification;
import org.allmende.timelines.NotificationFilter;
import org.allmende.timelines.NotificationKind;
import org.allmende.timelines.Notifications;

/// What concerns a member, one by one.
final class NotificationsApi {

    private static final int USUAL = 40;
    private static final int MOST = 80;

    private final Notifications notifications;
    private final Markers markers;
    private final Shapes shapes;

    NotificationsApi(Notifications notifications, Markers markers, Shapes shapes) {
        this.notifications = notifications;
        this.markers = markers;
        this.shapes = shapes;
    }

    void mount(Endpoints on) {
        on.member("GET /api/v1/notifications", "read:notifications", this::list);
        on.member("GET /api/v1/notifications/{id}", "read:notifications", this::one);
        on.member("POST /api/v1/notifications/clear", "write:notifications", this::clear);
        on.member("POST /api/v2/notifications/clear", "write:notifications", this::clear);
        on.member("POST /api/v1/notifications/{id}/dismiss", "write:notifications", this::dismiss);
        on.member("GET /api/v1/notifications/unread_count", "read:notifications", this::unread);
        on.member("DELETE /api/v1/notifications/destroy_multiple", "write:notifications", this::dismissSeveral);
    }

    private Answer list(Request request, Member member) {
        var page = Paging.read(request, USUAL, MOST);
        var slice = notifications.of(member.id(), filter(request.form()), page);
        var told = NotificationJson.of(shapes, slice.items(), member.reader());
        return shapes.paging().linked(Json.answer(told::write), request, slice);
    }

    static NotificationFilter filter(Params form) {
        var wanted = form.has("types")
                ? NotificationJson.kinds(form.strings("types"))
                // Apps that have no word for these would stumble over them.
                : EnumSet.complementOf(EnumSet.of(
                        NotificationKind.QUOTE_REQUEST,
                        NotificationKind.REPLY_REQUEST,
                        NotificationKind.LIKE_REQUEST,
                        NotificationKind.SHARE_REQUEST));
        wanted.removeAll(NotificationJson.kinds(form.strings("exclude_types")));
        var actor = form.string("account_id")
                .filter(text -> !text.isEmpty())
                .map(text -> ActorId.parse(text)
                        .orElseThrow(() -> new Fault(422, "account_id must be the id of an account")));
        return new NotificationFilter(
                wanted, actor, form.bool("include_filtered").orElse(false));
    }

    private Answer one(Request request, Member member) {
        var one = find(request, member);
        var writer = NotificationJson.of(shapes, List.of(one), member.reader()).writer();
        return Json.answer(json -> writer.write(json, one));
    }

    private Answer dismiss(Request request, Member member) {
        notifications.dismiss(member.id(), find(request, member).id());
        return Json.nothing();
    }

    private Answer dismissSeveral(Request request, Member member) {
        Finder.ids(request.form(), "ids", Ids::parse).forEach(id -> notifications.dismiss(member.id(), id));
        return Json.nothing();
    }

    private Notification find(Request request, Member member) {
        return Ids.parse(request.path("id"))
                .flatMap(id -> notifications.find(member.id(), id))
                .orElseThrow(Finder::missing);
    }

    private Answer clear(Request request, Member member) {
        notifications.clear(member.id());
        return Json.nothing();
    }

    private Answer unread(Request request, Member member) {
        var lastRead = markers.find(member.id(), "notifications")
                .map(Markers.Marker::lastRead)
                .orElse(0L);
        return Json.members(json -> json.number("count", notifications.unread(member.id(), lastRead)));
    }
}
