// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.base.Ids;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.timelines.NotificationPolicy;
import org.allmende.timelines.NotificationPolicy.Verdict;
import org.allmende.timelines.NotificationRequest;
import org.allmende.timelines.QuietHours;
import org.allmende.timelines.Requests;

/// Of whom somebody wants to hear, when they want to hear nothing, and who waits to be heard.
final class EarsPages {

    private static final String PATH = "/settings/notifications";
    private static final String WAITING = "/notifications/requests";

    private static final int ZONE_MAX = 60;
    private static final int TIME_MAX = 5;

    private static final List<String> LINES =
            List.of("not_following", "not_followers", "new_accounts", "private_mentions", "limited_accounts");

    private final Hall hall;

    EarsPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get(PATH, this::show)
                .post(PATH, this::change)
                .post(PATH + "/quiet", this::quiet)
                .get(WAITING, this::waiting)
                .post(WAITING + "/{id}/{word}", this::decide);
    }

    private Requests requests() {
        return hall.rooms().notifications().requests();
    }

    private Answer show(Request request) {
        var visit = Visit.of(request);
        var values = new LinkedHashMap<String, String>();
        requests().quiet(visit.member().id()).ifPresent(quiet -> {
            values.put("zone", quiet.zone().getId());
            values.put("from", quiet.from().toString());
            values.put("until", quiet.until().toString());
        });
        return page(visit, 200, new Filled(values, Map.of()));
    }

    private Answer page(Visit visit, int status, Filled form) {
        var policy = requests().policy(visit.member().id());
        var chosen = List.of(
                policy.notFollowing(),
                policy.notFollowers(),
                policy.newAccounts(),
                policy.privateMentions(),
                policy.limitedAccounts());
        var lines = LINES.stream()
                .map(name -> new EarsPage.Line(
                        name,
                        visit.say("ears." + name),
                        chosen.get(LINES.indexOf(name)).name()))
                .toList();
        var page = new EarsPage(
                hall.frames().of(visit, visit.say("settings.notifications"), Place.SETTINGS),
                Tabs.settings(visit, PATH),
                form,
                lines);
        return Print.page(status, out -> JteearsGenerated.render(out, null, page));
    }

    private Answer change(Request request) {
        var member = Visit.of(request).member();
        var typed = new Typed(request.form());
        var said = LINES.stream()
                .map(name -> Arrays.stream(Verdict.values())
                        .filter(one -> one.name().equals(typed.line(name)))
                        .findFirst()
                        .orElse(Verdict.ACCEPT))
                .toList();
        requests()
                .setPolicy(
                        member.id(),
                        new NotificationPolicy(said.get(0), said.get(1), said.get(2), said.get(3), said.get(4)));
        return Print.go(Notice.SAVED.after(PATH));
    }

    private Answer quiet(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        var typed = new Typed(request.form());
        var from = typed.bounded(visit.words(), "from", TIME_MAX);
        var until = typed.bounded(visit.words(), "until", TIME_MAX);
        if (from.isEmpty() && until.isEmpty()) {
            requests().setQuiet(member.id(), Optional.empty());
            return Print.go(Notice.SAVED.after(PATH));
        }
        var start = time(visit, typed, "from", from);
        var end = time(visit, typed, "until", until);
        var zone = zone(visit, typed);
        if (start.isEmpty() || end.isEmpty() || zone.isEmpty()) {
            return page(visit, 422, typed.filled("zone", "from", "until"));
        }
        requests().setQuiet(member.id(), Optional.of(new QuietHours(zone.get(), start.get(), end.get())));
        return Print.go(Notice.SAVED.after(PATH));
    }

    private static Optional<LocalTime> time(Visit visit, Typed typed, String name, String text) {
        try {
            return Optional.of(LocalTime.parse(text));
        } catch (DateTimeException _) {
            typed.wrong(name, visit.say("ears.time.wrong"));
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(Visit visit, Typed typed) {
        var text = typed.bounded(visit.words(), "zone", ZONE_MAX);
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException _) {
            typed.wrong("zone", visit.say("ears.zone.wrong"));
            return Optional.empty();
        }
    }

    private Answer waiting(Request request) {
        var visit = Visit.of(request);
        var me = visit.member().id();
        var part = Paging.read(request, WAITING, page -> requests().of(me, page));
        var list = part.slice().items();
        var faces = hall.faces().of(list.stream().map(NotificationRequest::from).toList());
        var rows = list.stream()
                .map(one -> new PersonRow(
                        faces.get(one.from().id()),
                        visit.words().count("ears.apart", one.notifications()) + excerpt(one),
                        List.of(
                                new PersonRow.Deed(
                                        WAITING + "/" + one.id() + "/accept", visit.say("request.accept"), false),
                                new PersonRow.Deed(
                                        WAITING + "/" + one.id() + "/dismiss", visit.say("ears.dismiss"), true))))
                .toList();
        var page = new PeoplePage(
                hall.frames().of(visit, visit.say("ears.waiting"), Place.NOTIFICATIONS),
                visit.say("ears.waiting"),
                "/notifications",
                Optional.of(visit.say("ears.waiting.intro")),
                rows,
                Empty.of(visit.say("ears.waiting.empty"), ""),
                part.pager());
        return Print.page(out -> JtepeopleGenerated.render(out, null, page));
    }

    private static String excerpt(NotificationRequest one) {
        return one.last().flatMap(Cards::plain).map(text -> ": " + text).orElse("");
    }

    private Answer decide(Request request) {
        var me = Visit.of(request).member().id();
        var id = Ids.parse(request.path("id")).map(List::of).orElseThrow(Fault::missing);
        switch (request.path("word")) {
            case "accept" -> requests().accept(me, id);
            case "dismiss" -> requests().dismiss(me, id);
            default -> throw Fault.missing();
        }
        return Print.go(Notice.SAVED.after(WAITING));
    }
}
