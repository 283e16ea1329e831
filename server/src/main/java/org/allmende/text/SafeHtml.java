// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import org.jsoup.Jsoup;

/// Foreign HTML made safe to show: only what belongs in a text is left, and links cannot do harm.
public final class SafeHtml {

    /// Five times what Mastodon takes for a post; the rest is cut off.
    public static final int LENGTH_MAX = 100_000;

    /// Wild nesting takes several readings to settle; what has not settled by then is shown as plain text.
    private static final int READINGS_MAX = 6;

    private SafeHtml() {}

    /// Cleaning twice gives the same as cleaning once, so the result means to a browser what it means to us: a text
    /// that changes when it is read again could hide something in the difference. Throws for no input.
    public static String clean(String foreignHtml) {
        if (foreignHtml == null || foreignHtml.isBlank()) {
            return "";
        }
        try {
            return settled(Html.head(foreignHtml, LENGTH_MAX));
        } catch (RuntimeException _) {
            // A parser that fails on a hostile text must not fail whoever wants to read the timeline.
            return "";
        }
    }

    private static String settled(String foreign) {
        var html = foreign;
        for (int reading = 0; reading < READINGS_MAX; reading++) {
            var cleaned = read(html);
            if (cleaned.equals(html)) {
                return html;
            }
            html = cleaned;
        }
        return plain(PlainText.of(html));
    }

    private static String read(String html) {
        var writer = new SafeHtmlWriter(LENGTH_MAX);
        Jsoup.parseBodyFragment(html).body().filter(writer);
        return writer.html();
    }

    private static String plain(String text) {
        var writer = new SafeHtmlWriter(LENGTH_MAX);
        Jsoup.parseBodyFragment("<p>" + Html.escape(text).replace("\n", "<br />") + "</p>")
                .body()
                .filter(writer);
        return writer.html();
    }
}
