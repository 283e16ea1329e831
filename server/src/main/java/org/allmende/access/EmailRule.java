// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which e-mail addresses we keep. Only a letter can tell whether one works; this only catches slips.
final class EmailRule {

    /// RFC 5321 §4.5.3.1.3: 256 with its two brackets.
    private static final int LENGTH_MAX = 254;

    private static final Pattern SHAPE =
            Pattern.compile("[^\\s@\\p{Cntrl}<>(),;:\\\\\"\\[\\]]{1,64}@[^\\s@\\p{Cntrl}<>(),;:\\\\\"\\[\\]]+");

    private EmailRule() {}

    static Optional<String> problem(String email) {
        return email.length() <= LENGTH_MAX && SHAPE.matcher(email).matches()
                ? Optional.empty()
                : Optional.of("This is no e-mail address. It looks like name@example.org.");
    }

    /// One spelling for one mailbox. Upper and lower case differ in theory before the `@`, and nowhere in practice.
    static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
