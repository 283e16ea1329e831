// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.base;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Values by chance, for promises that hold for every value. What fails names its seed, and comes again with
/// `-Dseed=…`.
final class Chance {

    private static final String SEED = "seed";

    /// What readers stumble over: ends of text, halves of pairs, marks of order, the last of their kind.
    private static final String ODD =
            "\0\t\r\n \u007f\u0085\u00a0\u00ad\u00df\u0130\u0301\u200b\u200e\u202e\u2028\ufeff"
                    + "\uff0f\uffff\ud83d\udc18\ud800\udfff";

    private final Random random;

    private Chance(long seed) {
        this.random = new Random(seed);
    }

    /// One case of a promise.
    interface Trial {
        void run(Chance chance) throws Exception;
    }

    static void times(int times, Trial trial) {
        var given = Long.getLong(SEED);
        var seeds = new Random();
        for (var i = 0; i < (given == null ? times : 1); i++) {
            var seed = given == null ? seeds.nextLong() : given;
            try {
                trial.run(new Chance(seed));
            } catch (Exception | Error e) {
                throw new AssertionError("it comes again with -D" + SEED + "=" + seed, e);
            }
        }
    }

    byte[] bytes(int lengthMax) {
        var bytes = new byte[random.nextInt(lengthMax + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    /// Of all letters, with many of those that are seldom met; now and then none at all.
    String text(int lengthMax) {
        return IntStream.range(0, random.nextInt(lengthMax + 1))
                .mapToObj(_ -> letter())
                .collect(Collectors.joining());
    }

    private String letter() {
        return switch (random.nextInt(4)) {
            case 0 -> String.valueOf(ODD.charAt(random.nextInt(ODD.length())));
            case 1 -> Character.toString(random.nextInt(Character.MAX_CODE_POINT + 1));
            default -> String.valueOf((char) (' ' + random.nextInt(95)));
        };
    }
}
