// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.allmende.http.RateLimit;

/// How much we ask of other servers, for whatever reason: of one host, of all hosts of one owner, and in all.
///
/// Whoever owns a domain can make up hosts and actors without end (CVE-2022-46405). Each would be a stranger to get to
/// know; and each could send us on to somebody else, who would be asked by us and not by them.
final class Allowance {

    /// Generous to a large instance whose thread is being read, and nothing that could hurt a small one.
    static final int REQUESTS_PER_HOST = 300;

    /// Of three busy hosts. What remains of all is for everybody else.
    static final int REQUESTS_PER_OWNER = 900;

    static final int REQUESTS_IN_ALL = 6_000;

    static final Duration WINDOW = Duration.ofMinutes(5);

    /// Below a country's own ending, where registries sell names one level further down: `example.co.uk`.
    private static final Set<String> SOLD_BELOW = Set.of(
            "ac", "co", "com", "edu", "gob", "gouv", "gov", "id", "ltd", "me", "ne", "net", "nom", "or", "org", "plc");

    private static final int COUNTRY_LENGTH = 2;

    private final RateLimit perHost;
    private final RateLimit perOwner;
    private final RateLimit inAll;

    Allowance(Clock clock) {
        this.perHost = new RateLimit(REQUESTS_PER_HOST, WINDOW, clock);
        this.perOwner = new RateLimit(REQUESTS_PER_OWNER, WINDOW, clock);
        this.inAll = new RateLimit(REQUESTS_IN_ALL, WINDOW, clock);
    }

    /// True if the host, with its port if it has one, may be asked once more now.
    boolean take(String host) {
        return perHost.take(host).allowed()
                && perOwner.take(owner(host)).allowed()
                && inAll.take("").allowed();
    }

    /// What somebody must have bought to have this host. Addresses in numbers and names of a local network are not for
    /// sale, so they stand for themselves.
    static String owner(String host) {
        var labels = List.of(host.replaceFirst(":[0-9]+$", "").split("\\.", -1));
        var last = labels.getLast();
        if (labels.size() < 2 || host.startsWith("[") || Character.isDigit(last.charAt(0))) {
            return host;
        }
        var further = labels.size() > 2
                && last.length() == COUNTRY_LENGTH
                && SOLD_BELOW.contains(labels.get(labels.size() - 2));
        return String.join(".", labels.subList(labels.size() - (further ? 3 : 2), labels.size()));
    }
}
