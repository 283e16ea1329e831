// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.allmende.http.Value.File;
import org.allmende.http.Value.Many;
import org.allmende.http.Value.Named;
import org.allmende.http.Value.Text;

/// Named values that a client sent, alike for JSON, urlencoded and multipart bodies.
///
/// Clients are taken as they are: a number may come as text, a single value for a list, a numbered map for a list.
/// What cannot be read as asked is absent.
public final class Params {

    private static final Set<String> YES = Set.of("1", "true", "t", "on", "yes");

    private final Map<String, Value> values;

    Params(Map<String, Value> values) {
        this.values = values;
    }

    /// Whether the name was sent, even as `null` or empty.
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// Whether the name was sent as a list, a map or a file, which is no single text however one looks at it.
    public boolean several(String name) {
        return switch (values.get(name)) {
            case null -> false;
            case Value.Text _, Value.Nothing _ -> false;
            case Many _, Named _, File _ -> true;
        };
    }

    public Set<String> names() {
        return Set.copyOf(values.keySet());
    }

    /// A text, number or truth value as text; the empty text if it was sent empty.
    public Optional<String> string(String name) {
        return text(values.get(name));
    }

    public Optional<Integer> integer(String name) {
        try {
            return string(name).map(text -> Integer.valueOf(text.strip()));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// `1`, `true`, `on` and their like are true, everything else that was sent is false.
    public Optional<Boolean> bool(String name) {
        return string(name).filter(text -> !text.isEmpty()).map(text -> YES.contains(text.toLowerCase(Locale.ROOT)));
    }

    /// The texts of a list; empty if there is none.
    public List<String> strings(String name) {
        return items(name).flatMap(value -> text(value).stream()).toList();
    }

    /// The named values inside a name; empty if there are none.
    public Params map(String name) {
        return values.get(name) instanceof Named(var members) ? new Params(members) : new Params(Map.of());
    }

    /// A list of maps, as in `fields_attributes[0][name]` or `choices[][title]`.
    public List<Params> maps(String name) {
        return items(name)
                .flatMap(value -> value instanceof Named(var members) ? Stream.of(new Params(members)) : Stream.empty())
                .toList();
    }

    public Optional<Upload> upload(String name) {
        return values.get(name) instanceof File(var upload) ? Optional.of(upload) : Optional.empty();
    }

    public List<Upload> uploads(String name) {
        return items(name)
                .flatMap(value -> value instanceof File(var upload) ? Stream.of(upload) : Stream.empty())
                .toList();
    }

    private Stream<Value> items(String name) {
        return switch (values.get(name)) {
            case null -> Stream.empty();
            case Many(var items) -> items.stream();
            case Named(var members) -> members.values().stream();
            case Value single -> Stream.of(single);
        };
    }

    private static Optional<String> text(Value value) {
        return value instanceof Text(var text) ? Optional.of(text) : Optional.empty();
    }
}
