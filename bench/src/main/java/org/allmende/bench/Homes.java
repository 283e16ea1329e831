// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.allmende.activity.Reach;

/// What lies in each member's home timeline, by the rule by which posts are spread.
final class Homes {

    /// As much as is ever kept.
    private static final int OF_READER = 1_000;

    /// The others have a shorter one: enough that writing to all of them touches as many places as it does in life.
    private static final int OF_OTHERS = 100;

    private final Village village;

    /// By member, the newest first.
    private final int[][] posts;

    private final int[] filled;
    private final List<List<Integer>> followersOf = new ArrayList<>();

    Homes(Village village) {
        this.village = village;
        var members = village.size.members();
        this.posts = new int[members][OF_OTHERS];
        this.posts[Village.READER] = new int[OF_READER];
        this.filled = new int[members];
        for (var person = 0; person < village.size.everybody(); person++) {
            followersOf.add(new ArrayList<>());
        }
        for (var follower = 0; follower < members; follower++) {
            for (var followed : village.follows[follower]) {
                followersOf.get(followed).add(follower);
            }
        }
        var open = members;
        for (var post = village.size.posts() - 1; post >= 0 && open > 0; post--) {
            open -= spread(post);
        }
    }

    /// The posts of one home, rising.
    int[] of(int member) {
        var own = Arrays.copyOf(posts[member], filled[member]);
        Arrays.sort(own);
        return own;
    }

    // How many homes are full now that were not before.
    private int spread(int post) {
        var full = village.local(village.author[post]) ? put(village.author[post], post) : 0;
        if (village.reach[post] != Reach.DIRECT) {
            for (var follower : followersOf.get(village.author[post])) {
                if (wants(follower, post)) {
                    full += put(follower, post);
                }
            }
        }
        return full;
    }

    private boolean wants(int follower, int post) {
        if (village.shareOf[post] != Village.NONE) {
            return village.author[village.shareOf[post]] != follower;
        }
        if (village.replyTo[post] == Village.NONE) {
            return true;
        }
        var answered = village.author[village.replyTo[post]];
        return answered == village.author[post] || answered == follower || village.follows(follower, answered);
    }

    private int put(int member, int post) {
        if (filled[member] == posts[member].length) {
            return 0;
        }
        posts[member][filled[member]++] = post;
        return filled[member] == posts[member].length ? 1 : 0;
    }
}
