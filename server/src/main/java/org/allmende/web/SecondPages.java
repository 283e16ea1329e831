// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import org.allmende.access.SecondFactors;
import org.allmende.http.Answer;
import org.allmende.http.Request;
import org.allmende.http.Routes;

/// Setting up what is asked for at login beside the password.
final class SecondPages {

    private static final String PATH = "/settings/second";
    private static final String PASSWORD = "password";

    private final Hall hall;
    private final SecondFactors factors;

    SecondPages(Hall hall) {
        this.hall = hall;
        this.factors = hall.rooms().factors();
    }

    void mount(Routes pages) {
        pages.get(PATH, request -> page(Visit.of(request), 200, Filled.EMPTY, List.of()))
                .post(PATH + "/begin", this::begin)
                .post(PATH + "/confirm", this::confirm)
                .post(PATH + "/codes", this::renew)
                .post(PATH + "/end", this::end);
    }

    private Answer page(Visit visit, int status, Filled form, List<String> codes) {
        var member = visit.member();
        var making = factors.pending(
                        member.id(),
                        hall.rooms().addresses().authority(),
                        member.person().name())
                .map(setup -> {
                    var squares = Squares.of(setup.address());
                    return new SecondPage.Making(setup.secret(), setup.address(), squares.path(), squares.size());
                });
        var on = factors.since(member.id())
                .map(since -> new SecondPage.On(visit.words().date(since), factors.codesLeft(member.id())));
        var page = new SecondPage(
                hall.frames().of(visit, visit.say("settings.second"), Place.SETTINGS),
                Tabs.settings(visit, PATH),
                form,
                making,
                on,
                codes);
        return Print.page(status, out -> JtesecondGenerated.render(out, null, page));
    }

    private interface Sure {
        Answer go(Visit visit, Member member);
    }

    // A browser left open is not the member.
    private Answer withPassword(Request request, Sure sure) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().password(member);
        var typed = new Typed(request.form());
        if (!hall.rooms().accounts().passwordFits(member.id(), typed.text(PASSWORD))) {
            typed.wrong(PASSWORD, visit.say("password.old.wrong"));
            return page(visit, 422, typed.filled(), List.of());
        }
        return sure.go(visit, member);
    }

    private Answer begin(Request request) {
        return withPassword(request, (_, member) -> {
            factors.begin(member.id());
            return Print.go(PATH);
        });
    }

    private Answer confirm(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().second(member.id());
        var typed = new Typed(request.form());
        var codes = factors.confirm(member.id(), typed.line("code"));
        if (codes.isEmpty()) {
            typed.wrong("code", visit.say("second.wrong"));
            return page(visit, 422, typed.filled(), List.of());
        }
        return page(visit, 200, Filled.EMPTY, codes.get());
    }

    private Answer renew(Request request) {
        return withPassword(
                request,
                (visit, member) -> page(
                        visit,
                        200,
                        Filled.EMPTY,
                        factors.since(member.id()).isPresent() ? factors.renewCodes(member.id()) : List.of()));
    }

    private Answer end(Request request) {
        return withPassword(request, (_, member) -> {
            factors.end(member.id());
            return Print.go(Notice.SAVED.after(PATH));
        });
    }
}
