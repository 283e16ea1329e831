// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import org.allmende.activity.Activity;
import org.allmende.activity.Proof;
import org.allmende.activity.Verified;
import org.allmende.people.Person;
import org.allmende.text.Urls;

/// Proves what we fetched ourselves: whoever serves an origin may speak for its actors (FEP-fe34).
final class OriginVerifier {

    /// @throws IllegalArgumentException when the address is not from where the actor is from
    <A extends Activity> Verified<A> verify(A activity, Person actor, String address) {
        if (!Urls.sameOrigin(actor.uri(), address)) {
            throw new IllegalArgumentException(address + " does not speak for " + actor.uri());
        }
        return new Verified<>(activity, new Proof.FetchedFromOrigin(actor.id(), address));
    }
}
