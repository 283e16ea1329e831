// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void paragraphs_lines_and_lists_keep_their_breaks() {
        var html = "<p>One  &amp;\n two<br>three</p><p>four</p><ul><li>a</li><li>b</li></ul><pre>x\n  y</pre>";

        assertThat(PlainText.of(html)).isEqualTo("One & two\nthree\n\nfour\n\n- a\n- b\n\nx\ny");
    }

    @Test
    void what_is_not_shown_is_not_read() {
        assertThat(PlainText.of(
                        "<a href=x><span class=invisible>https://</span><span class=ellipsis>a.example/lo</span>"
                                + "<span class=invisible>ng</span></a><script>no</script> <img alt=':cat:'>"))
                .isEqualTo("a.example/lo… :cat:");
    }

    @Test
    void an_excerpt_is_one_line_and_cuts_no_character_in_two() {
        assertThat(PlainText.excerpt("<p>one</p><p>two</p>", 20)).isEqualTo("one two");
        assertThat(PlainText.excerpt("<p>one</p><p>two</p>", 5)).isEqualTo("one…");
        assertThat(PlainText.excerpt("ab👨‍👩‍👧cd", 6)).isEqualTo("ab…");
        assertThat(PlainText.excerpt("ab👨‍👩‍👧cd", 8)).isEqualTo("ab👨‍👩‍👧…");
        assertThat(PlainText.excerpt("e" + "\u0301".repeat(1_000), 5)).isEqualTo("…");
    }
}
