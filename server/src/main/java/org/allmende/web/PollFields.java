// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.ArrayList;
import java.util.List;
import org.allmende.desk.PollWish;

/// A poll as it stands in the form.
record PollFields(List<String> options, boolean multiple, boolean hidden, int minutes) {

    /// For how many minutes a poll can be open.
    static final List<Integer> LASTS = List.of(30, 60, 360, 1_440, 4_320, 10_080, 43_200);

    static final PollFields EMPTY = new PollFields(List.of("", "", "", ""), false, false, 1_440);

    PollFields {
        options = List.copyOf(options);
    }

    static PollFields of(PollWish wish) {
        var options = new ArrayList<>(wish.options());
        while (options.size() < 4) {
            options.add("");
        }
        var minutes = (int) wish.open().toMinutes();
        return new PollFields(
                options, wish.multiple(), wish.hideTotals(), LASTS.contains(minutes) ? minutes : EMPTY.minutes);
    }

    boolean asked() {
        return options.stream().anyMatch(option -> !option.isBlank());
    }
}
