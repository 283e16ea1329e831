// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Optional;

/// Asks a member who came from another server's page whether they want to do this. `name` and `value` are what the
/// button says to the form; empty where the address of the form says it all.
record IntentPage(
        Frame frame,
        String heading,
        String text,
        String action,
        String name,
        String value,
        String button,
        String back,
        Optional<PersonRow> person,
        Optional<PostCard> post) {}
