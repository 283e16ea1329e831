// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

import org.allmende.base.ActorId;

/// How we know who did it.
public sealed interface Proof {

    ActorId speaker();

    default boolean speaksFor(ActorId actor) {
        return speaker().equals(actor);
    }

    /// A member, by a session in the browser or an app's token.
    record Session(ActorId speaker) implements Proof {}

    /// A member, because they decided about `from`, who has moved, and the same is meant for the new account.
    record Moved(ActorId speaker, ActorId from) implements Proof {}

    /// A foreign actor, by the signature on the request that brought the activity.
    record Signature(ActorId speaker, String keyId) implements Proof {}

    /// A foreign actor, by an object proof inside the activity (FEP-8b32), whoever brought it.
    record ObjectProof(ActorId speaker, String verificationMethod) implements Proof {}

    /// A foreign actor, because we fetched the object ourselves from the actor's own origin (FEP-fe34).
    record FetchedFromOrigin(ActorId speaker, String url) implements Proof {}
}
