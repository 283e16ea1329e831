// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import org.allmende.activity.Emoji;
import org.allmende.base.Ids;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.text.Pictographs;
import org.allmende.timelines.Announcement;
import org.allmende.timelines.Announcements;

/// What the owners tell everybody here.
final class AnnouncementsApi {

    private static final String PATH = "/api/v1/announcements";

    private final Rooms rooms;
    private final Announcements announcements;

    AnnouncementsApi(Rooms rooms) {
        this.rooms = rooms;
        this.announcements = rooms.announcements();
    }

    void mount(Endpoints on) {
        on.member("GET " + PATH, "", this::list);
        on.member("POST " + PATH + "/{id}/dismiss", "write:accounts", this::dismiss);
        on.member("PUT " + PATH + "/{id}/reactions/{name}", "write:favourites", this::react);
        on.member("DELETE " + PATH + "/{id}/reactions/{name}", "write:favourites", this::unreact);
    }

    private Answer list(Request request, Member member) {
        var dismissed = request.query("with_dismissed").filter("true"::equals).isPresent();
        var some = announcements.of(member.id()).stream()
                .filter(one -> dismissed || !one.read())
                .toList();
        var writer = AnnouncementJson.of(rooms, some);
        return Json.answer(json -> json.list(some, one -> writer.write(json, one)));
    }

    private Announcement find(Request request, Member member) {
        return Ids.parse(request.path("id"))
                .flatMap(id -> announcements.find(member.id(), id))
                .orElseThrow(Finder::missing);
    }

    private Answer dismiss(Request request, Member member) {
        announcements.dismiss(member.id(), find(request, member).id());
        return Json.nothing();
    }

    private Answer react(Request request, Member member) {
        if (!announcements.react(member.id(), find(request, member).id(), emoji(request))) {
            throw new Fault(422, "Validation failed: The limit of different reactions has been reached");
        }
        return Json.nothing();
    }

    private Answer unreact(Request request, Member member) {
        announcements.unreact(member.id(), find(request, member).id(), emoji(request));
        return Json.nothing();
    }

    // A character, or the name of an emoji of this house.
    private Emoji emoji(Request request) {
        var name = request.path("name");
        return Pictographs.one(name)
                .<Emoji>map(Emoji.Sign::new)
                .or(() -> Emoji.parse(":" + name.replace(":", "") + ":").filter(this::ours))
                .orElseThrow(() -> new Fault(422, "This is no emoji."));
    }

    private boolean ours(Emoji emoji) {
        return switch (emoji) {
            case Emoji.Sign _ -> true;
            case Emoji.Custom custom ->
                custom.local() && rooms.media().emojis().find(custom).isPresent();
        };
    }
}
