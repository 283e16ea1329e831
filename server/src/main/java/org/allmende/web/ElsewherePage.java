// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Optional;

/// Asks a visitor where their account is. `login` is for those who have it here.
record ElsewherePage(
        Frame frame,
        String heading,
        String action,
        String back,
        String login,
        Filled form,
        Optional<PersonRow> person,
        Optional<PostCard> post) {

    /// As long as any handle or server.
    static final int HOME_MAX = 600;
}
