// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.filters.Filter;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Params;
import org.allmende.http.Request;
import org.allmende.people.Person;
import org.allmende.timelines.Lists;
import org.allmende.timelines.PersonList;

/// Lists of people, and what they say.
final class ListsApi {

    private static final Map<String, PersonList.Replies> REPLIES = Map.of(
            "followed", PersonList.Replies.FOLLOWED,
            "list", PersonList.Replies.LIST,
            "none", PersonList.Replies.NONE);

    private final Lists lists;
    private final Finder finder;
    private final Shapes shapes;

    ListsApi(Lists lists, Finder finder, Shapes shapes) {
        this.lists = lists;
        this.finder = finder;
        this.shapes = shapes;
    }

    void mount(Endpoints on) {
        on.member("GET /api/v1/lists", "read:lists", (_, member) -> all(lists.of(member.id())));
        on.member("POST /api/v1/lists", "write:lists", this::make);
        on.member("GET /api/v1/lists/{id}", "read:lists", (request, member) -> one(find(request, member)));
        on.member("PUT /api/v1/lists/{id}", "write:lists", this::change);
        on.member("PATCH /api/v1/lists/{id}", "write:lists", this::change);
        on.member("DELETE /api/v1/lists/{id}", "write:lists", (request, member) -> {
            lists.remove(member.id(), find(request, member).id());
            return Json.nothing();
        });
        on.member("GET /api/v1/lists/{id}/accounts", "read:lists", this::people);
        on.member("POST /api/v1/lists/{id}/accounts", "write:lists", this::add);
        on.member("DELETE /api/v1/lists/{id}/accounts", "write:lists", (request, member) -> {
            lists.drop(member.id(), find(request, member).id(), accounts(request));
            return Json.nothing();
        });
        on.member(
                "GET /api/v1/accounts/{id}/lists",
                "read:lists",
                (request, member) ->
                        all(lists.with(member.id(), finder.person(request).id())));
        on.member("GET /api/v1/timelines/list/{id}", "read:lists", this::read);
    }

    private PersonList find(Request request, Member member) {
        return Ids.parse(request.path("id"))
                .flatMap(id -> lists.find(member.id(), id))
                .orElseThrow(Finder::missing);
    }

    private Answer make(Request request, Member member) {
        var form = request.form();
        var title = title(form).orElseThrow(() -> new Fault(422, "Validation failed: Title can't be blank"));
        var replies = replies(form).orElse(PersonList.Replies.LIST);
        return one(lists.make(
                        member.id(), title, replies, form.bool("exclusive").orElse(false))
                .orElseThrow(() -> new Fault(422, "You have " + Lists.LISTS_MAX + " lists, which is the most.")));
    }

    private Answer change(Request request, Member member) {
        var before = find(request, member);
        var form = request.form();
        var after = new PersonList(
                before.id(),
                title(form).orElse(before.title()),
                replies(form).orElse(before.replies()),
                form.bool("exclusive").orElse(before.exclusive()));
        lists.change(member.id(), after);
        return one(after);
    }

    private static Optional<String> title(Params form) {
        var title = form.string("title").map(String::strip);
        title.filter(text -> text.isEmpty() || text.length() > Lists.TITLE_MAX).ifPresent(_ -> {
            throw new Fault(
                    422, "Validation failed: Title can't be blank, and has " + Lists.TITLE_MAX + " characters at most");
        });
        return title;
    }

    private static Optional<PersonList.Replies> replies(Params form) {
        return form.string("replies_policy")
                .filter(word -> !word.isEmpty())
                .map(word -> Optional.ofNullable(REPLIES.get(word))
                        .orElseThrow(() -> new Fault(422, "replies_policy must be followed, list or none")));
    }

    private Answer people(Request request, Member member) {
        var list = find(request, member);
        if (request.query("limit").filter("0"::equals).isPresent()) {
            return shapes.people(everybody(list, member));
        }
        return shapes.people(request, lists.people(member.id(), list.id(), Paging.people(request)));
    }

    // A limit of 0 asks for all at once; a list is bounded.
    private List<Person> everybody(PersonList list, Member member) {
        var found = new java.util.ArrayList<Person>();
        var page = Page.first(Page.LIMIT_MAX);
        Slice<Person> slice;
        do {
            slice = lists.people(member.id(), list.id(), page);
            found.addAll(slice.items());
            page = Page.below(slice.oldest().orElse(0L), Page.LIMIT_MAX);
        } while (slice.oldest().isPresent());
        return found;
    }

    private Answer add(Request request, Member member) {
        var list = find(request, member);
        var wanted = accounts(request);
        wanted.forEach(finder::person);
        if (!lists.add(member.id(), list.id(), wanted)) {
            throw new Fault(422, "A list has " + Lists.PEOPLE_MAX + " people at most.");
        }
        return Json.nothing();
    }

    private static List<ActorId> accounts(Request request) {
        return Finder.ids(request.form(), "account_ids", ActorId::parse);
    }

    private Answer read(Request request, Member member) {
        var list = find(request, member);
        var slice = lists.read(member.id(), list.id(), Paging.posts(request));
        return shapes.posts(request, slice, member.reader(), Filter.Context.HOME);
    }

    private static Answer all(List<PersonList> lists) {
        return Json.answer(json -> json.list(lists, list -> write(json, list)));
    }

    private static Answer one(PersonList list) {
        return Json.answer(json -> write(json, list));
    }

    static void write(Json json, PersonList list) {
        json.object(() -> json.text("id", Long.toString(list.id()))
                .text("title", list.title())
                .text("replies_policy", list.replies().name().toLowerCase(Locale.ROOT))
                .flag("exclusive", list.exclusive()));
    }
}
