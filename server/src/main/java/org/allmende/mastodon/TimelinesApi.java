// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.ArrayList;
import org.allmende.filters.Filter;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.posts.Posts;
import org.allmende.posts.PublicFilter;
import org.allmende.posts.TagFilter;
import org.allmende.text.Tags;
import org.allmende.timelines.Home;

/// Home, public and hashtag timelines, favourites and bookmarks.
final class TimelinesApi {

    /// What columns of several hashtags need; each costs a walk through an index.
    private static final int TAGS_MAX = 16;

    private final Home home;
    private final Posts posts;
    private final Shapes shapes;

    TimelinesApi(Home home, Posts posts, Shapes shapes) {
        this.home = home;
        this.posts = posts;
        this.shapes = shapes;
    }

    void mount(Endpoints on) {
        on.member("GET /api/v1/timelines/home", "read:statuses", this::home);
        on.anybody("GET /api/v1/timelines/public", "read:statuses", this::everybody);
        on.anybody("GET /api/v1/timelines/tag/{tag}", "read:statuses", this::tag);
        on.member(
                "GET /api/v1/favourites",
                "read:favourites",
                (request, member) ->
                        shapes.posts(request, posts.liked(member.id(), Paging.posts(request)), member.reader()));
        on.member(
                "GET /api/v1/bookmarks",
                "read:bookmarks",
                (request, member) ->
                        shapes.posts(request, posts.bookmarked(member.id(), Paging.posts(request)), member.reader()));
    }

    private Answer home(Request request, Member member) {
        return shapes.posts(
                request, home.read(member.id(), Paging.posts(request)), member.reader(), Filter.Context.HOME);
    }

    private Answer everybody(Request request, Caller caller) {
        var slice = posts.publicTimeline(filter(request), Paging.posts(request), caller.reader());
        return shapes.posts(request, slice, caller.reader(), Filter.Context.PUBLIC);
    }

    private Answer tag(Request request, Caller caller) {
        var form = request.form();
        var any = new ArrayList<String>();
        any.add(key(request.path("tag")));
        form.strings("any").forEach(tag -> any.add(key(tag)));
        var filter = new TagFilter(
                any,
                form.strings("all").stream().map(TimelinesApi::key).toList(),
                form.strings("none").stream().map(TimelinesApi::key).toList(),
                filter(request));
        if (filter.any().size() + filter.all().size() + filter.none().size() > TAGS_MAX) {
            throw new Fault(422, "At most " + TAGS_MAX + " hashtags are taken.");
        }
        var slice = posts.tagged(filter, Paging.posts(request), caller.reader());
        return shapes.posts(request, slice, caller.reader(), Filter.Context.PUBLIC);
    }

    private static String key(String tag) {
        return Tags.parse(tag).orElseThrow(() -> new Fault(422, "This cannot be a hashtag."));
    }

    private static PublicFilter filter(Request request) {
        var form = request.form();
        return new PublicFilter(
                form.bool("local").orElse(false),
                form.bool("remote").orElse(false),
                form.bool("only_media").orElse(false));
    }
}
