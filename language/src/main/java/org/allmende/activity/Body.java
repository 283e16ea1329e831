// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

/// A text as it is shown and as it was written.
///
/// `html` is safe: made by us, or cleaned by the `text` room. `source` is what the author typed, empty for foreign
/// texts; `format` is its media type, `text/plain` or `text/markdown`.
public record Body(String html, String source, String format) {

    public static final Body EMPTY = new Body("", "", "text/plain");

    public static Body foreign(String html) {
        return new Body(html, "", "text/html");
    }
}
