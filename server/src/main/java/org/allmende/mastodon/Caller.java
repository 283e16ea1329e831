// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.Optional;
import org.allmende.access.Token;
import org.allmende.base.ActorId;
import org.allmende.posts.Reader;

/// Who asks, by the token they brought: nobody in particular, an app for itself, or a member through an app.
record Caller(Optional<Token> token) {

    static final Caller ANYBODY = new Caller(Optional.empty());

    Optional<ActorId> member() {
        return token.flatMap(Token::actor);
    }

    Reader reader() {
        return member().map(Reader::member).orElse(Reader.ANYONE);
    }
}
