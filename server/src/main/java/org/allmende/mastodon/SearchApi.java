// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.filters.Filter;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.posts.SearchQuery;
import org.allmende.posts.TagFilter;
import org.allmende.text.Handle;
import org.allmende.text.Tags;
import org.allmende.text.Urls;

/// Finds people by handle and name, posts by address and by what they say, and hashtags that somebody uses.
final class SearchApi {

    private static final int USUAL = 20;
    private static final int MOST = 40;
    private static final int LENGTH_MAX = 2_048;

    private final Rooms rooms;
    private final Shapes shapes;

    SearchApi(Rooms rooms, Shapes shapes) {
        this.rooms = rooms;
        this.shapes = shapes;
    }

    private record Found(List<Person> people, List<Post> posts, List<String> tags) {

        private static final Found NOTHING = new Found(List.of(), List.of(), List.of());
    }

    void mount(Endpoints on) {
        on.anybody("GET /api/v2/search", "read:search", this::search);
    }

    private Answer search(Request request, Caller caller) {
        var form = request.form();
        var text = form.string("q").map(String::strip).orElse("");
        if (text.length() > LENGTH_MAX) {
            throw new Fault(422, "q may have " + LENGTH_MAX + " characters at most");
        }
        var resolve = form.bool("resolve").orElse(false);
        var offset = form.integer("offset").orElse(0);
        if (caller.member().isEmpty() && (resolve || offset > 0)) {
            throw new Fault(401, "Search queries with resolve or offset need a login");
        }
        var followed = form.bool("following").orElse(false) ? caller.member() : Optional.<ActorId>empty();
        var limit = Paging.limit(request, USUAL, MOST);
        if (text.isEmpty()) {
            return answer(Found.NOTHING, caller);
        }
        var type = form.string("type").orElse("");
        // Of people and tags the best come first and there are not many, so only posts have further pages.
        return answer(
                new Found(
                        wanted(type, "accounts") && offset == 0
                                ? people(text, resolve, followed, caller.member(), limit)
                                : List.of(),
                        wanted(type, "statuses") ? posts(request, text, resolve, offset, limit, caller) : List.of(),
                        wanted(type, "hashtags") && offset == 0 ? tags(text, limit, caller) : List.of()),
                caller);
    }

    private static boolean wanted(String type, String kind) {
        return type.isEmpty() || type.equals(kind);
    }

    private List<Person> people(
            String text, boolean resolve, Optional<ActorId> followed, Optional<ActorId> reader, int limit) {
        if (address(text)) {
            return rooms
                    .people()
                    .byUri(text)
                    .or(() -> ownPage(text).flatMap(page -> rooms.people().named(page[0])))
                    .or(() -> resolve ? rooms.resolver().person(text) : Optional.empty())
                    .stream()
                    .toList();
        }
        if (resolve) {
            Handle.parse(text)
                    .filter(handle ->
                            !handle.local() && rooms.people().byHandle(handle).isEmpty())
                    .ifPresent(rooms.directory()::lookup);
        }
        var exact =
                text.contains("@") ? Handle.parse(text).flatMap(rooms.people()::byHandle) : Optional.<Person>empty();
        return Stream.concat(
                        exact.filter(_ -> followed.isEmpty()).stream(),
                        rooms.people().search(text, limit, followed, reader).stream())
                .distinct()
                .limit(limit)
                .toList();
    }

    private List<Post> posts(Request request, String text, boolean resolve, int offset, int limit, Caller caller) {
        if (address(text)) {
            return offset == 0 ? post(text, resolve, caller) : List.of();
        }
        // Only members search through what people said.
        if (caller.member().isEmpty()) {
            return List.of();
        }
        var member = caller.member().get();
        var by = request.form().string("account_id").flatMap(ActorId::parse).flatMap(rooms.people()::find);
        var asked = by.map(author -> text + " from:" + author.handle()).orElse(text);
        return rooms.posts()
                .words()
                .find(SearchQuery.parse(asked), Paging.read(request, limit, limit), offset, member)
                .items();
    }

    private List<Post> post(String text, boolean resolve, Caller caller) {
        return rooms
                .posts()
                .byUri(text, caller.reader())
                .or(() -> ownPage(text)
                        .filter(page -> page.length == 2)
                        .flatMap(page -> PostId.parse(page[1]))
                        .flatMap(id -> rooms.posts().find(id, caller.reader())))
                .or(() -> resolve
                        ? rooms.resolver()
                                .post(text)
                                .flatMap(id -> rooms.posts().find(id, caller.reader()))
                        : Optional.empty())
                .stream()
                .toList();
    }

    /// Name, and post where there is one, of a page of ours: what people copy from their browser.
    private Optional<String[]> ownPage(String text) {
        var start = rooms.links().addresses().at("/@");
        return Optional.of(text)
                .filter(address -> address.startsWith(start))
                .map(address -> address.substring(start.length()).split("/", 3));
    }

    /// The tag itself first, then those that begin like it; each only where the caller may see a post that has it.
    private List<String> tags(String text, int limit, Caller caller) {
        if (address(text)) {
            return List.of();
        }
        return Tags.parse(text).stream()
                .flatMap(key -> Stream.concat(Stream.of(key), rooms.posts().words().tags(key, limit).stream()))
                .distinct()
                .filter(key -> !rooms.posts()
                        .tagged(TagFilter.of(key), Page.first(1), caller.reader())
                        .items()
                        .isEmpty())
                .limit(limit)
                .toList();
    }

    private static boolean address(String text) {
        return Urls.parse(text).isPresent();
    }

    private Answer answer(Found found, Caller caller) {
        var sifting = shapes.sifting(found.posts, caller.reader());
        var posts = sifting.kept(found.posts, Filter.Context.PUBLIC);
        var faces = shapes.faces(found.people.stream(), posts);
        var accounts = new AccountJson(faces);
        var statuses = new StatusJson(faces, caller.reader(), sifting);
        var tags = shapes.tags(found.tags, caller.member());
        return Json.members(json -> json.list("accounts", found.people, person -> accounts.write(json, person))
                .list("statuses", posts, post -> statuses.write(json, post))
                .list("hashtags", found.tags, tag -> tags.write(json, tag)));
    }
}
