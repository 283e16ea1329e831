// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedCollection;
import java.util.SequencedSet;

/// What `Markup.scan` found in a text: the text itself (line breaks and control characters put right) and the spans
/// in it, in order and without overlap.
public record Scan(String source, List<Span> spans) {

    public Scan {
        spans = List.copyOf(spans);
    }

    /// Who is mentioned, each once, in the order of their first mention and the spelling of it.
    public SequencedCollection<Handle> handles() {
        var handles = new LinkedHashMap<Handle, Handle>();
        for (var span : spans) {
            if (span instanceof Span.Mention mention) {
                handles.putIfAbsent(mention.handle().key(), mention.handle());
            }
        }
        return List.copyOf(handles.values());
    }

    /// The hashtags as typed, without the `#`, each once whatever its spelling.
    public SequencedCollection<String> tags() {
        var tags = new LinkedHashMap<String, String>();
        for (var span : spans) {
            if (span instanceof Span.Tag tag) {
                tags.putIfAbsent(Tags.key(tag.name()), tag.name());
            }
        }
        return List.copyOf(tags.values());
    }

    /// The web addresses, for previews.
    public SequencedSet<String> urls() {
        var urls = new LinkedHashSet<String>();
        for (var span : spans) {
            if (span instanceof Span.Address address) {
                urls.add(address.url());
            }
        }
        return urls;
    }
}
