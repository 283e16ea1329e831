// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.push;

import org.allmende.base.ActorId;

/// Where an app wants to be woken. `token` is its own, with which it lives and dies; `standard` is whether it reads
/// RFC 8291, and not the draft before it.
public record Subscription(
        long token, ActorId reader, String endpoint, String userKey, String auth, boolean standard, Wish wish) {}
