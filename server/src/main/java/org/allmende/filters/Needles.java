// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.filters;

import java.lang.Character.UnicodeScript;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Many words looked for at once, in one walk along the text however many they are (Aho and Corasick, 1975).
final class Needles<T> {

    /// Between words of these no space is written, so every place is the edge of a word.
    private static final Set<UnicodeScript> UNSPACED = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private record Needle<T>(T meaning, String word) {}

    private static final class Node<T> {

        private final Map<Character, Node<T>> next = new HashMap<>(2);
        private final List<T> parts = new ArrayList<>(0);
        private final List<Needle<T>> wholes = new ArrayList<>(0);
        private Node<T> fallback;
    }

    private final Node<T> root = new Node<>();

    /// `word` must be in the same normal form as the text will be.
    void add(T meaning, String word, boolean whole) {
        var node = root;
        for (var i = 0; i < word.length(); i++) {
            node = node.next.computeIfAbsent(word.charAt(i), _ -> new Node<>());
        }
        if (whole) {
            node.wholes.add(new Needle<>(meaning, word));
        } else {
            node.parts.add(meaning);
        }
    }

    /// Says that all words were added.
    void close() {
        var open = new ArrayDeque<Node<T>>();
        for (var child : root.next.values()) {
            child.fallback = root;
            open.add(child);
        }
        while (!open.isEmpty()) {
            var node = open.remove();
            node.next.forEach((letter, child) -> {
                var fallback = node.fallback;
                while (fallback != root && !fallback.next.containsKey(letter)) {
                    fallback = fallback.fallback;
                }
                child.fallback = fallback.next.getOrDefault(letter, root);
                child.parts.addAll(child.fallback.parts);
                child.wholes.addAll(child.fallback.wholes);
                open.add(child);
            });
        }
    }

    boolean empty() {
        return root.next.isEmpty();
    }

    Set<T> in(String text) {
        var found = new HashSet<T>();
        var passed = new HashSet<Node<T>>();
        var node = root;
        for (var i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            while (node != root && !node.next.containsKey(letter)) {
                node = node.fallback;
            }
            node = node.next.getOrDefault(letter, root);
            if (!node.parts.isEmpty() && passed.add(node)) {
                found.addAll(node.parts);
            }
            // All words that end here end alike, so most places are done with at one look.
            if (!node.wholes.isEmpty() && ends(text, i + 1)) {
                for (var needle : node.wholes) {
                    if (begins(needle.word, text, i + 1 - needle.word.length())) {
                        found.add(needle.meaning);
                    }
                }
            }
        }
        return found;
    }

    private static boolean ends(String text, int end) {
        return end == text.length() || edge(text.codePointAt(end), text.codePointBefore(end));
    }

    private static boolean begins(String word, String text, int start) {
        return start == 0 || edge(text.codePointBefore(start), word.codePointAt(0));
    }

    // A word that begins with a sign begins anywhere.
    private static boolean edge(int outside, int inside) {
        return !letter(outside) || !letter(inside) || UNSPACED.contains(UnicodeScript.of(inside));
    }

    private static boolean letter(int point) {
        return Character.isLetterOrDigit(point) || point == '_';
    }
}
