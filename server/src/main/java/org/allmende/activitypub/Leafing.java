// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireCollection;
import org.allmende.activitystreams.WireCollection.Item;
import org.allmende.activitystreams.WireJson;
import org.allmende.text.Urls;

/// Reads foreign collections page by page, within bounds and on one origin. Pages that point back at each other end
/// the reading, for an [Errand] asks for no address twice.
final class Leafing {

    /// Longer lists have small pages for a reason: somebody wants us to come often.
    static final int PAGES_MAX = 20;

    private final Fetching fetching;

    Leafing(Fetching fetching) {
        this.fetching = fetching;
    }

    /// What the collection at `address` lists, at most so many. Of a thing that came along only what lives where the
    /// collection does is left in it; of others the address must do.
    List<Item> leaf(String address, Errand errand, int itemsMax) {
        return page(address, address, errand)
                .map(first -> leaf(first, address, errand, itemsMax, 1))
                .orElse(List.of());
    }

    /// The same of a collection that came along with a document that lives at `home`.
    List<Item> leaf(WireJson collection, String home, Errand errand, int itemsMax) {
        return leaf(collection, home, errand, itemsMax, 0);
    }

    private List<Item> leaf(WireJson collection, String home, Errand errand, int itemsMax, int fetched) {
        var items = new ArrayList<Item>();
        var pages = fetched;
        var next = Optional.of(collection);
        while (next.isPresent() && items.size() < itemsMax) {
            var page = read(next.get());
            if (page.isEmpty()) {
                break;
            }
            page.get().items().stream()
                    .limit((long) itemsMax - items.size())
                    .map(item -> believed(item, home))
                    .forEach(items::add);
            var inside = page.get().begins().filter(_ -> page.get().next().isEmpty());
            if (inside.isPresent()) {
                next = inside.filter(one -> one != collection);
                continue;
            }
            var onward = page.get().next().or(page.get()::first);
            if (pages >= PAGES_MAX || onward.isEmpty()) {
                break;
            }
            pages++;
            next = page(onward.get(), home, errand);
        }
        return items;
    }

    private Optional<WireJson> page(String address, String home, Errand errand) {
        return Urls.sameOrigin(address, home)
                ? fetching.fetch(address, errand)
                        .document()
                        .filter(document -> Urls.sameOrigin(document.id(), home))
                        .map(Found.Document::json)
                : Optional.empty();
    }

    private static Optional<WireCollection> read(WireJson json) {
        try {
            return WireCollection.is(json) ? Optional.of(WireCollection.read(json)) : Optional.empty();
        } catch (Unreadable _) {
            return Optional.empty();
        }
    }

    private static Item believed(Item item, String home) {
        return new Item(item.address(), item.whole().filter(_ -> Urls.sameOrigin(item.address(), home)));
    }
}
