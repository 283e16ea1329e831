// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/// Where the program begins.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(new Commands(in, out, err, System.getenv(), Clock.systemUTC()).run(arguments));
    }
}
