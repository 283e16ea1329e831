// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            one\\ntwo\\n\\nthree         | <p>one<br />two</p><p>three</p>
            # Tools #                    | <p><strong>Tools</strong></p>
            - a\\n- b\\n  more           | <ul><li>a</li><li>b<br />more</li></ul>
            1. a\\n2) b                  | <ol><li>a</li><li>b</li></ol>
            text\\n- a                   | <p>text</p><ul><li>a</li></ul>
            > said\\n> so                | <blockquote><p>said<br />so</p></blockquote>
            ```\\nif (a < b)\\n```       | <pre><code>if (a &lt; b)⏎</code></pre>
            a **bold** and *leaning*     | <p>a <strong>bold</strong> and <em>leaning</em></p>
            **an _inner_ one**           | <p><strong>an <em>inner</em> one</strong></p>
            snake_case_name 2 * 3 * 4    | <p>snake_case_name 2 * 3 * 4</p>
            `a*b*c` ~~gone~~             | <p><code>a*b*c</code> <del>gone</del></p>
            [here](https://a.example/?x) | <p><a href="https://a.example/?x">here</a></p>
            [no](javascript:alert(1))    | <p>[no](javascript:alert(1))</p>
            ![a duck](https://a.example) | <p>a duck</p>
            <b>raw</b>                   | <p>&lt;b&gt;raw&lt;/b&gt;</p>
            ---                          | ''
            """)
    void what_people_write_is_read(String source, String html) {
        assertThat(html(source.replace("\\n", "\n")).replace("\n", "⏎")).isEqualTo(html);
    }

    @Test
    void no_text_makes_it_slow() {
        for (var piece :
                List.of("[", "![", "**", "*a", "_a ", "`", "~~", "[a](", "> ", "- ", "# ", "  ", "[[a]", "\n")) {
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> html(piece.repeat(100_000 / piece.length())));
        }
    }

    private static String html(String source) {
        return Markdown.html(source, _ -> Optional.empty(), tag -> "https://a.example/tags/" + tag);
    }
}
