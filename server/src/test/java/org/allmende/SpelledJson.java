// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende;

import java.util.List;

/// A JSON object spelled out by bytes: each one chooses what comes next. Any bytes are an object, and bytes that are
/// nearly alike are nearly the same object.
public final class SpelledJson {

    /// Sixteen values at each level and eight levels are more than a document has.
    private static final int ITEMS_MAX = 16;

    private static final int DEPTH_MAX = 8;

    private final byte[] bytes;
    private final List<String> names;
    private final List<String> leaves;
    private int at;

    private SpelledJson(byte[] bytes, List<String> names, List<String> leaves) {
        this.bytes = bytes;
        this.names = names;
        this.leaves = leaves;
    }

    public static String of(byte[] bytes, List<String> names, List<String> leaves) {
        return new SpelledJson(bytes, names, leaves).object(0);
    }

    private String object(int depth) {
        var json = new StringBuilder("{");
        for (int items = next() % ITEMS_MAX; items > 0 && at < bytes.length; items--) {
            json.append(json.length() > 1 ? "," : "");
            json.append('"').append(names.get(next() % names.size())).append("\":");
            json.append(value(depth + 1));
        }
        return json.append('}').toString();
    }

    private String array(int depth) {
        var json = new StringBuilder("[");
        for (int items = next() % ITEMS_MAX; items > 0 && at < bytes.length; items--) {
            json.append(json.length() > 1 ? "," : "").append(value(depth + 1));
        }
        return json.append(']').toString();
    }

    private String value(int depth) {
        var choice = next();
        if (depth < DEPTH_MAX && choice >= 0xC0) {
            return choice >= 0xE0 ? object(depth) : array(depth);
        }
        return leaves.get(choice % leaves.size());
    }

    private int next() {
        return at < bytes.length ? Byte.toUnsignedInt(bytes[at++]) : 0;
    }
}
