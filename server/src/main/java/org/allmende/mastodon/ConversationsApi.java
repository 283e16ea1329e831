// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import org.allmende.base.Ids;
import org.allmende.http.Answer;
import org.allmende.http.Request;
import org.allmende.timelines.Conversations;

/// Letters: by whom they are exchanged with, and all in a row.
final class ConversationsApi {

    private final Conversations conversations;
    private final Shapes shapes;

    ConversationsApi(Conversations conversations, Shapes shapes) {
        this.conversations = conversations;
        this.shapes = shapes;
    }

    void mount(Endpoints on) {
        on.member("GET /api/v1/conversations", "read:statuses", this::list);
        on.member("DELETE /api/v1/conversations/{id}", "write:conversations", (request, member) -> {
            if (!conversations.remove(member.id(), id(request))) {
                throw Finder.missing();
            }
            return Json.nothing();
        });
        on.member(
                "POST /api/v1/conversations/{id}/read",
                "write:conversations",
                (request, member) -> mark(request, member, false));
        on.member(
                "POST /api/v1/conversations/{id}/unread",
                "write:conversations",
                (request, member) -> mark(request, member, true));
        on.member(
                "GET /api/v1/timelines/direct",
                "read:statuses",
                (request, member) -> shapes.posts(
                        request, conversations.letters(member.id(), Paging.posts(request)), member.reader()));
    }

    private static long id(Request request) {
        return Ids.parse(request.path("id")).orElseThrow(Finder::missing);
    }

    private Answer list(Request request, Member member) {
        var slice = conversations.of(member.id(), Paging.posts(request));
        var writer = ConversationJson.of(shapes, slice.items(), member.reader());
        return shapes.paging()
                .linked(Json.answer(json -> json.list(slice.items(), one -> writer.write(json, one))), request, slice);
    }

    private Answer mark(Request request, Member member, boolean unread) {
        conversations.mark(member.id(), id(request), unread);
        var one = conversations.find(member.id(), id(request)).orElseThrow(Finder::missing);
        var writer = ConversationJson.of(shapes, List.of(one), member.reader());
        return Json.answer(json -> writer.write(json, one));
    }
}
