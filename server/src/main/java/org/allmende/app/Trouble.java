// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;

/// What nobody foresaw: the details go to a file of their own, and the person at the keyboard is told where.
final class Trouble {

    private Trouble() {}

    static String report(RuntimeException trouble, Instant when) {
        try {
            var file = Files.createTempFile("allmende-trouble-", ".txt");
            try (var writer = new PrintWriter(file.toFile(), StandardCharsets.UTF_8)) {
                writer.println(when + " allmende " + Version.NUMBER + ", Java " + Runtime.version());
                trouble.printStackTrace(writer);
            }
            return "something went wrong that we did not foresee (%s). Please report it with the details in %s"
                    .formatted(trouble, file);
        } catch (IOException _) {
            return "something went wrong that we did not foresee: " + trouble;
        }
    }
}
