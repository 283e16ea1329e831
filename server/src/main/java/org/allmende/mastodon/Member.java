// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import org.allmende.access.Token;
import org.allmende.base.ActorId;
import org.allmende.posts.Reader;

/// A member who asks through an app.
record Member(ActorId id, Token token) {

    Reader reader() {
        return Reader.member(id);
    }
}
