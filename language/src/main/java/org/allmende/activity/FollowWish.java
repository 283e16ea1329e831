// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

/// What a follower wants to hear: shares too, and a notification for each post.
public record FollowWish(boolean shares, boolean eachPost) {

    public static final FollowWish USUAL = new FollowWish(true, false);
}
