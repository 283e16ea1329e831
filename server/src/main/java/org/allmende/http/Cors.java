// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.util.List;

/// Lets pages of other sites ask, as browsers want it said (Fetch standard, section 3.2). No cookies: those pages
/// bring a token or stay anonymous.
final class Cors {

    private static final String EXPOSED = "Link, X-RateLimit-Reset, X-RateLimit-Limit, X-RateLimit-Remaining,"
            + " X-Request-Id, Mastodon-Async-Refresh";
    private static final String VERBS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    // `*` does not cover Authorization, which must be named.
    private static final String HEADERS = "*, Authorization";

    // Browsers cap it, at two hours or a day.
    private static final String SECONDS = "7200";

    private Cors() {}

    static Answer open(Answer answer) {
        return answer.header("Access-Control-Allow-Origin", "*").header("Access-Control-Expose-Headers", EXPOSED);
    }

    static Answer preflight(List<String> allowed) {
        var answer = Answer.noContent()
                .header("Access-Control-Allow-Methods", VERBS)
                .header("Access-Control-Allow-Headers", HEADERS)
                .header("Access-Control-Max-Age", SECONDS);
        return allowed.isEmpty() ? answer : answer.header("Allow", String.join(", ", allowed));
    }
}
