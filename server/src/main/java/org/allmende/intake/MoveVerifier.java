// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.intake;

import org.allmende.activity.Activity;
import org.allmende.activity.Proof;
import org.allmende.activity.Verified;
import org.allmende.base.ActorId;

/// Proves what members do because somebody has moved: they have decided about the old account.
final class MoveVerifier {

    <A extends Activity> Verified<A> verify(A activity, ActorId from) {
        return new Verified<>(activity, new Proof.Moved(activity.actor(), from));
    }
}
