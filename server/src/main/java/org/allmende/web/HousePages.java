// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.allmende.access.Registration;
import org.allmende.base.Ids;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.moderation.HouseText;
import org.allmende.moderation.Nameplate;
import org.allmende.moderation.Rule;

/// What the owner decides about the place: its name, who can join, its rules and texts.
final class HousePages {

    private final Hall hall;

    HousePages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get("/house", this::instance)
                .post("/house", this::change)
                .get("/house/rules", this::rules)
                .post("/house/rules", this::addRule)
                .post("/house/rules/{id}", this::editRule)
                .post("/house/rules/{id}/remove", this::removeRule)
                .get("/house/texts", _ -> Answer.redirect(302, "/house/texts/about"))
                .get("/house/texts/{kind}", this::text)
                .post("/house/texts/{kind}", this::write);
    }

    private Answer instance(Request request) {
        var visit = Visit.of(request);
        if (!visit.staff().owner()) {
            return Print.go("/house/reports");
        }
        var plate = hall.rooms().house().nameplate();
        var values = new HashMap<String, String>();
        values.put("title", plate.title());
        values.put("description", plate.description());
        values.put("contact", plate.contactEmail());
        values.put("languages", String.join(" ", plate.languages()));
        values.put("signed", hall.rooms().house().signedFetchOnly() ? "1" : "");
        values.put("trends", hall.rooms().trends().on() ? "1" : "");
        values.put("previews", hall.rooms().previews().on() ? "1" : "");
        values.put("registration", code(hall.rooms().accounts().registration()));
        return instance(visit, 200, new Filled(values, Map.of()));
    }

    private static String code(Registration registration) {
        return registration.name().toLowerCase(Locale.ROOT);
    }

    private Answer instance(Visit visit, int status, Filled form) {
        var page = new InstancePage(
                hall.frames().of(visit, visit.say("house.title"), Place.HOUSE),
                Tabs.house(visit, "/house"),
                form,
                Arrays.stream(Registration.values()).map(HousePages::code).toList());
        return Print.page(status, out -> JteinstanceGenerated.render(out, null, page));
    }

    private Answer change(Request request) {
        var visit = Visit.of(request);
        visit.owner();
        var typed = new Typed(request.form());
        var words = visit.words();
        var title = typed.needed(words, "title", Nameplate.TITLE_LENGTH_MAX);
        var description = typed.bounded(words, "description", Nameplate.DESCRIPTION_LENGTH_MAX);
        var contact = typed.bounded(words, "contact", 254);
        if (!contact.isEmpty() && !contact.matches("[^\\s@<>\"]+@[^\\s@<>\"]+")) {
            typed.wrong("contact", visit.say("house.contact.wrong"));
        }
        var languages = Arrays.stream(typed.line("languages").split("[\\s,]+"))
                .flatMap(tag -> LanguageList.chosen(tag).stream())
                .distinct()
                .limit(20)
                .toList();
        var registration = Arrays.stream(Registration.values())
                .filter(one -> code(one).equals(typed.line("registration")))
                .findFirst();
        if (!typed.sound() || registration.isEmpty()) {
            return instance(
                    visit,
                    422,
                    typed.filled(
                            "title",
                            "description",
                            "contact",
                            "languages",
                            "registration",
                            "signed",
                            "trends",
                            "previews"));
        }
        hall.rooms().house().write(new Nameplate(title, description, contact, languages));
        hall.rooms().house().demandSignatures(typed.ticked("signed"));
        hall.rooms().trends().show(typed.ticked("trends"));
        hall.rooms().previews().show(typed.ticked("previews"));
        hall.rooms().accounts().decide(registration.get());
        return Print.go(Notice.SAVED.after("/house"));
    }

    private Answer rules(Request request) {
        var visit = Visit.of(request);
        visit.owner();
        var page = new RulesPage(
                hall.frames().of(visit, visit.say("house.rules"), Place.HOUSE),
                Tabs.house(visit, "/house/rules"),
                hall.rooms().house().rules().stream()
                        .map(rule -> new RulesPage.Line(Long.toString(rule.id()), rule.text(), rule.hint()))
                        .toList());
        return Print.page(out -> JterulesGenerated.render(out, null, page));
    }

    private record RuleText(String text, String hint) {

        static RuleText read(Visit visit) {
            var typed = new Typed(visit.request().form());
            var text = typed.needed(visit.words(), "text", Rule.TEXT_LENGTH_MAX);
            var hint = typed.bounded(visit.words(), "hint", Rule.HINT_LENGTH_MAX);
            if (!typed.sound()) {
                throw new Fault(422, visit.say("rules.wrong", Rule.TEXT_LENGTH_MAX));
            }
            return new RuleText(text, hint);
        }
    }

    private Answer addRule(Request request) {
        var visit = Visit.of(request);
        visit.owner();
        if (hall.rooms().house().rules().size() >= Rule.COUNT_MAX) {
            throw new Fault(422, visit.say("rules.many", Rule.COUNT_MAX));
        }
        var rule = RuleText.read(visit);
        hall.rooms().house().addRule(rule.text, rule.hint);
        return Print.go(Notice.SAVED.after("/house/rules"));
    }

    private Answer editRule(Request request) {
        var visit = Visit.of(request);
        visit.owner();
        var rule = RuleText.read(visit);
        var id = Ids.parse(request.path("id")).orElseThrow(Fault::missing);
        if (!hall.rooms().house().editRule(id, rule.text, rule.hint)) {
            throw Fault.missing();
        }
        return Print.go(Notice.SAVED.after("/house/rules"));
    }

    private Answer removeRule(Request request) {
        Visit.of(request).owner();
        Ids.parse(request.path("id")).ifPresent(hall.rooms().house()::removeRule);
        return Print.go(Notice.SAVED.after("/house/rules"));
    }

    private static HouseText.Kind kind(Request request) {
        return Arrays.stream(HouseText.Kind.values())
                .filter(kind -> code(kind).equals(request.path("kind")))
                .findFirst()
                .orElseThrow(Fault::missing);
    }

    private static String code(HouseText.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private Answer text(Request request) {
        var visit = Visit.of(request);
        visit.owner();
        var kind = kind(request);
        var source = hall.rooms().house().text(kind).source();
        return text(visit, 200, kind, new Filled(Map.of("text", source), Map.of()));
    }

    private Answer text(Visit visit, int status, HouseText.Kind kind, Filled form) {
        var kinds = Arrays.stream(HouseText.Kind.values())
                .map(one -> new Choice("/house/texts/" + code(one), visit.say("texts." + code(one)), one == kind))
                .toList();
        var page = new WritingPage(
                hall.frames().of(visit, visit.say("house.texts"), Place.HOUSE),
                Tabs.house(visit, "/house/texts"),
                kinds,
                visit.say("texts." + code(kind)),
                visit.say("texts." + code(kind) + ".hint"),
                "/house/texts/" + code(kind),
                form);
        return Print.page(status, out -> JtewritingGenerated.render(out, null, page));
    }

    private Answer write(Request request) {
        var visit = Visit.of(request);
        visit.owner();
        var kind = kind(request);
        var typed = new Typed(request.form());
        var text = typed.bounded(visit.words(), "text", WritingPage.LENGTH_MAX);
        if (!typed.sound()) {
            return text(visit, 422, kind, typed.filled("text"));
        }
        hall.rooms().house().write(kind, text);
        return Print.go(Notice.SAVED.after("/house/texts/" + code(kind)));
    }
}
