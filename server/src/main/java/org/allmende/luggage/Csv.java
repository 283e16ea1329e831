// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.luggage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Comma-separated values (RFC 4180), a line at a time: none of these files has line breaks within a value.
final class Csv {

    private Csv() {}

    static String line(Object... values) {
        return List.of(values).stream().map(Object::toString).map(Csv::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String value) {
        return value.contains(",") || value.contains("\"") || value.contains("\n")
                ? "\"" + value.replace("\"", "\"\"").replace("\n", " ") + "\""
                : value;
    }

    static List<String> values(String line) {
        var values = new ArrayList<String>();
        var value = new StringBuilder();
        var within = false;
        for (var i = 0; i < line.length(); i++) {
            var sign = line.charAt(i);
            if (sign == '"') {
                if (within && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    value.append('"');
                    i++;
                } else {
                    within = !within;
                }
            } else if (sign == ',' && !within) {
                values.add(value.toString().strip());
                value.setLength(0);
            } else {
                value.append(sign);
            }
        }
        values.add(value.toString().strip());
        return values;
    }
}
