// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.net.URI;

/// Where people go on who are visitors here and have their account on another server. A port: whoever speaks with other
/// servers fills it in.
public interface Elsewhere {

    /// What they want to do there.
    enum Wish {
        FOLLOW,
        ANSWER,
        LIKE,
        SHARE
    }

    sealed interface Way {

        /// The page of their own server where they do it.
        record To(URI page) implements Way {}

        /// What they typed is neither a handle nor a server.
        record Unreadable() implements Way {}

        /// Their account is here.
        record Here() implements Way {}

        /// The server does not answer, or knows nobody of that name.
        record Silent(String domain) implements Way {}

        /// The server does not say where that is done.
        record Unoffered(String domain) implements Way {}
    }

    /// The way to do something about `object`, the address of a person or post, from the account or server that
    /// somebody typed. May take seconds: never inside a transaction.
    Way way(String typed, Wish wish, String object);
}
