// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.util.List;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Tx;
import org.allmende.posts.PostListStore.Listed;

/// Conversations as lists, and what happens to them when a missing link arrives.
final class ThreadStore {

    private static final String OF_THREAD =
            "post p WHERE p.thread = :post AND p.share_of IS NULL AND " + Visibility.VISIBLE;

    private static final String ANSWERS = "post p WHERE p.in_reply_to = :post AND " + Visibility.VISIBLE;

    List<Listed> conversation(Tx tx, PostId thread, Page page, Reader reader) {
        return listed(tx, OF_THREAD, thread, page, reader);
    }

    List<Listed> answers(Tx tx, PostId post, Page page, Reader reader) {
        return listed(tx, ANSWERS, post, page, reader);
    }

    private static List<Listed> listed(Tx tx, String from, PostId post, Page page, Reader reader) {
        var sql = "SELECT p.id AS post, p.id AS list_key FROM " + from + PostListStore.order("p.id", page);
        return PostListStore.page(
                page, PostListStore.seenBy(tx.query(sql), reader).bind("post", post.value()));
    }

    long length(Tx tx, PostId thread, Reader reader) {
        return count(tx, OF_THREAD, thread, reader);
    }

    long countAnswers(Tx tx, PostId post, Reader reader) {
        return count(tx, ANSWERS, post, reader);
    }

    private static long count(Tx tx, String from, PostId post, Reader reader) {
        return PostListStore.seenBy(tx.query("SELECT count(*) FROM " + from), reader)
                .bind("post", post.value())
                .mapTo(Long.class)
                .one();
    }

    /// Hangs a post, with all that follows it, under the one that it answers.
    void adopt(Tx tx, PostId child, PostId parent, ActorId author, PostId thread) {
        tx.change("UPDATE post SET in_reply_to = :parent, in_reply_to_author = :author WHERE id = :child")
                .bind("parent", parent.value())
                .bind("author", author.value())
                .bind("child", child.value())
                .execute();
        tx.change("UPDATE post SET thread = :thread WHERE thread = :child")
                .bind("thread", thread.value())
                .bind("child", child.value())
                .execute();
        tx.change("INSERT INTO thread_mute (actor, thread) SELECT actor, :thread FROM thread_mute"
                        + " WHERE thread = :child ON CONFLICT DO NOTHING")
                .bind("thread", thread.value())
                .bind("child", child.value())
                .execute();
    }
}
