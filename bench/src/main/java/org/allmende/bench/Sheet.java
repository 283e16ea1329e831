// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A table of results, as Markdown.
final class Sheet {

    private final List<List<String>> rows = new ArrayList<>();

    Sheet(String... titles) {
        rows.add(List.of(titles));
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    static String millis(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f ms" : "%.0f ms", value);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
    }

    static String times(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }

    void print(String title) {
        System.out.println();
        System.out.println("## " + title);
        System.out.println();
        var widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (var i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        line(rows.getFirst(), widths);
        line(Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths);
        rows.stream().skip(1).forEach(row -> line(row, widths));
    }

    private static void line(List<String> cells, int[] widths) {
        var line = new StringBuilder("|");
        for (var i = 0; i < cells.size(); i++) {
            line.append(' ')
                    .append(cells.get(i))
                    .repeat(' ', widths[i] - cells.get(i).length())
                    .append(" |");
        }
        System.out.println(line);
    }
}
