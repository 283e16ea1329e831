// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import org.allmende.base.Ids;
import org.allmende.desk.Desk;
import org.allmende.desk.Paper;
import org.allmende.desk.Said;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;

/// Drafts, and posts that wait for their hour.
final class PaperPages {

    static final String PATH = "/drafts";
    private static final String WAITING = "/drafts/waiting";
    private static final int EXCERPT_LETTERS = 200;

    private final Hall hall;
    private final Desk desk;

    PaperPages(Hall hall) {
        this.hall = hall;
        this.desk = hall.rooms().desk();
    }

    void mount(Routes pages) {
        pages.get(PATH, request -> list(request, PATH, false))
                .get(WAITING, request -> list(request, WAITING, true))
                .post(PATH + "/{id}/discard", this::discard)
                .post(PATH + "/{id}/send", this::send);
    }

    private Answer list(Request request, String path, boolean waiting) {
        var visit = Visit.of(request);
        var me = visit.member().id();
        var part = Paging.read(request, path, page -> waiting ? desk.scheduled(me, page) : desk.drafts(me, page));
        var page = new PapersPage(
                hall.frames().of(visit, visit.say("papers.title"), Place.PAPERS),
                new Tabs(
                        visit.say("papers.title"),
                        List.of(
                                new Choice(PATH, visit.say("papers.drafts"), !waiting),
                                new Choice(WAITING, visit.say("papers.scheduled"), waiting))),
                waiting,
                part.slice().items().stream().map(paper -> line(visit, paper)).toList(),
                part.pager());
        return Print.page(out -> JtepapersGenerated.render(out, null, page));
    }

    private static PapersPage.Line line(Visit visit, Paper paper) {
        var what = paper.manuscript();
        var text = what.summary().orElse(what.text()).strip();
        return new PapersPage.Line(
                Long.toString(paper.id()),
                text.codePointCount(0, text.length()) > EXCERPT_LETTERS
                        ? text.substring(0, text.offsetByCodePoints(0, EXCERPT_LETTERS)) + "…"
                        : text,
                text.isEmpty(),
                AudienceChoice.of(what.audience()),
                what.media().size(),
                visit.words().moment(paper.due().orElse(paper.changed())),
                paper.trouble());
    }

    private static long id(Request request) {
        return Ids.parse(request.path("id")).orElseThrow(Fault::missing);
    }

    private Answer discard(Request request) {
        var visit = Visit.of(request);
        if (!desk.discard(visit.member().id(), id(request))) {
            throw Fault.missing();
        }
        return Print.go(Notice.DELETED.after(Hall.back(request, PATH)));
    }

    private Answer send(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().write(member);
        return switch (desk.send(member.id(), id(request))) {
            case Said.Published _ -> Print.go(Notice.SENT.after("/home"));
            case Said.Refused(var rule, var reason, var bound) ->
                throw new Fault(422, visit.words().rule(rule, bound, reason));
        };
    }
}
