// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.base.Page;
import org.allmende.filters.Filter;
import org.allmende.http.Answer;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.people.Person;
import org.allmende.posts.SearchQuery;
import org.allmende.posts.TagFilter;
import org.allmende.text.Tags;

/// Finding people, posts by their address, and hashtags. Only for members other servers are asked.
final class SearchPages {

    /// Of what many speak of, and of whom one might know: a start, not a place to stay.
    private static final int TRENDS = 10;

    private static final int SUGGESTED = 10;

    private static final int PEOPLE = 30;
    private static final int TAGS = 8;

    private final Hall hall;
    private final Seeking seeking;

    SearchPages(Hall hall) {
        this.hall = hall;
        this.seeking = new Seeking(hall);
    }

    void mount(Routes pages) {
        pages.get("/search", this::search);
    }

    private Answer search(Request request) {
        var visit = Visit.of(request);
        var asked = request.query("q").orElse("").strip();
        var query = asked.length() <= Seeking.TEXT_MAX ? asked : asked.substring(0, Seeking.TEXT_MAX);
        if (Seeking.address(query)) {
            var found = visit.visitor().flatMap(member -> resolve(visit, member, query));
            if (found.isPresent()) {
                return Print.go(found.get());
            }
        }
        var first = request.query("max").isEmpty() && request.query("min").isEmpty();
        var people = query.isEmpty() || !first ? List.<Person>of() : people(visit, query);
        var posts = posts(visit, query);
        var page = new SearchPage(
                hall.frames().of(visit, visit.say("nav.search"), Place.SEARCH),
                query,
                ProfilePages.rows(hall, people),
                first ? tags(visit, query) : List.of(),
                posts.map(part -> part.slice().items()).orElse(List.of()),
                posts.map(Paging.Part::pager).orElse(Pager.NONE),
                query.isEmpty()
                        ? hall.rooms().trends().tags().stream().limit(TRENDS).toList()
                        : List.of(),
                query.isEmpty() ? suggested(visit) : List.of());
        return Print.page(out -> JtesearchGenerated.render(out, null, page));
    }

    private List<PersonRow> suggested(Visit visit) {
        return visit.visitor()
                .map(member ->
                        ProfilePages.rows(hall, hall.rooms().suggestions().of(member.id(), SUGGESTED)))
                .orElse(List.of());
    }

    // Visitors do not search through what people said.
    private Optional<Paging.Part<PostCard>> posts(Visit visit, String query) {
        var asked = SearchQuery.parse(query);
        return visit.visitor()
                .filter(_ -> asked.answerable())
                .map(member -> hall.posts(
                        visit,
                        "/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8),
                        Optional.of(Filter.Context.PUBLIC),
                        page -> hall.rooms().posts().words().find(asked, page, 0, member.id())));
    }

    /// The tag itself, whether anybody uses it or not, and to members the most used ones that begin like it.
    private List<String> tags(Visit visit, String query) {
        if (query.contains("@") || query.contains("/") || query.contains(" ")) {
            return List.of();
        }
        return Tags.parse(query).stream()
                .flatMap(tag -> Stream.concat(
                        Stream.of(tag),
                        visit.visitor().stream()
                                .flatMap(_ -> hall.rooms().posts().words().tags(tag, TAGS).stream())
                                .filter(one -> !hall.rooms()
                                        .posts()
                                        .tagged(TagFilter.of(one), Page.first(1), visit.reader())
                                        .items()
                                        .isEmpty())))
                .distinct()
                .toList();
    }

    private List<Person> people(Visit visit, String query) {
        if (query.startsWith("#")) {
            return List.of();
        }
        var found = new ArrayList<Person>();
        seeking.handle(visit, query).filter(Person::present).ifPresent(found::add);
        hall
                .rooms()
                .people()
                .search(
                        query.startsWith("@") ? query.substring(1) : query,
                        PEOPLE,
                        Optional.empty(),
                        visit.visitor().map(Member::id))
                .stream()
                .filter(person -> found.stream().noneMatch(one -> one.id().equals(person.id())))
                .forEach(found::add);
        return found;
    }

    private Optional<String> resolve(Visit visit, Member member, String address) {
        return seeking.post(visit, member, address)
                .map(PostPages::page)
                .or(() -> seeking.person(visit, member, address).map(Faces::page));
    }
}
