// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

/// What the owner decides about posts: how long one may be, how many options a poll may have, and how long those.
public record PostBounds(int lengthMax, int pollOptionsMax, int pollOptionLengthMax) {}
