// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

/// An activity whose author has been proved. Nothing unproved can be written into the commons.
///
/// Only a class named `…Verifier` may create one; `HouseRulesTest` holds that.
public record Verified<A extends Activity>(A activity, Proof proof) {

    public Verified {
        if (!proof.speaksFor(activity.actor())) {
            throw new IllegalArgumentException(proof + " does not speak for " + activity.actor());
        }
    }
}
