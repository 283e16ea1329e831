// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.filters.Filter;
import org.allmende.filters.Filters;
import org.allmende.filters.Kept;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Params;
import org.allmende.http.Request;

/// What members do not want to read: filters with their keywords and posts, and the older spelling of the same.
final class FiltersApi {

    private static final String WRITE = "write:filters";
    private static final String READ = "read:filters";

    private final Filters filters;
    private final Finder finder;
    private final Clock clock;

    FiltersApi(Filters filters, Finder finder, Clock clock) {
        this.filters = filters;
        this.finder = finder;
        this.clock = clock;
    }

    private record Held<T>(Filter filter, T item) {}

    void mount(Endpoints on) {
        var all = "/api/v2/filters";
        on.member("GET " + all, READ, (_, member) -> {
            var mine = filters.of(member.id());
            return Json.answer(json -> json.list(mine, one -> FilterJson.write(json, one)));
        });
        on.member("POST " + all, WRITE, this::make);
        on.member("GET " + all + "/{id}", READ, (request, member) -> one(find(request, member)));
        on.member("PUT " + all + "/{id}", WRITE, this::change);
        on.member("PATCH " + all + "/{id}", WRITE, this::change);
        on.member("DELETE " + all + "/{id}", WRITE, (request, member) -> {
            filters.remove(member.id(), find(request, member).id());
            return Json.nothing();
        });
        keywords(on, all);
        picks(on, all);
        older(on, "/api/v1/filters");
    }

    private void keywords(Endpoints on, String all) {
        on.member("GET " + all + "/{id}/keywords", READ, (request, member) -> {
            var filter = find(request, member);
            return Json.answer(json -> json.list(filter.terms(), term -> FilterJson.keyword(json, term)));
        });
        on.member("POST " + all + "/{id}/keywords", WRITE, this::addKeyword);
        on.member(
                "GET " + all + "/keywords/{id}",
                READ,
                (request, member) -> keyword(term(request, member, _ -> true).item()));
        on.member("PUT " + all + "/keywords/{id}", WRITE, this::changeKeyword);
        on.member("PATCH " + all + "/keywords/{id}", WRITE, this::changeKeyword);
        on.member("DELETE " + all + "/keywords/{id}", WRITE, (request, member) -> {
            var held = term(request, member, _ -> true);
            keep(member, without(held));
            return Json.nothing();
        });
    }

    private void picks(Endpoints on, String all) {
        on.member("GET " + all + "/{id}/statuses", READ, (request, member) -> {
            var filter = find(request, member);
            return Json.answer(json -> json.list(filter.picks(), pick -> FilterJson.picked(json, pick)));
        });
        on.member("POST " + all + "/{id}/statuses", WRITE, this::pick);
        on.member("GET " + all + "/statuses/{id}", READ, (request, member) -> {
            var held = picked(request, member);
            return Json.answer(json -> FilterJson.picked(json, held.item()));
        });
        on.member("DELETE " + all + "/statuses/{id}", WRITE, (request, member) -> {
            var held = picked(request, member);
            var left = held.filter().picks().stream()
                    .filter(one -> one.id() != held.item().id())
                    .toList();
            keep(member, held.filter().with(held.filter().terms(), left));
            return Json.nothing();
        });
    }

    private void older(Endpoints on, String all) {
        on.member("GET " + all, READ, (_, member) -> {
            var held = new ArrayList<Held<Filter.Term>>();
            filters.of(member.id())
                    .forEach(filter -> filter.terms().stream()
                            .filter(FiltersApi::plain)
                            .forEach(term -> held.add(new Held<>(filter, term))));
            return Json.answer(json -> json.list(held, one -> FilterJson.older(json, one.filter(), one.item())));
        });
        on.member("POST " + all, WRITE, (request, member) -> {
            var form = request.form();
            var term = new Filter.Term(
                    0, Filter.Kind.WORD, phrase(form), form.bool("whole_word").orElse(false));
            var wish = new Filter(
                    0,
                    term.text(),
                    contexts(form).orElse(Set.of()),
                    olderAction(form),
                    expires(form).orElse(Optional.empty()),
                    List.of(term),
                    List.of());
            return older(keep(member, wish));
        });
        on.member("GET " + all + "/{id}", READ, (request, member) -> older(term(request, member, FiltersApi::plain)));
        on.member("PUT " + all + "/{id}", WRITE, this::changeOlder);
        on.member("DELETE " + all + "/{id}", WRITE, (request, member) -> {
            var held = term(request, member, FiltersApi::plain);
            if (held.filter().terms().size() == 1 && held.filter().picks().isEmpty()) {
                filters.remove(member.id(), held.filter().id());
            } else {
                keep(member, without(held));
            }
            return Json.nothing();
        });
    }

