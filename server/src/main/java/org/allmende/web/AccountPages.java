// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;
import org.allmende.access.AuthorizedApp;
import org.allmende.access.Session;
import org.allmende.activity.Activity;
import org.allmende.base.Ids;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;

/// The account behind the person: password, where one is logged in, leaving.
final class AccountPages {

    private final Hall hall;

    AccountPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get("/settings/password", request -> password(Visit.of(request), 200, Filled.EMPTY))
                .post("/settings/password", this::changePassword)
                .get("/settings/sessions", this::sessions)
                .post("/settings/sessions/end", this::endOthers)
                .post("/settings/sessions/{id}/end", this::end)
                .post("/settings/apps/{id}/end", this::lockOut)
                .get("/settings/leave", request -> leaving(Visit.of(request), 200, Filled.EMPTY))
                .post("/settings/leave", this::leave);
    }

    private Answer password(Visit visit, int status, Filled form) {
        visit.member();
        var page = new FormPage(
                hall.frames().of(visit, visit.say("settings.password"), Place.SETTINGS),
                Tabs.settings(visit, "/settings/password"),
                form);
        return Print.page(status, out -> JtepasswordGenerated.render(out, null, page));
    }

    private Answer changePassword(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().password(member);
        var typed = new Typed(request.form());
        var problem = hall.rooms()
                .accounts()
                .changePassword(member.id(), typed.text("old"), typed.text("fresh"), Optional.of(member.session()));
        if (problem.isPresent()) {
            var field = problem.get().field();
            var old = field.equals("password");
            typed.wrong(
                    old ? "old" : field,
                    old ? visit.say("password.old.wrong") : problem.get().message());
            return password(visit, 422, typed.filled());
        }
        return Print.go(Notice.SAVED.after("/settings/password"));
    }

    private Answer sessions(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        var page = new SessionsPage(
                hall.frames().of(visit, visit.say("settings.sessions"), Place.SETTINGS),
                Tabs.settings(visit, "/settings/sessions"),
                hall.rooms().sessions().of(member.id()).stream()
                        .map(session -> browser(visit, member, session))
                        .toList(),
                hall.rooms().tokens().of(member.id()).stream()
                        .map(app -> used(visit, app))
                        .toList());
        return Print.page(out -> JtesessionsGenerated.render(out, null, page));
    }

    private static SessionsPage.Browser browser(Visit visit, Member member, Session session) {
        return new SessionsPage.Browser(
                Long.toString(session.id()),
                session.browser().equals("?") ? visit.say("sessions.unknown") : session.browser(),
                visit.words().date(session.created()),
                visit.words().moment(session.seen()).brief(),
                session.id() == member.session().id());
    }

    private static SessionsPage.Used used(Visit visit, AuthorizedApp app) {
        return new SessionsPage.Used(
                Long.toString(app.token()),
                app.name().orElse(visit.say("apps.unnamed")),
                visit.words().date(app.created()),
                String.join(" · ", ConsentPages.words(visit, app.scopes())));
    }

    private Answer end(Request request) {
        var member = Visit.of(request).member();
        Ids.parse(request.path("id")).ifPresent(id -> hall.rooms().sessions().end(member.id(), id));
        return Print.go(Notice.ENDED.after("/settings/sessions"));
    }

    private Answer endOthers(Request request) {
        hall.rooms().sessions().endOthers(Visit.of(request).member().session());
        return Print.go(Notice.ENDED.after("/settings/sessions"));
    }

    private Answer lockOut(Request request) {
        var member = Visit.of(request).member();
        Ids.parse(request.path("id")).ifPresent(id -> hall.rooms().tokens().revoke(member.id(), id));
        return Print.go(Notice.ENDED.after("/settings/sessions"));
    }

    private Answer leaving(Visit visit, int status, Filled form) {
        visit.member();
        var page = new FormPage(
                hall.frames().of(visit, visit.say("settings.leave"), Place.SETTINGS),
                Tabs.settings(visit, "/settings/leave"),
                form);
        return Print.page(status, out -> JteleaveGenerated.render(out, null, page));
    }

    private Answer leave(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().password(member);
        var typed = new Typed(request.form());
        if (!typed.ticked("sure")) {
            typed.wrong("sure", visit.say("leave.sure.wrong"));
        }
        hall.rooms()
                .accounts()
                .mayLeave(member.id(), typed.text("password"))
                .ifPresent(problem -> typed.wrong(problem.field(), problem.message()));
        if (!typed.sound()) {
            return leaving(visit, 422, typed.filled());
        }
        try {
            hall.deeds().perform(visit, new Activity.EraseActor(hall.deeds().fresh(), member.id()));
        } catch (Fault fault) {
            typed.wrong("", fault.message());
            return leaving(visit, 422, typed.filled());
        }
        return farewell(visit, request);
    }

    private Answer farewell(Visit visit, Request request) {
        var gone = new Visit(request, visit.words(), visit.look(), Optional.empty());
        var page = new MessagePage(
                hall.frames().of(gone, visit.say("left.title"), Place.NONE),
                visit.say("left.title"),
                visit.say("left.text"),
                Optional.empty(),
                List.of(new Link("/", visit.say("error.home"))),
                Optional.empty());
        return Print.page(out -> JtemessageGenerated.render(out, null, page)).cookie(Visitors.forgotten(request));
    }
}
