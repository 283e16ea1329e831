// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.time.Duration;

/// A session just opened. The cookie is told once and kept nowhere here.
public record NewSession(Session session, String cookie, Duration lifetime) {

    @Override
    public String toString() {
        return "session " + session.id();
    }
}
