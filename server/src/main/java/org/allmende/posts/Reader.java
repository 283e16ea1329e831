// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import org.allmende.base.ActorId;

/// Who reads, and so what may be seen: part of every question about posts.
public sealed interface Reader {

    Reader ANYONE = new Anyone();

    /// Somebody without an account.
    record Anyone() implements Reader {}

    /// A member here, who may also see what stays on this instance.
    record Member(ActorId actor) implements Reader {}

    /// A foreign actor whose server asks for them. Never sees a local-only post.
    record Stranger(ActorId actor) implements Reader {}

    static Reader member(ActorId actor) {
        return new Member(actor);
    }

    static Reader stranger(ActorId actor) {
        return new Stranger(actor);
    }

    /// The reader's number, 0 for nobody in particular: no actor has it.
    default long number() {
        return switch (this) {
            case Anyone _ -> 0;
            case Member(var actor) -> actor.value();
            case Stranger(var actor) -> actor.value();
        };
    }

    default boolean isMember() {
        return this instanceof Member;
    }
}
