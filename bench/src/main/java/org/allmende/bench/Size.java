// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

/// How large the village is that we measure in. The same size gives the same village, row for row.
///
/// @param people members besides the three that we look at
/// @param posts all of them, answers and shares included
record Size(int people, int posts, long seed) {

    Size {
        if (people < 10 || posts < 100) {
            throw new IllegalArgumentException("a village has at least 10 people and 100 posts");
        }
    }

    /// For every five members, one stranger whom they read.
    int strangers() {
        return people / 5;
    }

    int members() {
        return Village.FIRST_OF_MANY + people;
    }

    int everybody() {
        return members() + strangers();
    }

    @Override
    public String toString() {
        return people + "-people-" + posts + "-posts-seed-" + seed;
    }
}
