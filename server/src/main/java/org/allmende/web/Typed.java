// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.http.Params;

/// What was typed into a form, with what is found to be wrong while it is read.
final class Typed {

    /// Longer than any field takes: what is beyond is cut, so that nobody gets a page of megabytes back.
    private static final int KEPT_MAX = 200_000;

    private final Params params;
    private final Map<String, String> problems = new LinkedHashMap<>();

    Typed(Params params) {
        this.params = params;
    }

    /// The text as typed, in line feeds; empty where there is none.
    String text(String name) {
        var text = params.string(name).orElse("").replace("\r\n", "\n").replace('\r', '\n');
        return text.length() <= KEPT_MAX ? text : text.substring(0, KEPT_MAX);
    }

    String line(String name) {
        return text(name).strip();
    }

    /// A line that must be there, of at most `max` characters.
    String needed(Words words, String name, int max) {
        var line = bounded(words, name, max);
        if (line.isEmpty()) {
            wrong(name, words.say("form.required"));
        }
        return line;
    }

    String bounded(Words words, String name, int max) {
        var line = line(name);
        if (line.codePointCount(0, line.length()) > max) {
            wrong(name, words.say("form.long", max));
        }
        return line;
    }

    boolean ticked(String name) {
        return params.bool(name).orElse(false);
    }

    List<String> all(String name) {
        return params.strings(name);
    }

    void wrong(String name, String message) {
        problems.putIfAbsent(name, message);
    }

    boolean sound() {
        return problems.isEmpty();
    }

    /// To fill the form anew; passwords are never sent back.
    Map<String, String> problems() {
        return problems;
    }

    Filled filled(String... names) {
        var values = new HashMap<String, String>();
        for (var name : names) {
            values.put(name, text(name));
        }
        return new Filled(values, problems);
    }
}
