// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import org.allmende.base.ActorId;

/// A person as pages show them everywhere: `handle` with its `@`, `page` and `picture` are addresses here. `shown` is
/// the
/// name as safe HTML, with its emoji.
record Face(
        ActorId id,
        String name,
        String shown,
        String handle,
        String page,
        String picture,
        boolean bot,
        boolean locked) {}
