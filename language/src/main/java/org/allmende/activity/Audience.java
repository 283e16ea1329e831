// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

/// Who a post is for. A local-only post never leaves this instance, by any door, and needs a membership to be read.
public record Audience(Reach reach, boolean localOnly) {

    public static final Audience PUBLIC = new Audience(Reach.PUBLIC, false);
    public static final Audience UNLISTED = new Audience(Reach.UNLISTED, false);
    public static final Audience FOLLOWERS = new Audience(Reach.FOLLOWERS, false);
    public static final Audience DIRECT = new Audience(Reach.DIRECT, false);
    public static final Audience LOCAL = new Audience(Reach.PUBLIC, true);

    /// May be seen by the whole world.
    public boolean open() {
        return reach.open() && !localOnly;
    }
}
