// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import org.allmende.base.PostId;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.posts.Posts;

/// Posts, as far as the asker may see them: alone, in their conversation, and who likes or shares them.
final class StatusesApi {

    private final Posts posts;
    private final Finder finder;
    private final Shapes shapes;

    StatusesApi(Posts posts, Finder finder, Shapes shapes) {
        this.posts = posts;
        this.finder = finder;
        this.shapes = shapes;
    }

    void mount(Endpoints on) {
        on.anybody("GET /api/v1/statuses", "read:statuses", this::several);
        on.anybody(
                "GET /api/v1/statuses/{id}",
                "read:statuses",
                (request, caller) -> shapes.post(finder.post(request, caller.reader()), caller.reader()));
        on.anybody("GET /api/v1/statuses/{id}/context", "read:statuses", this::context);
        on.anybody("GET /api/v1/statuses/{id}/history", "read:statuses", this::history);
        on.member("GET /api/v1/statuses/{id}/source", "read:statuses", this::source);
        on.anybody("GET /api/v1/statuses/{id}/reblogged_by", "read:statuses", this::sharers);
        on.anybody("GET /api/v1/statuses/{id}/favourited_by", "read:statuses", this::likers);
        on.app("POST /api/v1/statuses/{id}/translate", "read:statuses", this::translate);
    }

    private Answer several(Request request, Caller caller) {
        var ids = Finder.ids(request.form(), "id", PostId::parse);
        return shapes.posts(posts.find(ids, caller.reader()), caller.reader());
    }

    private Answer context(Request request, Caller caller) {
        var thread = posts.thread(Finder.postId(request), caller.reader()).orElseThrow(Finder::missing);
        var above = shapes.writing(thread.ancestors(), caller.reader());
        var below = shapes.writing(thread.descendants(), caller.reader());
        return Json.members(json -> json.value("ancestors", above).value("descendants", below));
    }

    private Answer history(Request request, Caller caller) {
        var post = finder.post(request, caller.reader());
        var versions = posts.history(post.id(), caller.reader());
        var writer = shapes.statuses(List.of(post), caller.reader());
        return Json.answer(json -> json.list(versions, version -> writer.version(json, version, post.author())));
    }

    private Answer source(Request request, Member member) {
        var source = posts.source(Finder.postId(request), member.id()).orElseThrow(Finder::missing);
        return Json.members(json -> json.text("id", request.path("id"))
                .text("text", source.text())
                .text("spoiler_text", source.summary().orElse(""))
                .text("content_type", source.format()));
    }

    private Answer sharers(Request request, Caller caller) {
        var post = finder.post(request, caller.reader()).shown();
        return shapes.people(request, posts.sharedBy(post.id(), Paging.people(request), caller.reader()));
    }

    private Answer likers(Request request, Caller caller) {
        var post = finder.post(request, caller.reader()).shown();
        return shapes.people(request, posts.likedBy(post.id(), Paging.people(request), caller.reader()));
    }

    private Answer translate(Request request, Caller caller) {
        finder.post(request, caller.reader());
        throw new Fault(503, "Translation is not on here.");
    }
}
