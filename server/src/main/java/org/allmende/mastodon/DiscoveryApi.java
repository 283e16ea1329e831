// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import org.allmende.discovery.Suggestions;
import org.allmende.discovery.Trend;
import org.allmende.discovery.Trends;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;

/// What may be worth a look: trends, where the house shows them, suggestions, and what is said of a link.
final class DiscoveryApi {

    private static final int USUAL = 10;
    private static final int MOST = 20;

    private final Trends trends;
    private final Suggestions suggestions;
    private final Finder finder;
    private final Shapes shapes;
    private final CardJson cards;

    DiscoveryApi(Rooms rooms, Finder finder, Shapes shapes) {
        this.trends = rooms.trends();
        this.suggestions = rooms.suggestions();
        this.finder = finder;
        this.shapes = shapes;
        this.cards = new CardJson(rooms.links());
    }

    void mount(Endpoints on) {
        on.anybody("GET /api/v1/trends", "", this::tags);
        on.anybody("GET /api/v1/trends/tags", "", this::tags);
        on.anybody("GET /api/v1/trends/statuses", "", (request, caller) -> {
            var listed = part(request, trends.posts(caller.reader()), Paging.POSTS, Paging.POSTS_MAX);
            return shapes.posts(listed, caller.reader());
        });
        on.anybody("GET /api/v1/trends/links", "", this::links);
        on.anybody("GET /api/v1/timelines/link", "read:statuses", (request, caller) -> {
            var url = request.query("url").orElseThrow(() -> new Fault(422, "url is missing"));
            return shapes.posts(request, trends.linking(url, Paging.posts(request), caller.reader()), caller.reader());
        });
        on.member(
                "GET /api/v1/suggestions",
                "read",
                (request, member) -> shapes.people(suggestions.of(member.id(), limit(request))));
        on.member("GET /api/v2/suggestions", "read", this::suggestions);
        on.member("DELETE /api/v1/suggestions/{id}", "write", (request, member) -> {
            suggestions.dismiss(member.id(), finder.person(request).id());
            return Json.nothing();
        });
    }

    private static int limit(Request request) {
        return Paging.limit(request, Paging.PEOPLE, Paging.PEOPLE_MAX);
    }

    private static <T> List<T> part(Request request, List<T> all, int usual, int most) {
        var from = Math.clamp(request.form().integer("offset").orElse(0), 0, all.size());
        return all.subList(from, Math.min(from + Paging.limit(request, usual, most), all.size()));
    }

    private Answer tags(Request request, Caller caller) {
        var listed = part(request, trends.tags(), USUAL, MOST);
        var writer = shapes.tags(listed, caller.member());
        return Json.answer(json -> json.list(listed, tag -> writer.write(json, tag)));
    }

    private Answer links(Request request, Caller caller) {
        var listed = part(request, trends.links(), USUAL, MOST);
        var known = shapes.linked(listed.stream().map(Trend::post).toList());
        var shown =
                listed.stream().filter(trend -> known.containsKey(trend.post())).toList();
        return Json.answer(json -> json.list(
                shown,
                trend -> json.object(() -> {
                    cards.members(json, known.get(trend.post()));
                    json.list("history", trend.week(), use -> TagJson.use(json, use));
                })));
    }

    private Answer suggestions(Request request, Member member) {
        var people = suggestions.of(member.id(), limit(request));
        var writer = shapes.accounts(people);
        return Json.answer(json -> json.list(
                people,
                person -> json.object(() -> json.text("source", "past_interactions")
                        .texts("sources", List.of("friends_of_friends"))
                        .value("account", _ -> writer.write(json, person)))));
    }
}
