// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.activity.Occasion;

/// When and where a foreign event takes place.
final class WireOccasion {

    /// A line on a page.
    private static final int PLACE_LENGTH_MAX = 500;

    private static final int PART_LENGTH_MAX = 200;

    /// A hall, and where to watch it from afar.
    private static final int PLACES_MAX = 3;

    private WireOccasion() {}

    /// Empty where it does not say when.
    static Optional<Occasion> read(WireJson json) {
        return json.instant("startTime")
                .map(begins -> new Occasion(
                        begins, json.instant("endTime").filter(ends -> !ends.isBefore(begins)), place(json)));
    }

    private static Optional<String> place(WireJson json) {
        var places = json.values("location")
                .limit(PLACES_MAX)
                .map(value -> value.isString() ? value.stringValue().strip() : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        json.objects("location").limit(PLACES_MAX).map(WireOccasion::line).forEach(places::add);
        places.remove("");
        return Optional.of(WireJson.head(String.join(" · ", places), PLACE_LENGTH_MAX))
                .filter(line -> !line.isEmpty());
    }

    private static String line(WireJson place) {
        var parts = new ArrayList<String>();
        part(place, "name").ifPresent(parts::add);
        var address = place.object("address")
                .map(WireOccasion::address)
                .or(() -> part(place, "address").map(List::of));
        address.ifPresent(parts::addAll);
        if (parts.isEmpty()) {
            place.links("url").findFirst().map(WireJson.Link::href).ifPresent(parts::add);
        }
        return distinct(parts.stream());
    }

    // As on an envelope: the street, then the town with its number, then the country.
    private static List<String> address(WireJson address) {
        var town = distinct(
                Stream.of(part(address, "postalCode"), part(address, "addressLocality"))
                        .flatMap(Optional::stream),
                " ");
        return Stream.concat(
                        part(address, "streetAddress").stream(),
                        Stream.concat(
                                Stream.of(town),
                                Stream.of(part(address, "addressRegion"), part(address, "addressCountry"))
                                        .flatMap(Optional::stream)))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static String distinct(Stream<String> parts) {
        return distinct(parts, ", ");
    }

    private static String distinct(Stream<String> parts, String between) {
        return parts.distinct().collect(Collectors.joining(between));
    }

    private static Optional<String> part(WireJson json, String name) {
        return WireText.line(json, name, PART_LENGTH_MAX);
    }
}
