// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import java.util.stream.Stream;
import org.allmende.activity.Activity;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.posts.Gatherer;
import org.allmende.posts.Reader;

/// Polls, known by the ids of their posts.
final class PollsApi {

    private final Deeds deeds;
    private final Gatherer gatherer;
    private final Finder finder;
    private final Shapes shapes;

    PollsApi(Deeds deeds, Gatherer gatherer, Finder finder, Shapes shapes) {
        this.deeds = deeds;
        this.gatherer = gatherer;
        this.finder = finder;
        this.shapes = shapes;
    }

    void mount(Endpoints on) {
        on.anybody(
                "GET /api/v1/polls/{id}", "read:statuses", (request, caller) -> look(Finder.postId(request), caller));
        on.member("POST /api/v1/polls/{id}/votes", "write:statuses", this::vote);
    }

    private Answer look(PostId id, Caller caller) {
        caller.member().ifPresent(_ -> gatherer.votes(finder.post(id, caller.reader())));
        return poll(id, caller.reader());
    }

    private Answer poll(PostId id, Reader reader) {
        var post = finder.post(id, reader);
        var poll = post.poll().orElseThrow(Finder::missing);
        var writer = new PollJson(shapes.faces(Stream.empty(), List.of(post)).emojis());
        return Json.answer(json -> writer.write(json, post, poll));
    }

    private Answer vote(Request request, Member member) {
        var post = finder.post(request, member.reader());
        var options = post.poll().orElseThrow(Finder::missing).options().size();
        var choices = request.form().strings("choices").stream()
                .map(text -> Ids.parse(text)
                        .filter(choice -> choice < options)
                        .orElseThrow(() -> new Fault(422, "choices must be positions of options, from 0")))
                .map(Math::toIntExact)
                .distinct()
                .toList();
        if (choices.isEmpty()) {
            throw new Fault(422, "choices must name at least one option");
        }
        deeds.perform(member, new Activity.Vote(deeds.fresh(), member.id(), post.id(), choices));
        return poll(post.id(), member.reader());
    }
}
