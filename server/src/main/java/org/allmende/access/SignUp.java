// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.util.List;
import java.util.stream.Collectors;

/// What became of a sign-up.
public sealed interface SignUp {

    /// The account exists; it may still wait for approval.
    record Joined(Account account) implements SignUp {}

    /// Nothing was written.
    record Rejected(List<Problem> problems) implements SignUp {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }

    /// The account, where nothing was wrong.
    ///
    /// @throws IllegalArgumentException with the sentences of all problems
    default Account orThrow() {
        return switch (this) {
            case Joined(var account) -> account;
            case Rejected(var problems) ->
                throw new IllegalArgumentException(
                        problems.stream().map(Problem::message).collect(Collectors.joining(" ")));
        };
    }
}