    private static boolean plain(Filter.Term term) {
        return term.kind() == Filter.Kind.WORD;
    }

    private static String phrase(Params form) {
        return form.string("phrase").orElse("");
    }

    private static Filter.Action olderAction(Params form) {
        return form.bool("irreversible").orElse(false) ? Filter.Action.HIDE : Filter.Action.WARN;
    }

    // The older spelling knows one word a filter: what holds several is changed as a whole in the newer one.
    private Answer changeOlder(Request request, Member member) {
        var held = term(request, member, FiltersApi::plain);
        var before = held.filter();
        if (before.terms().size() > 1) {
            throw new Fault(422, "This filter has several keywords: change it with an app that knows that.");
        }
        var form = request.form();
        var term = new Filter.Term(
                held.item().id(),
                Filter.Kind.WORD,
                form.string("phrase").orElse(held.item().text()),
                form.bool("whole_word").orElse(held.item().wholeWord()));
        return older(keep(
                member,
                new Filter(
                        before.id(),
                        before.title(),
                        contexts(form).orElse(before.contexts()),
                        form.has("irreversible") ? olderAction(form) : before.action(),
                        expires(form).orElse(before.expires()),
                        List.of(term),
                        before.picks())));
    }

    private static Answer older(Filter filter) {
        return older(new Held<>(filter, filter.terms().getLast()));
    }

    private static Answer older(Held<Filter.Term> held) {
        return Json.answer(json -> FilterJson.older(json, held.filter(), held.item()));
    }

    private Filter find(Request request, Member member) {
        return Ids.parse(request.path("id"))
                .flatMap(id -> filters.find(member.id(), id))
                .orElseThrow(Finder::missing);
    }

    private Held<Filter.Term> term(Request request, Member member, Predicate<Filter.Term> wanted) {
        var id = Ids.parse(request.path("id")).orElseThrow(Finder::missing);
        return filters.of(member.id()).stream()
                .flatMap(filter -> filter.terms().stream().map(term -> new Held<>(filter, term)))
                .filter(held -> held.item().id() == id && wanted.test(held.item()))
                .findFirst()
                .orElseThrow(Finder::missing);
    }

    private Held<Filter.Pick> picked(Request request, Member member) {
        var id = Ids.parse(request.path("id")).orElseThrow(Finder::missing);
        return filters.of(member.id()).stream()
                .flatMap(filter -> filter.picks().stream().map(pick -> new Held<>(filter, pick)))
                .filter(held -> held.item().id() == id)
                .findFirst()
                .orElseThrow(Finder::missing);
    }

    private static Filter without(Held<Filter.Term> held) {
        var left = held.filter().terms().stream()
                .filter(one -> one.id() != held.item().id())
                .toList();
        return held.filter().with(left, held.filter().picks());
    }

    private Answer make(Request request, Member member) {
        var form = request.form();
        return one(keep(
                member,
                new Filter(
                        0,
                        form.string("title").orElse(""),
                        contexts(form).orElse(Set.of()),
                        action(form).orElse(Filter.Action.WARN),
                        expires(form).orElse(Optional.empty()),
                        terms(form, List.of()),
                        List.of())));
    }

    private Answer change(Request request, Member member) {
        var before = find(request, member);
        var form = request.form();
        return one(keep(
                member,
                new Filter(
                        before.id(),
                        form.string("title").orElse(before.title()),
                        contexts(form).orElse(before.contexts()),
                        action(form).orElse(before.action()),
                        expires(form).orElse(before.expires()),
                        terms(form, before.terms()),
                        before.picks())));
    }

    private Filter keep(Member member, Filter wish) {
        return switch (filters.keep(member.id(), wish)) {
            case Kept.Done(var filter) -> filter;
            case Kept.Unfit(var _, var _, var _, var reason) -> throw new Fault(422, "Validation failed: " + reason);
        };
    }

