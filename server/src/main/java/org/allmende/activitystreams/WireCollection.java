// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A foreign collection, or a page of one: what it holds, and where it goes on.
///
/// `begins` is a first page that came along; `first` and `next` are addresses of pages to ask for.
public record WireCollection(
        List<Item> items,
        Optional<WireJson> begins,
        Optional<String> first,
        Optional<String> next,
        OptionalLong total) {

    /// As many as a document may hold. Pages are short, but lists of followers come whole (FEP-8fcf).
    static final int ITEMS_MAX = WireParser.ITEMS_MAX;

    private static final Set<String> TYPES =
            Set.of("Collection", "OrderedCollection", "CollectionPage", "OrderedCollectionPage");

    /// Something listed: its address, and the thing itself where it came along.
    public record Item(String address, Optional<WireJson> whole) {}

    public WireCollection {
        items = List.copyOf(items);
    }

    public static boolean is(WireJson json) {
        return json.types().stream().anyMatch(TYPES::contains);
    }

    public static WireCollection read(WireJson json) throws Unreadable {
        if (!is(json)) {
            throw new Unreadable("The object is no collection.");
        }
        var begins = json.object("first").filter(WireCollection::is);
        return new WireCollection(
                Stream.concat(json.values("orderedItems"), json.values("items"))
                        .limit(ITEMS_MAX)
                        .flatMap(item -> item(item).stream())
                        .toList(),
                begins,
                begins.isPresent() ? Optional.empty() : json.address("first"),
                json.address("next"),
                json.count("totalItems"));
    }

    private static Optional<Item> item(JsonNode item) {
        return WireJson.address(item)
                .map(address -> new Item(
                        address,
                        item instanceof ObjectNode whole ? Optional.of(new WireJson(whole)) : Optional.empty()));
    }
}
