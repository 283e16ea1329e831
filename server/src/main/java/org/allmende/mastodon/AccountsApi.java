// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.filters.Filter;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.people.Directory;
import org.allmende.people.Follows;
import org.allmende.people.Listing;
import org.allmende.people.People;
import org.allmende.people.Person;
import org.allmende.posts.AuthorFilter;
import org.allmende.posts.Gatherer;
import org.allmende.posts.Posts;
import org.allmende.text.Handle;
import org.allmende.text.Tags;

/// People: to find them, and what they show to everybody.
final class AccountsApi {

    private final People people;
    private final Follows follows;
    private final Directory directory;
    private final Posts posts;
    private final Gatherer gatherer;
    private final Finder finder;
    private final Shapes shapes;

    AccountsApi(Rooms rooms, Finder finder, Shapes shapes) {
        this.people = rooms.people();
        this.follows = rooms.follows();
        this.directory = rooms.directory();
        this.posts = rooms.posts();
        this.gatherer = rooms.gatherer();
        this.finder = finder;
        this.shapes = shapes;
    }

    void mount(Endpoints on) {
        on.anybody("GET /api/v1/accounts", "read:accounts", this::several);
        on.anybody("GET /api/v1/accounts/{id}", "read:accounts", (request, _) -> shapes.person(finder.person(request)));
        on.anybody("GET /api/v1/accounts/lookup", "read:accounts", this::lookup);
        on.member("GET /api/v1/accounts/search", "read:accounts", this::search);
        on.anybody("GET /api/v1/accounts/{id}/statuses", "read:statuses", this::statuses);
        on.anybody(
                "GET /api/v1/accounts/{id}/followers",
                "read:accounts",
                (request, caller) -> acquaintances(request, caller, follows::followers));
        on.anybody(
                "GET /api/v1/accounts/{id}/following",
                "read:accounts",
                (request, caller) -> acquaintances(request, caller, follows::following));
        on.member("GET /api/v1/accounts/familiar_followers", "read:follows", this::familiar);
        on.anybody("GET /api/v1/directory", "read:accounts", this::directory);
    }

    private Answer acquaintances(Request request, Caller caller, BiFunction<ActorId, Page, Slice<Person>> list) {
        var person = finder.person(request);
        var theirs = caller.member().filter(person.id()::equals);
        return person.profile().hidesFollows() && theirs.isEmpty()
                ? Json.noItems()
                : shapes.people(request, list.apply(person.id(), Paging.people(request)));
    }

    private Answer several(Request request, Caller caller) {
        var ids = Finder.ids(request.form(), "id", ActorId::parse);
        var known = people.find(ids);
        return shapes.people(
                ids.stream().filter(known::containsKey).map(known::get).toList());
    }

    private Answer lookup(Request request, Caller caller) {
        return shapes.person(request.query("acct")
                .flatMap(Handle::parse)
                .flatMap(people::byHandle)
                .orElseThrow(Finder::missing));
    }

    private Answer search(Request request, Member member) {
        var form = request.form();
        var text = form.string("q").map(String::strip).filter(q -> !q.isEmpty());
        // Pages beyond the first are empty: the list is short, and ordered by how well it fits.
        if (text.isEmpty() || form.integer("offset").orElse(0) > 0) {
            return Json.noItems();
        }
        if (form.bool("resolve").orElse(false)) {
            Handle.parse(text.get()).filter(handle -> !handle.local()).ifPresent(directory::lookup);
        }
        var followed = form.bool("following").orElse(false) ? Optional.of(member.id()) : Optional.<ActorId>empty();
        return shapes.people(people.search(
                text.get(),
                Paging.limit(request, Paging.PEOPLE, Paging.PEOPLE_MAX),
                followed,
                Optional.of(member.id())));
    }

    private Answer statuses(Request request, Caller caller) {
        var person = finder.person(request);
        var form = request.form();
        var filter = new AuthorFilter(
                !form.bool("exclude_replies").orElse(false),
                !form.bool("exclude_reblogs").orElse(false),
                form.bool("only_media").orElse(false),
                form.bool("pinned").orElse(false),
                form.string("tagged")
                        .filter(tag -> !tag.isBlank())
                        .map(tag -> Tags.parse(tag).orElseThrow(() -> new Fault(422, "tagged must be a hashtag"))));
        caller.member().ifPresent(_ -> gatherer.person(person));
        var slice = posts.by(person.id(), filter, Paging.posts(request), caller.reader());
        return shapes.posts(request, slice, caller.reader(), Filter.Context.ACCOUNT);
    }

    private Answer familiar(Request request, Member member) {
        var ids = Finder.ids(request.form(), "id", ActorId::parse);
        var known = follows.familiar(member.id(), ids);
        var writer = shapes.accounts(
                known.values().stream().flatMap(List::stream).distinct().toList());
        return Json.answer(json -> json.list(
                ids,
                id -> json.object(() -> json.text("id", id.toString())
                        .list("accounts", known.getOrDefault(id, List.of()), person -> writer.write(json, person)))));
    }

    private Answer directory(Request request, Caller caller) {
        var form = request.form();
        var listing = new Listing(
                form.bool("local").orElse(false),
                !form.string("order").filter("new"::equals).isPresent(),
                form.integer("offset").orElse(0),
                Paging.limit(request, Paging.PEOPLE, Paging.PEOPLE_MAX));
        return shapes.people(people.directory(listing, caller.member()));
    }
}
