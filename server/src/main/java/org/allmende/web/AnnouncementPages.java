// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Optional;
import org.allmende.base.Ids;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.timelines.Announcements;

/// What the owners tell everybody here: read by members, written by owners.
final class AnnouncementPages {

    private static final String PATH = "/announcements";
    private static final String DESK = "/house/announcements";

    private final Hall hall;
    private final Announcements announcements;

    AnnouncementPages(Hall hall) {
        this.hall = hall;
        this.announcements = hall.rooms().announcements();
    }

    void mount(Routes pages) {
        pages.get(PATH, this::read)
                .get(DESK, this::desk)
                .post(DESK, this::say)
                .post(DESK + "/{id}", this::change)
                .post(DESK + "/{id}/remove", this::takeDown);
    }

    // Whoever has looked at them has seen them.
    private Answer read(Request request) {
        var visit = Visit.of(request);
        var me = visit.member().id();
        var answer = page(visit, Optional.empty(), Place.ANNOUNCEMENTS);
        announcements.of(me).stream().filter(one -> !one.read()).forEach(one -> announcements.dismiss(me, one.id()));
        return answer;
    }

    private Answer desk(Request request) {
        var visit = Visit.of(request);
        visit.owner();
        return page(visit, Optional.of(Tabs.house(visit, DESK)), Place.HOUSE);
    }

    private Answer page(Visit visit, Optional<Tabs> tabs, Place place) {
        var page = new AnnouncementsPage(
                hall.frames().of(visit, visit.say("announcements.title"), place),
                tabs,
                announcements.of(visit.member().id()).stream()
                        .map(one -> new AnnouncementsPage.Line(
                                Long.toString(one.id()),
                                one.source(),
                                one.html(),
                                visit.words().moment(one.said()),
                                !one.read()))
                        .toList());
        return Print.page(out -> JteannouncementsGenerated.render(out, null, page));
    }

    private static String text(Visit visit) {
        var typed = new Typed(visit.request().form());
        var text = typed.needed(visit.words(), "text", AnnouncementsPage.TEXT_MAX);
        if (!typed.sound()) {
            throw new Fault(422, visit.say("announcements.wrong", AnnouncementsPage.TEXT_MAX));
        }
        return text;
    }

    private Answer say(Request request) {
        var visit = Visit.of(request);
        var owner = visit.owner();
        if (announcements.of(owner.id()).size() >= Announcements.COUNT_MAX) {
            throw new Fault(422, visit.say("announcements.many", Announcements.COUNT_MAX));
        }
        var id = announcements.say(text(visit), Optional.empty());
        // Who wrote it need not be told.
        announcements.dismiss(owner.id(), id);
        return Print.go(Notice.SAVED.after(DESK));
    }

    private Answer change(Request request) {
        var visit = Visit.of(request);
        visit.owner();
        if (!announcements.change(id(request), text(visit))) {
            throw Fault.missing();
        }
        return Print.go(Notice.SAVED.after(DESK));
    }

    private Answer takeDown(Request request) {
        Visit.of(request).owner();
        if (!announcements.takeDown(id(request))) {
            throw Fault.missing();
        }
        return Print.go(Notice.DELETED.after(DESK));
    }

    private static long id(Request request) {
        return Ids.parse(request.path("id")).orElseThrow(Fault::missing);
    }
}
