// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The middle of interest of a picture, as classes that the style knows.
class FocusTest {

    private static final String STYLE =
            new String(new Assets().named("allmende.css").bytes(), StandardCharsets.UTF_8);

    @Test
    void the_middle_needs_no_class_and_the_edges_are_reached() {
        assertThat(Cards.focus(0, 0)).isEmpty();
        assertThat(Cards.focus(-1, 1)).isEqualTo("fx0 fy0");
        assertThat(Cards.focus(1, -1)).isEqualTo("fx100 fy100");
        assertThat(Cards.focus(0.3, 0)).isEqualTo("fx65 fy50");
    }

    @Test
    void the_style_knows_every_step() {
        for (var step = -100; step <= 100; step++) {
            for (var name : Cards.focus(step / 100.0, -step / 100.0).split(" ", -1)) {
                assertThat(name.isEmpty() || STYLE.contains("." + name + "{--")).isTrue();
            }
        }
    }
}
