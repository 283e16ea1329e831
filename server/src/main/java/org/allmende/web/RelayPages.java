// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import org.allmende.base.Ids;
import org.allmende.http.Answer;
import org.allmende.http.Request;
import org.allmende.http.Routes;

/// Relays: for the owner to ask, to see what they answered, and to leave.
final class RelayPages {

    private static final String PATH = "/house/relays";

    private static final int ADDRESS_LENGTH_MAX = 500;

    private final Hall hall;

    RelayPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get(PATH, request -> page(Visit.of(request), 200, Filled.EMPTY))
                .post(PATH, this::add)
                .post(PATH + "/{id}/remove", this::remove);
    }

    private Answer page(Visit visit, int status, Filled form) {
        visit.owner();
        var page = new RelaysPage(
                hall.frames().of(visit, visit.say("house.relays"), Place.HOUSE),
                Tabs.house(visit, PATH),
                form,
                hall.rooms().caretaker().relays().stream()
                        .map(relay -> new RelaysPage.Line(
                                Long.toString(relay.id()), relay.address(), visit.say("relays." + relay.state())))
                        .toList());
        return Print.page(status, out -> JterelaysGenerated.render(out, null, page));
    }

    private Answer add(Request request) {
        var visit = Visit.of(request);
        visit.owner();
        var typed = new Typed(request.form());
        var address = typed.needed(visit.words(), "address", ADDRESS_LENGTH_MAX);
        if (typed.sound() && !hall.rooms().caretaker().addRelay(address)) {
            typed.wrong("address", visit.say("relays.address.wrong"));
        }
        return typed.sound() ? Print.go(Notice.SAVED.after(PATH)) : page(visit, 422, typed.filled("address"));
    }

    private Answer remove(Request request) {
        Visit.of(request).owner();
        Ids.parse(request.path("id")).ifPresent(hall.rooms().caretaker()::removeRelay);
        return Print.go(Notice.SAVED.after(PATH));
    }
}
