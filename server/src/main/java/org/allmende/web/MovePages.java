// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.people.Moves;
import org.allmende.people.Person;
import org.allmende.text.Handle;

/// Moving house: naming the accounts one had elsewhere, and going to another with one's followers.
final class MovePages {

    private static final int HANDLE_LENGTH_MAX = 600;

    private final Hall hall;

    MovePages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get("/settings/move", request -> show(Visit.of(request), 200, Map.of(), Map.of()))
                .post("/settings/move/aliases", this::claim)
                .post("/settings/move", this::move);
    }

    private Answer show(Visit visit, int status, Map<String, String> typed, Map<String, String> problems) {
        var member = visit.member();
        var values = new HashMap<String, String>();
        values.put("aliases", aliases(member));
        values.putAll(typed);
        var page = new MovePage(
                hall.frames().of(visit, visit.say("settings.move"), Place.SETTINGS),
                Tabs.settings(visit, "/settings/move"),
                new Filled(values, problems),
                hall.rooms().moves().target(member.id()).map(hall.faces()::of));
        return Print.page(status, out -> JtemoveGenerated.render(out, null, page));
    }

    private String aliases(Member member) {
        return String.join(
                "\n",
                hall.rooms().moves().aliases(member.id()).stream()
                        .map(address -> hall.rooms()
                                .people()
                                .byUri(address)
                                .map(this::handle)
                                .orElse(address))
                        .toList());
    }

    private String handle(Person person) {
        return person.local() ? hall.rooms().addresses().handle(person.name()) : person.handle();
    }

    private Answer claim(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        var typed = new Typed(request.form());
        var known = hall.rooms().moves().aliases(member.id());
        var addresses = new ArrayList<String>();
        for (var line : typed.text("aliases").lines().map(String::strip).toList()) {
            if (line.isEmpty()) {
                continue;
            }
            if (addresses.size() == Moves.ALIASES_MAX) {
                typed.wrong("aliases", visit.say("move.aliases.many", Moves.ALIASES_MAX));
                break;
            }
            if (known.contains(line)) {
                addresses.add(line);
            } else {
                find(member, line)
                        .ifPresentOrElse(
                                person -> addresses.add(person.uri()),
                                () -> typed.wrong("aliases", visit.say("move.unknown", line)));
            }
        }
        return typed.sound()
                ? perform(
                        visit,
                        typed,
                        "aliases",
                        new Activity.ClaimAliases(hall.deeds().fresh(), member.id(), addresses))
                : again(visit, typed);
    }

    private Answer move(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().password(member);
        var typed = new Typed(request.form());
        var wanted = typed.needed(visit.words(), "to", HANDLE_LENGTH_MAX);
        if (!hall.rooms().accounts().passwordFits(member.id(), typed.text("password"))) {
            typed.wrong("password", visit.say("password.old.wrong"));
        }
        if (!typed.sound()) {
            return again(visit, typed);
        }
        // Asked anew at their home, which may just have written down the alias.
        var target = find(member, wanted)
                .flatMap(person -> person.local()
                        ? Optional.of(person)
                        : hall.rooms().resolver().person(person.uri()));
        if (target.filter(person -> !person.id().equals(member.id())).isEmpty()) {
            typed.wrong("to", visit.say("move.unknown", wanted));
            return again(visit, typed);
        }
        return perform(
                visit,
                typed,
                "to",
                new Activity.Move(
                        hall.deeds().fresh(), member.id(), target.get().id()));
    }

    private Optional<Person> find(Member member, String text) {
        hall.limits().lookup(member);
        var handle = text.startsWith("https://") || text.startsWith("http://")
                ? Optional.<Handle>empty()
                : Handle.parse(text);
        return handle.isPresent()
                ? hall.rooms().directory().lookup(handle.get())
                : hall.rooms().resolver().person(text);
    }

    private Answer perform(Visit visit, Typed typed, String field, Activity activity) {
        try {
            hall.deeds().perform(visit, activity);
            return Print.go(Notice.SAVED.after("/settings/move"));
        } catch (Fault fault) {
            typed.wrong(field, fault.message());
            return again(visit, typed);
        }
    }

    // Each of the two forms keeps what was typed; the other one shows what is so.
    private Answer again(Visit visit, Typed typed) {
        var values = new HashMap<String, String>();
        for (var name : List.of("aliases", "to")) {
            if (!typed.text(name).isEmpty()) {
                values.put(name, typed.text(name));
            }
        }
        return show(visit, 422, values, typed.problems());
    }
}
