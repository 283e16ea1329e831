// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Optional;
import java.util.function.Function;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.filters.Filter;
import org.allmende.http.Request;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.text.PlainText;

/// What all pages share: the rooms behind them, and how posts, people and frames are drawn.
record Hall(Rooms rooms, Frames frames, Faces faces, Cards cards, Deeds deeds, Limits limits) {

    /// A part of a list of posts, as cards, without what the reader hides there.
    Paging.Part<PostCard> posts(
            Visit visit, String path, Optional<Filter.Context> where, Function<Page, Slice<Post>> list) {
        var part = Paging.read(visit.request(), path, list);
        return new Paging.Part<>(
                part.slice()
                        .map(posts -> where.map(place -> cards.of(posts, visit, place))
                                .orElseGet(() -> cards.of(posts, visit))),
                part.pager());
    }

    /// Where a form asked to go back to.
    static String back(Request request, String otherwise) {
        return request.form().string("back").flatMap(LocalPath::of).orElse(otherwise);
    }

    static String plain(Person person, int max) {
        return PlainText.excerpt(person.profile().bio().html(), max);
    }
}
