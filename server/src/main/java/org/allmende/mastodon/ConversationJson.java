// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import java.util.Optional;
import org.allmende.posts.Reader;
import org.allmende.timelines.Conversation;

/// A conversation as this API shows it.
final class ConversationJson {

    private final AccountJson accounts;
    private final StatusJson statuses;

    private ConversationJson(AccountJson accounts, StatusJson statuses) {
        this.accounts = accounts;
        this.statuses = statuses;
    }

    static ConversationJson of(Shapes shapes, List<Conversation> list, Reader reader) {
        var posts = list.stream().map(Conversation::last).toList();
        var faces = shapes.faces(list.stream().flatMap(one -> one.people().stream()), posts);
        return new ConversationJson(
                new AccountJson(faces), new StatusJson(faces, reader, shapes.sifting(posts, reader)));
    }

    void write(Json json, Conversation one) {
        json.object(() -> json.text("id", Long.toString(one.id()))
                .flag("unread", one.unread())
                .list("accounts", one.people(), person -> accounts.write(json, person))
                .object("last_status", Optional.of(one.last()), post -> statuses.write(json, post)));
    }
}
