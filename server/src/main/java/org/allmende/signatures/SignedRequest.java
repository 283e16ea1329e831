// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.signatures;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A request as its signature sees it.
///
/// `base` is the scheme and authority that we are known by, `target` the path and query exactly as they were asked
/// for. The names of headers do not mind their case.
public record SignedRequest(String method, URI base, String target, Map<String, List<String>> headers, byte[] body) {

    public SignedRequest {
        var sorted = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> sorted.put(name, List.copyOf(values)));
        headers = sorted;
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /// The value of a header that was sent exactly once.
    Optional<String> once(String name) {
        var values = headers.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.getFirst().strip()) : Optional.empty();
    }

    /// All values of a header, joined as both kinds of signature join them.
    Optional<String> all(String name) {
        var values = headers.getOrDefault(name, List.of());
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        String.join(", ", values.stream().map(String::strip).toList()));
    }

    /// Has a body that must be covered, even where it is empty: whoever posts says something by it.
    boolean carries() {
        return body.length > 0 || method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }

    String path() {
        var query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /// With its question mark; `?` alone where there is none, as RFC 9421 §2.2.7 wants it.
    String query() {
        var query = target.indexOf('?');
        return query < 0 ? "?" : target.substring(query);
    }

    boolean queried() {
        return target.indexOf('?') >= 0;
    }

    String authority() {
        return plain(base.getScheme(), base.getRawAuthority());
    }

    /// Was meant for us: the `Host` header names the authority that we are known by.
    boolean meantForUs() {
        return once("host")
                .filter(host -> plain(base.getScheme(), host).equals(authority()))
                .isPresent();
    }

    /// In lower case, without the usual port.
    static String plain(String scheme, String authority) {
        var lower = authority.toLowerCase(Locale.ROOT);
        var usual = scheme.equals("https") ? ":443" : ":80";
        return lower.endsWith(usual) ? lower.substring(0, lower.length() - usual.length()) : lower;
    }
}
