// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende;

/// Where the fuzzer comes in: it calls public static methods only. The one argument is the name of the target.
public final class FuzzDriver {

    private static Fuzzed target;

    private FuzzDriver() {}

    public static void fuzzerInitialize(String[] names) throws ReflectiveOperationException {
        var constructor = Class.forName(names[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        target = (Fuzzed) constructor.newInstance();
    }

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        target.read(input);
    }
}
