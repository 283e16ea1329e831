// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import org.allmende.base.PostId;
import org.allmende.filters.Filter;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.posts.Gatherer;
import org.allmende.posts.Gatherer.Progress;
import org.allmende.posts.Posts;

/// Posts, as far as the asker may see them: alone, in their conversation, and who likes or shares them.
final class StatusesApi {

    /// Long enough for the first answers to have come.
    private static final int RETRY_SECONDS = 3;

    private final Posts posts;
    private final Finder finder;
    private final Shapes shapes;
    private final Gatherer gatherer;

    StatusesApi(Posts posts, Gatherer gatherer, Finder finder, Shapes shapes) {
        this.posts = posts;
        this.gatherer = gatherer;
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
        on.member("GET /api/v1_alpha/async_refreshes/{id}", "read:statuses", (request, _) -> refresh(request));
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
        var above = shapes.writing(thread.ancestors(), caller.reader(), Filter.Context.THREAD);
        var below = shapes.writing(thread.descendants(), caller.reader(), Filter.Context.THREAD);
        var answer = Json.members(json -> json.value("ancestors", above).value("descendants", below));
        // Only for members: passers-by must not make us ask others.
        return caller.member()
                .flatMap(_ -> gatherer.thread(thread.post()))
                .filter(Progress::running)
                .map(progress -> answer.header(
                        "Mastodon-Async-Refresh",
                        "id=\"" + progress.id() + "\", retry=" + RETRY_SECONDS + ", result_count=" + progress.found()))
                .orElse(answer);
    }

    private Answer refresh(Request request) {
        var progress = gatherer.find(request.path("id")).orElseThrow(Finder::missing);
        return Json.members(json -> json.object(
                "async_refresh",
                () -> json.text("id", progress.id())
                        .text("status", progress.running() ? "running" : "finished")
                        .number("result_count", progress.found())));
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
