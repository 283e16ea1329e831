// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A program that speaks for members who let it.
public record App(
        long id,
        String clientId,
        String name,
        Optional<String> website,
        List<String> redirectUris,
        Scopes scopes,
        Instant created) {

    public App {
        redirectUris = List.copyOf(redirectUris);
    }
}
