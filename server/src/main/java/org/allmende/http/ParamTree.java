// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.http.Value.Many;
import org.allmende.http.Value.Named;

/// Grows nested values from names such as `a[]`, `a[b]` and `a[][b]`, as Rails reads them and apps therefore write
/// them.
final class ParamTree {

    /// A filter with hundreds of keywords fits; memory does not.
    static final int VALUES_MAX = 4_096;

    /// The deepest that a client sends is three.
    static final int DEPTH_MAX = 16;

    private final Named root = new Named();

    void add(String name, Value value) {
        insert(root, steps(name), value);
    }

    Map<String, Value> values() {
        return root.members();
    }

    /// The later map wins, name by name.
    static Params merge(Map<String, Value> under, Map<String, Value> over) {
        var all = new LinkedHashMap<>(under);
        all.putAll(over);
        return new Params(all);
    }

    /// `a[b][]` becomes `a`, `b` and the empty step. A name that is not well formed is one step.
    private static List<String> steps(String name) {
        var open = name.indexOf('[');
        if (open < 1 || !name.endsWith("]")) {
            return List.of(name);
        }
        var steps = new ArrayList<String>();
        steps.add(name.substring(0, open));
        for (var step : name.substring(open + 1, name.length() - 1).split("]\\[", -1)) {
            if (step.indexOf('[') >= 0 || step.indexOf(']') >= 0) {
                return List.of(name);
            }
            steps.add(step);
        }
        if (steps.size() > DEPTH_MAX) {
            throw Fault.malformed("The names of the parameters are nested too deeply.");
        }
        return steps;
    }

    private static void insert(Named into, List<String> steps, Value value) {
        var members = into.members();
        var head = steps.getFirst();
        var rest = steps.subList(1, steps.size());
        if (rest.isEmpty()) {
            members.put(head, value);
        } else if (rest.getFirst().isEmpty()) {
            append(list(members, head), rest.subList(1, rest.size()), value);
        } else {
            insert(map(members, head), rest, value);
        }
    }

    private static void append(List<Value> items, List<String> rest, Value value) {
        if (rest.isEmpty()) {
            items.add(value);
            return;
        }
        // A name that the last map already has begins the next one.
        if (items.isEmpty() || !(items.getLast() instanceof Named last) || contains(last, rest)) {
            items.add(new Named());
        }
        insert((Named) items.getLast(), rest, value);
    }

    private static boolean contains(Named map, List<String> steps) {
        Value value = map;
        for (var step : steps) {
            if (step.isEmpty()) {
                return false;
            }
            if (!(value instanceof Named(var members)) || !members.containsKey(step)) {
                return false;
            }
            value = members.get(step);
        }
        return true;
    }

    private static List<Value> list(Map<String, Value> members, String name) {
        if (members.computeIfAbsent(name, _ -> new Many()) instanceof Many(var items)) {
            return items;
        }
        throw Fault.malformed("A parameter is both a list and something else.");
    }

    private static Named map(Map<String, Value> members, String name) {
        if (members.computeIfAbsent(name, _ -> new Named()) instanceof Named map) {
            return map;
        }
        throw Fault.malformed("A parameter is both a map and something else.");
    }
}
