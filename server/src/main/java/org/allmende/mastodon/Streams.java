// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.allmende.base.ActorId;
import org.allmende.http.Fault;

/// All connections that are open, so that one whose right ends, ends with it.
public final class Streams {

    /// Several devices with several columns each; more is a program gone wild.
    private static final int PER_MEMBER_MAX = 64;

    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();

    /// For the news that a token was taken back.
    public void tokenRevoked(long token) {
        close(stream -> stream.member().token().id() == token);
    }

    /// For the news that somebody left or was sent away.
    public void accountClosed(ActorId actor) {
        close(stream -> stream.member().id().equals(actor));
    }

    public int count() {
        return open.size();
    }

    void admit(ActorId actor) {
        if (open.stream().filter(stream -> stream.member().id().equals(actor)).count() >= PER_MEMBER_MAX) {
            throw new Fault(429, "Too many streams are open.");
        }
    }

    void add(LiveStream stream) {
        open.add(stream);
    }

    void remove(LiveStream stream) {
        open.remove(stream);
    }

    private void close(Predicate<LiveStream> whose) {
        open.stream().filter(whose).forEach(LiveStream::close);
    }
}
