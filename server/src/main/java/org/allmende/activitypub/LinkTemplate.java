// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.text.Urls;

/// An address with gaps, as WebFinger answers carry it: `https://a.example/authorize_interaction?uri={uri}`.
record LinkTemplate(String rel, String text) {

    /// As long as any address may be.
    static final int LENGTH_MAX = Urls.LENGTH_MAX;

    private static final Pattern GAP = Pattern.compile("\\{([A-Za-z-]{1,40})}");
    private static final Pattern HEAD = Pattern.compile("https?://[^/?#{}\\\\]+[/?]", Pattern.CASE_INSENSITIVE);

    boolean has(String gap) {
        return text.contains("{" + gap + "}");
    }

    /// The address with `value` in its gap and nothing in all others (FEP-3b86, section 3.2). Empty where there is no
    /// such gap, or where what is put in could change the host.
    Optional<URI> filled(String gap, String value) {
        if (text.length() > LENGTH_MAX || !has(gap) || !HEAD.matcher(text).lookingAt()) {
            return Optional.empty();
        }
        var encoded = URLEncoder.encode(value, UTF_8).replace("+", "%20");
        var whole = GAP.matcher(text)
                .replaceAll(found -> found.group(1).equals(gap) ? Matcher.quoteReplacement(encoded) : "");
        return whole.indexOf('{') < 0 && whole.indexOf('}') < 0 ? Urls.parse(whole) : Optional.empty();
    }
}
