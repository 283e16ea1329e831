// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.time.Instant;
import java.util.Optional;
import org.allmende.base.ActorId;

/// What a member logs in with, and how they like things. `name` is the person's name here.
public record Account(
        ActorId actor,
        String name,
        Optional<String> email,
        Role role,
        AccountState state,
        boolean suspended,
        Optional<String> reason,
        Optional<Instant> acceptedTerms,
        Optional<String> locale,
        PostDefaults defaults,
        Instant created) {

    /// May come in and act.
    public boolean open() {
        return state == AccountState.ACTIVE && !suspended;
    }
}