    private static Answer one(Filter filter) {
        return Json.answer(json -> FilterJson.write(json, filter));
    }

    private static Optional<Set<Filter.Context>> contexts(Params form) {
        if (!form.has("context")) {
            return Optional.empty();
        }
        return Optional.of(form.strings("context").stream()
                .filter(word -> !word.isEmpty())
                .map(word -> named(Filter.Context.values(), word, "context"))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Filter.Context.class))));
    }

    private static Optional<Filter.Action> action(Params form) {
        return form.string("filter_action")
                .filter(word -> !word.isEmpty())
                .map(word -> named(Filter.Action.values(), word, "filter_action"));
    }

    private static <E extends Enum<E>> E named(E[] all, String word, String what) {
        return Arrays.stream(all)
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new Fault(422, what + " does not know " + word));
    }

    /// Absent where nothing was said of it; empty where it shall never end.
    private Optional<Optional<Instant>> expires(Params form) {
        return form.has("expires_in")
                ? Optional.of(form.integer("expires_in")
                        .filter(seconds -> seconds > 0)
                        .map(seconds -> clock.instant().plus(Duration.ofSeconds(seconds))))
                : Optional.empty();
    }

    // Those with an id are changed or removed, those without one are new, and what is not named stays.
    private static List<Filter.Term> terms(Params form, List<Filter.Term> before) {
        var terms = new ArrayList<>(before);
        for (var line : form.maps("keywords_attributes")) {
            var id = line.string("id")
                    .filter(text -> !text.isEmpty())
                    .map(text -> Ids.parse(text).orElseThrow(Finder::missing));
            if (id.isEmpty()) {
                terms.add(term(line, new Filter.Term(0, Filter.Kind.WORD, "", false)));
                continue;
            }
            var known = terms.stream()
                    .filter(term -> term.id() == id.get())
                    .findFirst()
                    .orElseThrow(Finder::missing);
            if (line.bool("_destroy").orElse(false)) {
                terms.remove(known);
            } else {
                terms.set(terms.indexOf(known), term(line, known));
            }
        }
        return terms;
    }

    private static Filter.Term term(Params line, Filter.Term before) {
        return new Filter.Term(
                before.id(),
                line.string("kind")
                        .filter(word -> !word.isEmpty())
                        .map(word -> FilterJson.kind(word)
                                .orElseThrow(() -> new Fault(422, "kind must be word, regex, hashtag or language")))
                        .orElse(before.kind()),
                line.string("keyword").orElse(before.text()),
                line.bool("whole_word").orElse(before.wholeWord()));
    }

    private Answer addKeyword(Request request, Member member) {
        var filter = find(request, member);
        var terms = new ArrayList<>(filter.terms());
        terms.add(term(request.form(), new Filter.Term(0, Filter.Kind.WORD, "", false)));
        return keyword(keep(member, filter.with(terms, filter.picks())).terms().getLast());
    }

    private Answer changeKeyword(Request request, Member member) {
        var held = term(request, member, _ -> true);
        var changed = term(request.form(), held.item());
        var terms = held.filter().terms().stream()
                .map(one -> one.id() == changed.id() ? changed : one)
                .toList();
        var kept = keep(member, held.filter().with(terms, held.filter().picks()));
        return keyword(kept.terms().stream()
                .filter(one -> one.id() == changed.id())
                .findFirst()
                .orElse(changed));
    }

    private static Answer keyword(Filter.Term term) {
        return Json.answer(json -> FilterJson.keyword(json, term));
    }

    private Answer pick(Request request, Member member) {
        var filter = find(request, member);
        var post = request.form()
                .string("status_id")
                .flatMap(PostId::parse)
                .map(id -> finder.post(id, member.reader()).shown().id())
                .orElseThrow(Finder::missing);
        var known =
                filter.picks().stream().filter(one -> one.post().equals(post)).findFirst();
        if (known.isEmpty()) {
            var picks = new ArrayList<>(filter.picks());
            picks.add(new Filter.Pick(0, post));
            known = Optional.of(
                    keep(member, filter.with(filter.terms(), picks)).picks().getLast());
        }
        var pick = known.get();
        return Json.answer(json -> FilterJson.picked(json, pick));
    }
}
