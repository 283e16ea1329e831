// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.http.Answer;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.people.Person;
import org.allmende.text.Tags;

/// Finding people, posts by their address, and hashtags. Only for members other servers are asked.
final class SearchPages {

    private static final int PEOPLE = 30;

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
        var people = query.isEmpty() ? List.<Person>of() : people(visit, query);
        var page = new SearchPage(
                hall.frames().of(visit, visit.say("nav.search"), Place.SEARCH),
                query,
                ProfilePages.rows(hall, people),
                tags(query),
                List.of());
        return Print.page(out -> JtesearchGenerated.render(out, null, page));
    }

    private static List<String> tags(String query) {
        return query.contains("@") || query.contains("/") || query.contains(" ")
                ? List.of()
                : Tags.parse(query).map(List::of).orElse(List.of());
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
