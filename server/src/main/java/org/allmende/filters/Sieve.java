// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.filters;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.allmende.base.ActorId;
import org.allmende.posts.Post;

/// One member's filters, compiled: held against a post, it says what of them applies.
public final class Sieve {

    public static final Sieve NOTHING = new Sieve();

    private record Found(int filter, String text) {}

    private record Watch(Found found, LinearPattern pattern) {}

    private final Optional<ActorId> reader;
    private final List<Filter> filters;
    private final Clock clock;
    private final Needles<Found> words = new Needles<>();
    private final List<Watch> patterns = new ArrayList<>();
    private final Map<String, List<Found>> tags = new HashMap<>();
    private final Map<String, List<Found>> languages = new HashMap<>();
    private final Map<Long, List<Integer>> picks = new HashMap<>();

    private Sieve() {
        this.reader = Optional.empty();
        this.filters = List.of();
        this.clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    }

    Sieve(ActorId reader, List<Filter> filters, Clock clock) {
        this.reader = Optional.of(reader);
        this.filters = List.copyOf(filters);
        this.clock = clock;
        for (var i = 0; i < filters.size(); i++) {
            var place = i;
            filters.get(i).terms().forEach(term -> add(new Found(place, term.text()), term));
            filters.get(i)
                    .picks()
                    .forEach(pick -> picks.computeIfAbsent(pick.post().value(), _ -> new ArrayList<>())
                            .add(place));
        }
        words.close();
    }

    private void add(Found found, Filter.Term term) {
        switch (term.kind()) {
            case WORD -> words.add(found, Wording.normal(term.text()).strip(), term.wholeWord());
            case PATTERN ->
                LinearPattern.parse(term.text()).ifPresent(pattern -> patterns.add(new Watch(found, pattern)));
            case TAG ->
                tags.computeIfAbsent(term.text(), _ -> new ArrayList<>()).add(found);
            case LANGUAGE ->
                languages.computeIfAbsent(term.text(), _ -> new ArrayList<>()).add(found);
        }
    }

    public boolean empty() {
        return filters.isEmpty();
    }

    /// The filters that a post runs into, wherever they are meant to work. `linked` is the title of what it links to.
    ///
    /// Nobody is kept from their own words.
    public List<Match> of(Post post, String linked) {
        var shown = post.shown();
        if (filters.isEmpty() || reader.filter(shown.author().id()::equals).isPresent()) {
            return List.of();
        }
        var found = new LinkedHashMap<Integer, Set<String>>();
        for (var one : found(shown, linked)) {
            found.computeIfAbsent(one.filter(), _ -> new TreeSet<>()).add(one.text());
        }
        var picked = picks.getOrDefault(shown.id().value(), List.of());
        picked.forEach(place -> found.computeIfAbsent(place, _ -> new TreeSet<>()));
        var now = clock.instant();
        return found.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(entry -> !filters.get(entry.getKey()).over(now))
                .map(entry -> new Match(
                        filters.get(entry.getKey()),
                        List.copyOf(entry.getValue()),
                        picked.contains(entry.getKey()) ? List.of(shown.id()) : List.of()))
                .toList();
    }

    private List<Found> found(Post shown, String linked) {
        var found = new ArrayList<Found>();
        shown.tags().forEach(tag -> found.addAll(tags.getOrDefault(tag, List.of())));
        shown.language().ifPresent(tag -> {
            found.addAll(languages.getOrDefault(tag, List.of()));
            // Who wants no German wants no Austrian German either.
            if (tag.contains("-")) {
                found.addAll(languages.getOrDefault(tag.substring(0, tag.indexOf('-')), List.of()));
            }
        });
        if (!words.empty() || !patterns.isEmpty()) {
            var wording = Wording.of(shown, linked);
            found.addAll(words.in(wording.normal()));
            patterns.stream()
                    .filter(watch -> watch.pattern().in(wording.text()))
                    .map(Watch::found)
                    .forEach(found::add);
        }
        return found;
    }

    /// Whether one of these filters wants this done where the post is read.
    public static boolean asks(List<Match> matches, Filter.Action action, Filter.Context where) {
        return matches.stream()
                .map(Match::filter)
                .anyMatch(
                        filter -> filter.action() == action && filter.contexts().contains(where));
    }
}
