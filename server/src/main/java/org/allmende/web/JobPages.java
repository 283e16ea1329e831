// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;

/// What did not arrive: for the owner to look at, to try again, and to let go.
final class JobPages {

    private static final String PATH = "/house/jobs";

    /// The fullest lanes and the longest silent hosts; who has more has one trouble and not a hundred.
    private static final int LINES = 100;

    private final Hall hall;

    JobPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get(PATH, this::page)
                .post(PATH + "/again", this::again)
                .post(PATH + "/again/all", this::againAll)
                .post(PATH + "/discard", this::discard)
                .post(PATH + "/discard/all", this::discardAll)
                .post(PATH + "/host", this::host);
    }

    private Answer page(Request request) {
        var visit = Visit.of(request);
        visit.owner();
        var words = visit.words();
        var caretaker = hall.rooms().caretaker();
        var lines = caretaker.givenUp(LINES).stream()
                .map(lane -> new JobsPage.Line(
                        lane.kind() + " " + lane.lane(),
                        lane.delivery() ? visit.say("jobs.kind.deliver") : lane.kind(),
                        lane.lane().equals(lane.kind()) ? "" : lane.lane(),
                        lane.count(),
                        lane.reason(),
                        words.moment(lane.first()),
                        words.moment(lane.last())))
                .toList();
        var hosts = caretaker.silent(LINES).stream()
                .map(host -> new JobsPage.Host(
                        host.name(), words.moment(host.since()), host.dead(), host.trouble(), host.waiting()))
                .toList();
        var page = new JobsPage(
                hall.frames().of(visit, visit.say("house.jobs"), Place.HOUSE),
                Tabs.house(visit, PATH),
                caretaker.waiting(),
                lines,
                hosts);
        return Print.page(out -> JtejobsGenerated.render(out, null, page));
    }

    private record Lane(String kind, String name) {

        static Lane read(Request request) {
            var text = request.form().string("lane").orElse("");
            var space = text.indexOf(' ');
            if (space < 0) {
                throw Fault.missing();
            }
            return new Lane(text.substring(0, space), text.substring(space + 1));
        }
    }

    private Answer again(Request request) {
        Visit.of(request).owner();
        var lane = Lane.read(request);
        hall.rooms().caretaker().tryAgain(lane.kind, lane.name);
        return Print.go(PATH);
    }

    private Answer againAll(Request request) {
        Visit.of(request).owner();
        hall.rooms().caretaker().tryAllAgain();
        return Print.go(PATH);
    }

    private Answer discard(Request request) {
        Visit.of(request).owner();
        var lane = Lane.read(request);
        hall.rooms().caretaker().discard(lane.kind, lane.name);
        return Print.go(PATH);
    }

    private Answer discardAll(Request request) {
        Visit.of(request).owner();
        hall.rooms().caretaker().discardAll();
        return Print.go(PATH);
    }

    private Answer host(Request request) {
        Visit.of(request).owner();
        request.form().string("host").ifPresent(hall.rooms().caretaker()::knockAgain);
        return Print.go(PATH);
    }
}
