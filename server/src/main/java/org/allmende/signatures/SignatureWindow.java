// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.allmende.signatures.SignatureCheck.Fall;
import org.allmende.signatures.SignatureCheck.Fault;

/// When a signature may have been made. The same window as Mastodon's, so that nobody needs to know ours.
record SignatureWindow(Instant now) {

    /// Senders keep a signed request for their next attempts.
    static final Duration AGE_MAX = Duration.ofHours(12);

    /// Clocks of home servers.
    static final Duration AHEAD_MAX = Duration.ofHours(1);

    void admitDate(String header) throws Fall {
        try {
            admit(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException _) {
            throw new Fall(Fault.MALFORMED, "The Date header is no date of HTTP.");
        }
    }

    void admitSecond(long created) throws Fall {
        admit(second(created));
    }

    void expires(long second) throws Fall {
        if (!second(second).isAfter(now)) {
            throw new Fall(Fault.STALE, "The signature has expired.");
        }
    }

    private void admit(Instant made) throws Fall {
        if (made.isBefore(now.minus(AGE_MAX))) {
            throw new Fall(Fault.STALE, "The signature is older than " + AGE_MAX.toHours() + " hours.");
        }
        if (made.isAfter(now.plus(AHEAD_MAX))) {
            throw new Fall(Fault.STALE, "The signature is from the future. Please set your clock.");
        }
    }

    private static Instant second(long second) throws Fall {
        try {
            return Instant.ofEpochSecond(second);
        } catch (DateTimeException _) {
            throw new Fall(Fault.MALFORMED, "The signature names no time that exists.");
        }
    }
}
