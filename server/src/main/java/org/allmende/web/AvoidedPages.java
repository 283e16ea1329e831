// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Map;
import java.util.Optional;
import org.allmende.http.Answer;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.people.AvoidedDomains;

/// Domains that a member avoids: asked once more, with how much ends, before it does.
final class AvoidedPages {

    private static final String PATH = "/settings/avoided";

    /// As long as names of hosts can be, and a port.
    private static final int LENGTH_MAX = 260;

    private final Hall hall;

    AvoidedPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get(PATH, this::page)
                .get(PATH + "/sure", this::ask)
                .post(PATH, this::avoid)
                .post(PATH + "/remove", this::readmit);
    }

    private AvoidedDomains domains() {
        return hall.rooms().blocks().domains();
    }

    private Answer page(Request request) {
        var domain = request.query("domain").map(text -> Map.of("domain", text)).orElse(Map.of());
        return page(Visit.of(request), 200, new Filled(domain, Map.of()));
    }

    private Answer page(Visit visit, int status, Filled form) {
        var me = visit.member().id();
        var part = Paging.read(visit.request(), PATH, page -> domains().of(me, page));
        var page = new AvoidedPage(
                hall.frames().of(visit, visit.say("settings.avoided"), Place.SETTINGS),
                Tabs.settings(visit, PATH),
                form,
                part.slice().items(),
                part.pager());
        return Print.page(status, out -> JteavoidedGenerated.render(out, null, page));
    }

    private Answer ask(Request request) {
        var visit = Visit.of(request);
        var typed = new Typed(request.form());
        var domain = typed.needed(visit.words(), "domain", LENGTH_MAX);
        if (!typed.sound()) {
            return page(visit, 422, typed.filled("domain"));
        }
        var ties = domains().ties(visit.member().id(), domain);
        var page = new SurePage(
                hall.frames().of(visit, visit.say("settings.avoided"), Place.SETTINGS),
                visit.say("avoided.sure", domain),
                visit.say("avoided.sure.text", ties.following(), ties.followers()),
                LocalPath.with(PATH, "domain", domain),
                visit.say("avoided.button"),
                PATH,
                PATH,
                Optional.empty());
        return Print.page(out -> JtesureGenerated.render(out, null, page));
    }

    private Answer avoid(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().write(member);
        var typed = new Typed(request.form());
        var domain = typed.needed(visit.words(), "domain", LENGTH_MAX);
        if (typed.sound()) {
            switch (domains().avoid(member.id(), domain)) {
                case DONE -> {}
                case NO_DOMAIN -> typed.wrong("domain", visit.say("avoided.wrong"));
                case TOO_MANY -> typed.wrong("domain", visit.say("avoided.many", AvoidedDomains.MAX));
            }
        }
        return typed.sound() ? Print.go(Notice.SAVED.after(PATH)) : page(visit, 422, typed.filled("domain"));
    }

    private Answer readmit(Request request) {
        var member = Visit.of(request).member();
        request.form().string("domain").ifPresent(domain -> domains().readmit(member.id(), domain));
        return Print.go(Notice.SAVED.after(PATH));
    }
}
