// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.filters.Filter;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.people.Person;
import org.allmende.text.Handle;
import org.allmende.timelines.Lists;
import org.allmende.timelines.PersonList;

/// Lists of people: made, filled, read and removed.
final class ListPages {

    private static final String PATH = "/lists";

    /// Longer than any handle.
    private static final int HANDLE_MAX = 320;

    private final Hall hall;

    ListPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get(PATH, request -> all(Visit.of(request), 200, Filled.EMPTY))
                .post(PATH, this::make)
                .get(PATH + "/{id}", this::read)
                .get(PATH + "/{id}/edit", this::edit)
                .post(PATH + "/{id}/edit", this::change)
                .post(PATH + "/{id}/remove", this::remove)
                .post(PATH + "/{id}/people", this::add)
                .post(PATH + "/{id}/people/{person}/remove", this::drop)
                .get("/people/{id}/lists", this::choose)
                .post("/people/{id}/lists", this::chosen);
    }

    private Lists lists() {
        return hall.rooms().lists();
    }

    private Answer all(Visit visit, int status, Filled form) {
        var page = new ListsPage(
                hall.frames().of(visit, visit.say("nav.lists"), Place.LISTS),
                form,
                lists().of(visit.member().id()).stream()
                        .map(list -> new Link(PATH + "/" + list.id(), list.title()))
                        .toList());
        return Print.page(status, out -> JtelistsGenerated.render(out, null, page));
    }

    private Answer make(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().write(member);
        var typed = new Typed(request.form());
        var title = typed.needed(visit.words(), "title", Lists.TITLE_MAX);
        if (!typed.sound()) {
            return all(visit, 422, typed.filled("title"));
        }
        var made = lists().make(member.id(), title, PersonList.Replies.LIST, false);
        if (made.isEmpty()) {
            typed.wrong("title", visit.say("lists.many", Lists.LISTS_MAX));
            return all(visit, 422, typed.filled("title"));
        }
        return Print.go(PATH + "/" + made.get().id() + "/edit");
    }

    private PersonList find(Request request) {
        return Ids.parse(request.path("id"))
                .flatMap(id -> lists().find(Visit.of(request).member().id(), id))
                .orElseThrow(Fault::missing);
    }

    private static String path(PersonList list) {
        return PATH + "/" + list.id();
    }

    private Answer read(Request request) {
        var visit = Visit.of(request);
        var list = find(request);
        var part = hall.posts(
                visit,
                path(list),
                Optional.of(Filter.Context.HOME),
                page -> lists().read(visit.member().id(), list.id(), page));
        var page = new TimelinePage(
                hall.frames().of(visit, list.title(), Place.LISTS),
                list.title(),
                Optional.of(new Link(path(list) + "/edit", visit.say("lists.edit"))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("/live?of=list&list=" + list.id()),
                path(list),
                part.slice().items(),
                new Empty(
                        visit.say("lists.quiet.title"),
                        visit.say("lists.quiet.text"),
                        path(list) + "/edit",
                        visit.say("lists.edit")),
                part.pager());
        return Print.page(out -> JtetimelineGenerated.render(out, null, page));
    }

    private Answer edit(Request request) {
        var list = find(request);
        return edit(Visit.of(request), list, 200, new Filled(values(list), Map.of()));
    }

    private static Map<String, String> values(PersonList list) {
        return Map.of(
                "title", list.title(), "replies", list.replies().name(), "exclusive", list.exclusive() ? "1" : "");
    }

    private Answer edit(Visit visit, PersonList list, int status, Filled form) {
        var part = Paging.read(
                visit.request(),
                path(list) + "/edit",
                page -> lists().people(visit.member().id(), list.id(), page));
        var people = part.slice().items();
        var faces = hall.faces().of(people);
        var rows = people.stream()
                .map(person -> new PersonRow(
                        faces.get(person.id()),
                        "",
                        List.of(new PersonRow.Deed(
                                path(list) + "/people/" + person.id() + "/remove", visit.say("lists.drop"), true))))
                .toList();
        var page =
                new ListPage(hall.frames().of(visit, list.title(), Place.LISTS), path(list), form, rows, part.pager());
        return Print.page(status, out -> JtelistGenerated.render(out, null, page));
    }

    private Answer change(Request request) {
        var visit = Visit.of(request);
        var list = find(request);
        var typed = new Typed(request.form());
        var title = typed.needed(visit.words(), "title", Lists.TITLE_MAX);
        if (!typed.sound()) {
            return edit(visit, list, 422, typed.filled("title", "replies", "exclusive"));
        }
        var replies = List.of(PersonList.Replies.values()).stream()
                .filter(one -> one.name().equals(typed.line("replies").toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(list.replies());
        lists().change(visit.member().id(), new PersonList(list.id(), title, replies, typed.ticked("exclusive")));
        return Print.go(Notice.SAVED.after(path(list) + "/edit"));
    }

    private Answer remove(Request request) {
        lists().remove(Visit.of(request).member().id(), find(request).id());
        return Print.go(Notice.DELETED.after(PATH));
    }

    private Answer add(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        var list = find(request);
        hall.limits().lookup(member);
        var typed = new Typed(request.form());
        var who = typed.needed(visit.words(), "who", HANDLE_MAX);
        var person = Handle.parse(who).flatMap(this::person);
        if (typed.sound() && person.isEmpty()) {
            typed.wrong("who", visit.say("lists.nobody"));
        }
        if (typed.sound()
                && !lists().add(member.id(), list.id(), List.of(person.get().id()))) {
            typed.wrong("who", visit.say("lists.full", Lists.PEOPLE_MAX));
        }
        if (!typed.sound()) {
            var values = new java.util.HashMap<>(values(list));
            values.put("who", who);
            return edit(visit, list, 422, new Filled(values, typed.problems()));
        }
        return Print.go(Notice.SAVED.after(path(list) + "/edit"));
    }

    private Optional<Person> person(Handle handle) {
        return hall.rooms()
                .people()
                .byHandle(handle)
                .or(() -> handle.local()
                        ? Optional.empty()
                        : hall.rooms().directory().lookup(handle))
                .filter(Person::present);
    }

    private Answer drop(Request request) {
        var list = find(request);
        ActorId.parse(request.path("person"))
                .ifPresent(person -> lists().drop(Visit.of(request).member().id(), list.id(), List.of(person)));
        return Print.go(path(list) + "/edit");
    }

    private Person about(Request request) {
        return ActorId.parse(request.path("id"))
                .flatMap(hall.rooms().people()::find)
                .filter(Person::present)
                .orElseThrow(Fault::missing);
    }

    private Answer choose(Request request) {
        var visit = Visit.of(request);
        var me = visit.member().id();
        var person = about(request);
        var on = lists().with(me, person.id()).stream().map(PersonList::id).collect(Collectors.toSet());
        var page = new ListChoicePage(
                hall.frames().of(visit, visit.say("person.lists"), Place.LISTS),
                hall.faces().of(person),
                "/people/" + person.id() + "/lists",
                lists().of(me).stream()
                        .map(list ->
                                new ListChoicePage.Line(Long.toString(list.id()), list.title(), on.contains(list.id())))
                        .toList());
        return Print.page(out -> JtelistchoiceGenerated.render(out, null, page));
    }

    private Answer chosen(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().write(member);
        var person = about(request);
        var wanted = new Typed(request.form()).all("lists");
        for (var list : lists().of(member.id())) {
            if (!wanted.contains(Long.toString(list.id()))) {
                lists().drop(member.id(), list.id(), List.of(person.id()));
            } else if (!lists().add(member.id(), list.id(), List.of(person.id()))) {
                throw new Fault(422, visit.say("lists.full", Lists.PEOPLE_MAX));
            }
        }
        return Print.go(Notice.SAVED.after(Faces.page(person)));
    }
}
