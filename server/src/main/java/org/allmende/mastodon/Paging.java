// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.base.Addresses;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;

/// Paging as this API speaks it: bounds in the query, neighbours in the `Link` header.
final class Paging {

    static final int POSTS = 20;
    static final int POSTS_MAX = 40;
    static final int PEOPLE = 40;
    static final int PEOPLE_MAX = 80;

    /// Not repeated in links: the bounds are new there, and a token must not end up in somebody's notes.
    private static final Set<String> LEFT_OUT = Set.of("max_id", "since_id", "min_id", "access_token");

    /// No app asks longer questions, and both links repeat them in one header.
    private static final int TARGET_LENGTH_MAX = 2_000;

    private final Addresses addresses;

    Paging(Addresses addresses) {
        this.addresses = addresses;
    }

    static Page posts(Request request) {
        return read(request, POSTS, POSTS_MAX);
    }

    static Page people(Request request) {
        return read(request, PEOPLE, PEOPLE_MAX);
    }

    static Page read(Request request, int usual, int most) {
        return new Page(
                bound(request, "max_id"),
                bound(request, "since_id"),
                bound(request, "min_id"),
                limit(request, usual, most));
    }

    static int limit(Request request, int usual, int most) {
        return request.query("limit")
                .filter(text -> !text.isEmpty())
                .map(text -> Ids.parse(text).orElseThrow(() -> new Fault(422, "limit must be a number")))
                .map(number -> Math.clamp(number, 1, most))
                .orElse(usual);
    }

    private static Optional<Long> bound(Request request, String name) {
        return request.query(name)
                .filter(text -> !text.isEmpty())
                .map(text -> Ids.parse(text).orElseThrow(() -> new Fault(422, name + " must be an id")));
    }

    Answer linked(Answer answer, Request request, Slice<?> slice) {
        if (request.target().length() > TARGET_LENGTH_MAX) {
            return answer;
        }
        var links = new ArrayList<String>();
        slice.oldest().ifPresent(id -> links.add(link(request, "max_id", id, "next")));
        slice.newest().ifPresent(id -> links.add(link(request, "min_id", id, "prev")));
        return links.isEmpty() ? answer : answer.header("Link", String.join(", ", links));
    }

    private String link(Request request, String bound, long id, String relation) {
        return "<%s?%s%s=%d>; rel=\"%s\""
                .formatted(addresses.at(path(request)), repeated(request), bound, id, relation);
    }

    private static String path(Request request) {
        return request.target().split("\\?", 2)[0];
    }

    private static String repeated(Request request) {
        var parts = request.target().split("\\?", 2);
        return parts.length < 2
                ? ""
                : Arrays.stream(parts[1].split("&"))
                        .filter(pair -> !pair.isEmpty() && !LEFT_OUT.contains(pair.split("=", 2)[0]))
                        .map(pair -> pair + "&")
                        .collect(Collectors.joining());
    }
}
