// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What people say in the village: as long and as varied as in life, and nothing in particular.
final class Words {

    private static final List<String> WORDS =
            List.of(("the of and to in is it you that for on with as this by from at or"
                            + " we can out about up them then she many some so these would other into has more her two like him see"
                            + " time could no make than first been its who now people my made over did down only way find use may"
                            + " water long little very after called just where most know village meadow orchard market bridge"
                            + " garden workshop library concert harvest neighbour kettle bicycle lantern thunder violin autumn"
                            + " morning evening together forgotten remarkable community wonderful photograph Grüße Straße café"
                            + " naïve façade jalapeño the the and of to a a in we I you")
                    .split(" "));

    /// In every seventh post or so.
    static final String USUAL = "orchard";

    /// Rarely in one post.
    static final List<String> THREE = List.of("photograph", "violin", "lantern");

    private static final int TAGS = 300;

    private final SplittableRandom random;
    private final Zipf tags;

    Words(long seed) {
        this.random = new SplittableRandom(seed + 1);
        this.tags = new Zipf(TAGS, 1.0);
    }

    String sentence() {
        // Short remarks are common, long thoughts are not.
        var length = 4 + (int) (random.nextDouble() * random.nextDouble() * 90);
        var words = new StringBuilder();
        for (var i = 0; i < length; i++) {
            words.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return words.append('.').toString();
    }

    /// None for most, one or two for some.
    List<String> tags() {
        var chosen = new ArrayList<String>();
        if (random.nextInt(10) == 0) {
            chosen.add(tag());
            var second = tag();
            if (random.nextBoolean() && !chosen.contains(second)) {
                chosen.add(second);
            }
        }
        return chosen;
    }

    private String tag() {
        return tag(tags.draw(random));
    }

    static String tag(int number) {
        return "subject" + number;
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }
}
