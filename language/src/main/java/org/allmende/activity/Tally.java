// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

import java.util.OptionalLong;

/// What the home of a foreign post counts. We hear only of a part of it.
public record Tally(OptionalLong replies, OptionalLong likes, OptionalLong shares) {

    public static final Tally UNKNOWN = new Tally(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    public boolean known() {
        return replies.isPresent() || likes.isPresent() || shares.isPresent();
    }
}
