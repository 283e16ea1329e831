// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// An app that a member let in. `token` is what to revoke; without an app somebody made the token at the machine.
public record AuthorizedApp(
        long token,
        Optional<String> name,
        Optional<String> website,
        Scopes scopes,
        Instant created,
        Optional<LocalDate> used) {}
