// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Audience;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.posts.Posts;

/// What members do with posts: like, share, pin; and for themselves: bookmark, want no more of a conversation.
final class ReactionsApi {

    private final Posts posts;
    private final Deeds deeds;
    private final Finder finder;
    private final Shapes shapes;
    private final RateLimits limits;
    private final Ids ids;

    ReactionsApi(Posts posts, Deeds deeds, Finder finder, Shapes shapes, RateLimits limits, Ids ids) {
        this.posts = posts;
        this.deeds = deeds;
        this.finder = finder;
        this.shapes = shapes;
        this.limits = limits;
        this.ids = ids;
    }

    /// Makes an activity about a post.
    private interface About {

        Activity activity(ActivityId id, ActorId actor, PostId post);
    }

    /// Does something to a post that only its reader knows; false where the post is not to be seen.
    private interface Privately {

        boolean done(ActorId reader, PostId post);
    }

    void mount(Endpoints on) {
        deed(on, "favourite", "write:favourites", Activity.Like::new);
        deed(on, "unfavourite", "write:favourites", Activity.Unlike::new);
        deed(on, "pin", "write:accounts", Activity.Pin::new);
        deed(on, "unpin", "write:accounts", Activity.Unpin::new);
        privately(on, "bookmark", "write:bookmarks", (reader, post) -> posts.bookmark(reader, post));
        privately(on, "unbookmark", "write:bookmarks", (reader, post) -> posts.unbookmark(reader, post));
        privately(on, "mute", "write:mutes", (reader, post) -> posts.muteThread(reader, post));
        privately(on, "unmute", "write:mutes", (reader, post) -> posts.unmuteThread(reader, post));
        on.member("POST /api/v1/statuses/{id}/reblog", "write:statuses", this::share);
        on.member("POST /api/v1/statuses/{id}/unreblog", "write:statuses", this::unshare);
    }

    private void deed(Endpoints on, String name, String scope, About about) {
        on.member("POST /api/v1/statuses/{id}/" + name, scope, (request, member) -> {
            var post = finder.post(request, member.reader()).shown().id();
            deeds.perform(member, about.activity(deeds.fresh(), member.id(), post));
            return shown(post, member);
        });
    }

    private void privately(Endpoints on, String name, String scope, Privately change) {
        on.member("POST /api/v1/statuses/{id}/" + name, scope, (request, member) -> {
            var post = finder.post(request, member.reader()).shown().id();
            if (!change.done(member.id(), post)) {
                throw Finder.missing();
            }
            return shown(post, member);
        });
    }

    private Answer share(Request request, Member member) {
        var post = finder.post(request, member.reader()).shown();
        var audience = request.form()
                .string("visibility")
                .filter(word -> !word.isEmpty())
                .map(word -> Visibilities.read(word, post.audience().localOnly())
                        .filter(wish -> wish.reach() != Reach.DIRECT)
                        .orElseThrow(() -> new Fault(422, "visibility must be public, unlisted or private")))
                .orElseGet(() ->
                        new Audience(post.audience().reach(), post.audience().localOnly()));
        var share =
                deeds.perform(member, new Activity.Share(deeds.fresh(), member.id(), ids.post(), post.id(), audience));
        // Where the author has to agree first there is no share yet, but the post.
        return shown(new PostId(share), member);
    }

    private Answer unshare(Request request, Member member) {
        RateLimits.spend(limits.erasures(), member.id());
        var post = finder.post(request, member.reader()).shown().id();
        deeds.perform(member, new Activity.Unshare(deeds.fresh(), member.id(), post));
        return shown(post, member);
    }

    private Answer shown(PostId post, Member member) {
        return shapes.post(finder.post(post, member.reader()), member.reader());
    }
}
