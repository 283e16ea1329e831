// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.allmende.Fuzzed;

/// Queries, forms and JSON that clients send: read within the bounds, or refused as malformed.
///
/// What begins with a brace is JSON, else the first line is a query.
class FormsFuzzTest implements Fuzzed {

    @Override
    public void read(byte[] input) {
        var text = new String(input, UTF_8);
        try {
            var values = text.startsWith("{")
                    ? JsonForm.read(input)
                    : pairs(text.lines().findFirst().orElse(""));
            assertThat(sound(values, 0)).isLessThanOrEqualTo(ParamTree.VALUES_MAX);
            asked(new Params(values), 0);
        } catch (Fault fault) {
            assertThat(fault.status()).isEqualTo(400);
            assertThat(fault.message()).endsWith(".");
        }
    }

    private static Map<String, Value> pairs(String text) {
        var tree = new ParamTree();
        FormPair.parse(text, ParamTree.VALUES_MAX).forEach(pair -> tree.add(pair.name(), new Value.Text(pair.value())));
        return tree.values();
    }

    private static int sound(Map<String, Value> values, int depth) {
        values.keySet().forEach(FormsFuzzTest::sound);
        return values.values().stream()
                .mapToInt(value -> sound(value, depth + 1))
                .sum();
    }

    private static int sound(Value value, int depth) {
        assertThat(depth).isLessThanOrEqualTo(2 * ParamTree.DEPTH_MAX);
        return switch (value) {
            case Value.Text(var text) -> sound(text);
            case Value.Nothing() -> 1;
            case Value.Many(var items) ->
                items.stream().mapToInt(item -> sound(item, depth + 1)).sum();
            case Value.Named(var members) -> sound(members, depth);
            case Value.File _ -> throw new AssertionError("no file was sent");
        };
    }

    // What a database does not take is not let in: NUL, half a character.
    private static int sound(String text) {
        assertThat(text.indexOf('\0')).isNegative();
        assertThat(UTF_8.newEncoder().canEncode(text)).isTrue();
        return 1;
    }

    private static void asked(Params params, int depth) {
        for (var name : params.names()) {
            params.string(name);
            params.integer(name);
            params.bool(name);
            params.strings(name);
            assertThat(params.uploads(name)).isEmpty();
            if (depth < ParamTree.DEPTH_MAX) {
                asked(params.map(name), depth + 1);
                params.maps(name).forEach(map -> asked(map, depth + 1));
            }
        }
    }

    @Override
    public List<String> words() {
        return List.of(
                "[]",
                "[a]",
                "[b][]",
                "[0][name]",
                "a[]=1&",
                "&",
                "=",
                "%5B%5D",
                "%00",
                "%ff",
                "%F0%9F%98%80",
                "+",
                "\\ud800",
                "\\u0000",
                "null",
                "true",
                "[[[[",
                "{\"a\":",
                "1e999",
                "on");
    }
}
