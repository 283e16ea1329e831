// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.luggage.Luggage;
import org.allmende.luggage.Trunk;

/// What a member takes along to another house, and brings from one.
final class LuggagePages {

    private static final String PATH = "/settings/luggage";

    private final Hall hall;

    LuggagePages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages, Routes roomy) {
        pages.get(PATH, request -> page(Visit.of(request), 200, Filled.EMPTY)).get(PATH + "/{kind}", this::pack);
        roomy.post(PATH, this::bring);
    }

    private Answer page(Visit visit, int status, Filled form) {
        var trunks = hall.rooms().luggage().of(visit.member().id()).stream()
                .map(trunk -> new LuggagePage.Trunk(
                        visit.say("luggage." + word(trunk.kind())) + " · "
                                + visit.words().moment(trunk.brought()).brief(),
                        trunk.waiting() > 0
                                ? visit.say("luggage.waiting", trunk.total() - trunk.waiting(), trunk.total())
                                : visit.say("luggage.done", trunk.total() - trunk.failed(), trunk.total()),
                        trunk.failures()))
                .toList();
        var page = new LuggagePage(
                hall.frames().of(visit, visit.say("settings.luggage"), Place.SETTINGS),
                Tabs.settings(visit, PATH),
                form,
                trunks);
        return Print.page(status, out -> JteluggageGenerated.render(out, null, page));
    }

    static String word(Trunk.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Trunk.Kind> kind(String word) {
        return Arrays.stream(Trunk.Kind.values())
                .filter(kind -> word(kind).equals(word))
                .findFirst();
    }

    private Answer pack(Request request) {
        var me = Visit.of(request).member().id();
        var kind = kind(request.path("kind").replaceFirst("\\.csv$", "")).orElseThrow(Fault::missing);
        var text = hall.rooms().luggage().pack(me, kind, hall.rooms().porter());
        return Answer.bytes(200, "text/csv; charset=utf-8", text.getBytes(StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"" + word(kind) + ".csv\"");
    }

    private Answer bring(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().write(member);
        var typed = new Typed(request.form());
        var kind = kind(typed.line("kind")).filter(Trunk.Kind::comesIn).orElseThrow(Fault::missing);
        var file = request.form().upload("file").filter(upload -> upload.bytes() > 0);
        if (file.isPresent()) {
            try (var in = file.get().open()) {
                var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                if (hall.rooms().luggage().bring(member.id(), kind, text).isPresent()) {
                    return Print.go(Notice.SAVED.after(PATH));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        typed.wrong("", visit.say("luggage.wrong", Luggage.LINES_MAX));
        return page(visit, 422, typed.filled());
    }
}
