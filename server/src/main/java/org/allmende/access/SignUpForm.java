// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.time.Instant;
import java.util.Optional;

/// What somebody fills in to become a member. `acceptedTerms` is the version of rules and terms they accepted.
public record SignUpForm(
        String name,
        Optional<String> email,
        String password,
        Optional<String> reason,
        Optional<String> invitation,
        Optional<Instant> acceptedTerms,
        Optional<String> locale) {

    public SignUpForm {
        email = email.map(String::strip).filter(text -> !text.isEmpty());
        reason = reason.map(String::strip).filter(text -> !text.isEmpty());
        invitation = invitation.map(String::strip).filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        // The password must not reach a log.
        return "sign-up of " + name;
    }
}
