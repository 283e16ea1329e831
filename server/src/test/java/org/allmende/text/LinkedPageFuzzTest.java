// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.allmende.Fuzzed;

/// Whatever a linked page says of itself, in whichever charset, a preview shows plain lines within their bounds and
/// addresses that are addresses.
class LinkedPageFuzzTest implements Fuzzed {

    private static final String ADDRESS = "https://a.example/pages/1";

    @Override
    public void read(byte[] input) {
        for (var charset : List.of(Optional.<String>empty(), Optional.of("utf-8"), Optional.of("x-no such"))) {
            var page = LinkedPage.read(input, charset, ADDRESS);
            line(page.title(), LinkedPage.TITLE_LENGTH_MAX);
            line(page.description(), LinkedPage.DESCRIPTION_LENGTH_MAX);
            line(page.author(), LinkedPage.NAME_LENGTH_MAX);
            line(page.provider(), LinkedPage.NAME_LENGTH_MAX);
            line(page.pictureText(), LinkedPage.DESCRIPTION_LENGTH_MAX);
            page.picture().ifPresent(LinkedPageFuzzTest::web);
            page.authorUrl().ifPresent(LinkedPageFuzzTest::web);
            assertThat(page.scripts()).hasSizeLessThanOrEqualTo(5);
        }
    }

    private static void line(String text, int codePointsMax) {
        assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo(codePointsMax);
        assertThat(text.chars()).noneMatch(Character::isISOControl);
    }

    private static void web(String url) {
        assertThat(Urls.parse(url)).contains(URI.create(url));
    }

    @Override
    public List<String> words() {
        return List.of(
                "<meta property=\"",
                "<meta name=\"",
                " content=\"",
                "og:title",
                "og:description",
                "og:image",
                "og:locale",
                "og:site_name",
                "article:author",
                "twitter:image",
                "<meta charset=",
                "utf-16",
                "utf-7",
                "x-user-defined",
                "iso-2022-kr",
                "windows-1252",
                "<?xml version=\"1.0\" encoding=\"",
                "http-equiv=\"Content-Type\"",
                "text/html; charset=",
                "<title>",
                "<html lang=",
                "<script type=application/ld+json>",
                "</script>",
                "../x",
                "//b.example/",
                "https://b.example/",
                "data:",
                "\u00FF\u00FE",
                "&#0;",
                "<base href=");
    }
}
