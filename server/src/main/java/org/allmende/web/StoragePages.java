// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.allmende.http.Answer;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.media.Keeping;
import org.allmende.media.MediaBounds;

/// What becomes of pictures and films from elsewhere: the owner says whether copies are kept, and how many.
final class StoragePages {

    private static final long MEGABYTE = 1L << 20;

    /// No disk that we know of takes more than a hundred terabytes of copies.
    private static final Pattern MEGABYTES = Pattern.compile("\\d{1,8}");

    private final Hall hall;

    StoragePages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get("/house/storage", this::show).post("/house/storage", this::change);
    }

    private Answer show(Request request) {
        var visit = Visit.of(request);
        visit.owner();
        var bounds = hall.rooms().media().bounds();
        var values = new HashMap<String, String>();
        values.put("keep", code(bounds.foreignKept()));
        values.put("room", Long.toString(bounds.cacheBytesMax() / MEGABYTE));
        return page(visit, 200, new Filled(values, Map.of()));
    }

    private Answer page(Visit visit, int status, Filled form) {
        var page = new StoragePage(
                hall.frames().of(visit, visit.say("house.storage"), Place.HOUSE),
                Tabs.house(visit, "/house/storage"),
                form,
                Arrays.stream(Keeping.values()).map(StoragePages::code).toList(),
                hall.rooms().media().keptBytes() / MEGABYTE);
        return Print.page(status, out -> JtestorageGenerated.render(out, null, page));
    }

    private Answer change(Request request) {
        var visit = Visit.of(request);
        visit.owner();
        var typed = new Typed(request.form());
        var keeping = Arrays.stream(Keeping.values())
                .filter(one -> code(one).equals(typed.line("keep")))
                .findFirst();
        if (!MEGABYTES.matcher(typed.line("room")).matches()) {
            typed.wrong("room", visit.say("storage.room.wrong"));
        }
        if (!typed.sound() || keeping.isEmpty()) {
            return page(visit, 422, typed.filled("keep", "room"));
        }
        var before = hall.rooms().media().bounds();
        hall.rooms()
                .media()
                .decide(new MediaBounds(
                        before.uploadBytesMax(),
                        Long.parseLong(typed.line("room")) * MEGABYTE,
                        before.perPostMax(),
                        keeping.get()));
        return Print.go(Notice.SAVED.after("/house/storage"));
    }

    private static String code(Keeping keeping) {
        return keeping.name().toLowerCase(Locale.ROOT);
    }
}
