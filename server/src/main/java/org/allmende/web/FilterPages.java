// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.base.Ids;
import org.allmende.filters.Filter;
import org.allmende.filters.Filters;
import org.allmende.filters.Kept;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;

/// What a member does not want to read, written down without any script.
final class FilterPages {

    private static final String PATH = "/settings/filters";

    private static final int TITLE_MAX = 200;

    /// `keep` leaves the end as it is.
    private static final Map<String, Duration> LASTS = Map.of(
            "1h", Duration.ofHours(1),
            "1d", Duration.ofDays(1),
            "1w", Duration.ofDays(7),
            "30d", Duration.ofDays(30));

    private static final Filter FRESH = new Filter(
            0, "", EnumSet.allOf(Filter.Context.class), Filter.Action.WARN, Optional.empty(), List.of(), List.of());

    private final Hall hall;

    FilterPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get(PATH, this::all)
                .get(PATH + "/new", request -> page(Visit.of(request), FRESH, 200, filled(FRESH)))
                .post(PATH + "/new", request -> keep(request, FRESH))
                .get(PATH + "/{id}", this::one)
                .post(PATH + "/{id}", request -> keep(request, find(request)))
                .post(PATH + "/{id}/remove", this::remove);
    }

    private Filters filters() {
        return hall.rooms().filters();
    }

    private Filter find(Request request) {
        return Ids.parse(request.path("id"))
                .flatMap(id -> filters().find(Visit.of(request).member().id(), id))
                .orElseThrow(Fault::missing);
    }

    private Answer all(Request request) {
        var visit = Visit.of(request);
        var page = new FiltersPage(
                hall.frames().of(visit, visit.say("settings.filters"), Place.SETTINGS),
                Tabs.settings(visit, PATH),
                filters().of(visit.member().id()).stream()
                        .map(filter -> line(visit, filter))
                        .toList());
        return Print.page(out -> JtefiltersGenerated.render(out, null, page));
    }

    private FiltersPage.Line line(Visit visit, Filter filter) {
        var where = filter.contexts().stream()
                .sorted()
                .map(context -> visit.say("filters.context." + word(context)))
                .collect(Collectors.joining(", "));
        var what = visit.say("filters.action." + word(filter.action()));
        var over = filter.over(hall.rooms().clock().instant()) ? " · " + visit.say("filters.over") : "";
        return new FiltersPage.Line(PATH + "/" + filter.id(), filter.title(), what + over, where);
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    private Answer one(Request request) {
        var filter = find(request);
        return page(Visit.of(request), filter, 200, filled(filter));
    }

    private static Filled filled(Filter filter) {
        var values = new HashMap<String, String>();
        values.put("title", filter.title());
        values.put("terms", FilterLines.write(filter.terms()));
        values.put("action", filter.action().name());
        values.put("lasts", filter.expires().isPresent() ? "keep" : "");
        return new Filled(values, Map.of());
    }

    private Answer page(Visit visit, Filter filter, int status, Filled form) {
        visit.member();
        var fresh = filter.id() == 0;
        var heading = fresh ? visit.say("filters.new") : filter.title();
        var page = new FilterPage(
                hall.frames().of(visit, heading, Place.SETTINGS),
                PATH + "/" + (fresh ? "new" : filter.id()),
                fresh,
                form,
                Arrays.stream(Filter.Context.values())
                        .map(context -> new FilterPage.Choice(
                                context.name(),
                                visit.say("filters.context." + word(context)),
                                filter.contexts().contains(context)))
                        .toList(),
                filter.expires().map(visit.words()::full),
                filter.picks().size());
        return Print.page(status, out -> JtefilterGenerated.render(out, null, page));
    }

    private Answer keep(Request request, Filter before) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().write(member);
        var typed = new Typed(request.form());
        var wish = wish(visit, typed, before);
        if (typed.sound()) {
            switch (filters().keep(member.id(), wish)) {
                case Kept.Done _ -> {
                    return Print.go(Notice.SAVED.after(PATH));
                }
                case Kept.Unfit(var field, var rule, var bound, var reason) ->
                    typed.wrong(field, visit.words().rule(rule, bound, reason));
            }
        }
        return page(visit, wish, 422, typed.filled("title", "terms", "action", "lasts"));
    }

    private Filter wish(Visit visit, Typed typed, Filter before) {
        var contexts = Arrays.stream(Filter.Context.values())
                .filter(context -> typed.all("contexts").contains(context.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Filter.Context.class)));
        var action = Arrays.stream(Filter.Action.values())
                .filter(one -> one.name().equals(typed.line("action")))
                .findFirst()
                .orElse(before.action());
        return new Filter(
                before.id(),
                typed.needed(visit.words(), "title", TITLE_MAX),
                Set.copyOf(contexts),
                action,
                expires(typed.line("lasts"), before),
                FilterLines.read(typed.text("terms"), before.terms()),
                before.picks());
    }

    private Optional<Instant> expires(String lasts, Filter before) {
        if (lasts.equals("keep")) {
            return before.expires();
        }
        return Optional.ofNullable(LASTS.get(lasts)).map(hall.rooms().clock().instant()::plus);
    }

    private Answer remove(Request request) {
        filters().remove(Visit.of(request).member().id(), find(request).id());
        return Print.go(Notice.DELETED.after(PATH));
    }
}
