// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.allmende.http.Outbound;
import org.allmende.http.OutboundRequest;
import org.allmende.http.Response;
import org.allmende.media.Fetcher;

/// The way in which foreign pictures and films come here: through the one guarded way out, unsigned and without a word
/// about who wants to see them.
final class Fetching implements Fetcher {

    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Pattern PART = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    private final Outbound outbound;

    Fetching(Outbound outbound) {
        this.outbound = outbound;
    }

    @Override
    public void fetch(String url, Wish wish, Drain drain) throws IOException {
        var plain = OutboundRequest.get(URI.create(url))
                .within(QUIET, wish.within())
                .header("Accept", "image/*, video/*, audio/*, */*;q=0.1")
                // Lengths and parts are told of what is sent, so it has to be the file itself.
                .header("Accept-Encoding", "identity");
        var asked = wish.entire() ? plain : plain.header("Range", range(wish));
        var answer = outbound.pour(asked, (head, body) -> drain.take(arrival(head, wish), body));
        if (!answer.fine()) {
            throw new IOException(url + " answers " + answer.status());
        }
    }

    private static String range(Wish wish) {
        return "bytes=" + wish.from() + "-" + (wish.from() + wish.length().orElseThrow() - 1);
    }

    private static Arrival arrival(Response head, Wish wish) throws IOException {
        if (head.status() == 200) {
            return new Arrival(number(head.header("Content-Length").orElse("")), false);
        }
        var part = PART.matcher(head.header("Content-Range").orElse(""));
        if (head.status() != 206 || wish.entire() || !part.matches() || Long.parseLong(part.group(1)) != wish.from()) {
            throw new IOException(head.uri() + " answers " + head.status() + " with something that was not asked for");
        }
        return new Arrival(number(part.group(3)), true);
    }

    private static OptionalLong number(String text) {
        return LENGTH.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
