// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.allmende.Fuzzed;
import org.jsoup.Jsoup;

/// Whatever is typed here, the HTML that is made of it says the same and is safe.
class MarkupFuzzTest implements Fuzzed {

    @Override
    public void read(byte[] input) {
        var scan = Markup.scan(new String(input, UTF_8));

        var plain = Markup.html(scan, _ -> Optional.empty(), _ -> "https://a.example/");
        var linked = Markup.html(
                scan,
                handle -> Optional.of(new Link("https://a.example/", handle.toString())),
                _ -> "https://a.example/");

        assertThat(words(Jsoup.parseBodyFragment(plain).body().wholeText()))
                .isEqualToIgnoringCase(words(scan.source()));
        assertThat(Jsoup.parseBodyFragment(SafeHtml.clean(linked)).text())
                .isEqualTo(Jsoup.parseBodyFragment(linked).text());
        assertThat(Lengths.weigh(scan)).isNotNegative();
    }

    private static String words(String text) {
        return text.replace('＃', '#').replaceAll("\\s", "");
    }

    @Override
    public List<String> words() {
        return List.of(
                "@",
                "anna",
                "@anna",
                "@b.example",
                "#tag",
                "＃",
                "https://",
                "a.example",
                "(",
                ")",
                "<script>",
                "&amp;",
                "\r\n",
                "👍",
                "€",
                ":8080",
                "，",
                "\u200D",
                "\u0301",
                "http://localhost:1/",
                "「");
    }
}
