// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What another server answered.
///
/// @param uri where the answer came from after all redirects
public record Response(int status, List<Header> headers, byte[] bytes, URI uri) {

    public Response {
        headers = List.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.named(name))
                .map(Header::value)
                .findFirst();
    }

    /// The content type without its parameters, in lower case; empty if there is none.
    public String contentType() {
        var type = header("Content-Type").orElse("");
        return type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public boolean fine() {
        return status >= 200 && status < 300;
    }
}
