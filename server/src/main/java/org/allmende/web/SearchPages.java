// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.people.Person;
import org.allmende.text.Handle;
import org.allmende.text.Tags;

/// Finding people, posts by their address, and hashtags. Only for members other servers are asked.
final class SearchPages {

    private static final int QUERY_MAX = 2_000;
    private static final int PEOPLE = 30;

    private final Hall hall;

    SearchPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get("/search", this::search).get("/authorize_interaction", this::interact);
    }

    private Answer search(Request request) {
        var visit = Visit.of(request);
        var asked = request.query("q").orElse("").strip();
        var query = asked.length() <= QUERY_MAX ? asked : asked.substring(0, QUERY_MAX);
        if (query.startsWith("https://") || query.startsWith("http://")) {
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
        handle(visit, query).filter(Person::present).ifPresent(found::add);
        hall
                .rooms()
                .people()
                .search(query.startsWith("@") ? query.substring(1) : query, PEOPLE, Optional.empty())
                .stream()
                .filter(person -> found.stream().noneMatch(one -> one.id().equals(person.id())))
                .forEach(found::add);
        return found;
    }

    private Optional<Person> handle(Visit visit, String query) {
        return Handle.parse(query).flatMap(handle -> {
            var known = hall.rooms().people().byHandle(handle);
            if (known.isPresent() || handle.local()) {
                return known;
            }
            return visit.visitor().flatMap(member -> {
                hall.limits().lookup(member);
                return hall.rooms().directory().lookup(handle);
            });
        });
    }

    private Optional<String> resolve(Visit visit, Member member, String address) {
        hall.limits().lookup(member);
        var resolver = hall.rooms().resolver();
        return resolver.post(address)
                .flatMap(id -> hall.rooms().posts().find(id, visit.reader()))
                .map(PostPages::page)
                .or(() -> resolver.person(address).filter(Person::present).map(Faces::page));
    }

    /// Where pages of other servers send people who want to follow or answer from their account here.
    private Answer interact(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        var uri = request.query("uri").orElse("").strip();
        if (uri.isEmpty() || uri.length() > QUERY_MAX) {
            throw Fault.missing();
        }
        var web = uri.startsWith("https://") || uri.startsWith("http://");
        var found = web
                ? resolve(visit, member, uri)
                : handle(visit, uri).filter(Person::present).map(Faces::page);
        return Print.go(found.orElseGet(() -> "/search?q=" + URLEncoder.encode(uri, StandardCharsets.UTF_8)));
    }
}
