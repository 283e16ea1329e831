// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

import java.time.Instant;
import java.util.Optional;

/// What is at the other end of a link, in words and a picture. Plain text throughout: nothing of it is HTML.
///
/// Empty texts are unknown; with an empty title there is nothing to show. `picture` is an address, `creator` the handle
/// of whom the page names as its author: a claim, until they name the page.
public record Preview(
        String url,
        String title,
        String description,
        String author,
        Optional<String> authorUrl,
        String provider,
        Optional<String> picture,
        String pictureText,
        Optional<String> language,
        Optional<Instant> published,
        Optional<String> creator) {

    /// That names nobody in the Fediverse as its author.
    public Preview(
            String url,
            String title,
            String description,
            String author,
            Optional<String> authorUrl,
            String provider,
            Optional<String> picture,
            String pictureText,
            Optional<String> language,
            Optional<Instant> published) {
        this(
                url,
                title,
                description,
                author,
                authorUrl,
                provider,
                picture,
                pictureText,
                language,
                published,
                Optional.empty());
    }

    public static Preview blank(String url) {
        return new Preview(
                url, "", "", "", Optional.empty(), "", Optional.empty(), "", Optional.empty(), Optional.empty());
    }

    public boolean shown() {
        return !title.isBlank();
    }
}
