// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import org.allmende.activity.Activity;
import org.allmende.activity.Policy;
import org.allmende.base.PostId;
import org.allmende.filters.Filter;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.posts.Post;
import org.allmende.posts.Posts;

/// Who quotes a post, and its author's word about that.
final class QuotesApi {

    private static final int USUAL = 20;
    private static final int MOST = 40;

    private final Posts posts;
    private final Deeds deeds;
    private final Finder finder;
    private final Shapes shapes;

    QuotesApi(Posts posts, Deeds deeds, Finder finder, Shapes shapes) {
        this.posts = posts;
        this.deeds = deeds;
        this.finder = finder;
        this.shapes = shapes;
    }

    void mount(Endpoints on) {
        on.member("GET /api/v1/statuses/{id}/quotes", "read:statuses", this::list);
        on.member("POST /api/v1/statuses/{id}/quotes/{quoting}/revoke", "write:statuses", this::revoke);
        on.member("PUT /api/v1/statuses/{id}/interaction_policy", "write:statuses", this::rule);
    }

    private Answer list(Request request, Member member) {
        var post = finder.post(request, member.reader()).shown();
        var slice = posts.quoting(post.id(), Paging.read(request, USUAL, MOST), member.reader());
        return shapes.posts(request, slice, member.reader(), Filter.Context.THREAD);
    }

    private Answer revoke(Request request, Member member) {
        var quoted = finder.post(request, member.reader());
        var quoting = PostId.parse(request.path("quoting"))
                .flatMap(id -> posts.quotes().of(id))
                .filter(quote -> quote.quoted().equals(quoted.id()))
                .orElseThrow(Finder::missing);
        if (!quoted.author().id().equals(member.id())) {
            throw new Fault(403, "This post is not yours.");
        }
        deeds.perform(member, new Activity.RevokeQuote(deeds.fresh(), member.id(), quoted.id(), quoting.quotingUri()));
        return shown(quoting.quoting().orElseThrow(), member);
    }

    private Answer rule(Request request, Member member) {
        var post = finder.post(request, member.reader());
        var wanted = QuotePolicies.read(request.form())
                .orElseThrow(() -> new Fault(422, "quote_approval_policy must be public, followers or nobody"));
        deeds.perform(member, new Activity.SetPolicy(deeds.fresh(), member.id(), post.id(), policy(post, wanted)));
        return shown(post.id(), member);
    }

    private static Policy policy(Post post, Policy.Rule wanted) {
        var rule = post.audience().reach().open() ? wanted : Policy.Rule.NOBODY;
        return post.policy().orElse(Policy.UNSAID).withQuote(rule);
    }

    private Answer shown(PostId post, Member member) {
        return shapes.post(finder.post(post, member.reader()), member.reader());
    }
}
