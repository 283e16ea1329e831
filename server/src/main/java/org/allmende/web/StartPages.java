// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.allmende.base.Page;
import org.allmende.filters.Filter;
import org.allmende.http.Answer;
import org.allmende.http.Cookie;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.moderation.HouseText;
import org.allmende.posts.PublicFilter;

/// What everybody can read of the place: the start page, the texts of the house, and how the pages look.
final class StartPages {

    private static final int POSTS = 10;
    private static final Duration KEPT = Duration.ofDays(365);

    private final Hall hall;

    StartPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get("/", this::start)
                .get("/about", this::about)
                .get("/terms", request -> text(request, HouseText.Kind.TERMS, "foot.terms"))
                .get("/privacy", request -> text(request, HouseText.Kind.PRIVACY, "foot.privacy"))
                .get("/about/audiences", this::audiences)
                .get("/menu", this::menu)
                .get("/look", this::look)
                .post("/look", this::choose);
    }

    private Answer start(Request request) {
        var visit = Visit.of(request);
        if (visit.visitor().isPresent()) {
            return Answer.redirect(302, "/home");
        }
        var rooms = hall.rooms();
        var plate = rooms.house().nameplate();
        var counts = rooms.people().counts();
        var posts = rooms.posts()
                .publicTimeline(PublicFilter.LOCAL, Page.first(POSTS), visit.reader())
                .items();
        var registration = rooms.accounts().registration().name().toLowerCase(Locale.ROOT);
        var page = new StartPage(
                hall.frames()
                        .of(
                                visit,
                                visit.say("start.title"),
                                Place.START,
                                Meta.about(
                                        plate.description(), rooms.addresses().at("/"))),
                plate.description(),
                visit.say("registration." + registration + ".sentence"),
                counts.members(),
                counts.posts(),
                hall.cards().of(posts, visit, Filter.Context.PUBLIC));
        return Print.page(out -> JtestartGenerated.render(out, null, page));
    }

    private Answer about(Request request) {
        var visit = Visit.of(request);
        var rooms = hall.rooms();
        var plate = rooms.house().nameplate();
        var counts = rooms.people().counts();
        var staff = rooms.people().find(rooms.accounts().staff()).values().stream()
                .filter(person -> person.present())
                .toList();
        var faces = hall.faces().of(staff);
        var rows = staff.stream()
                .map(person -> new PersonRow(faces.get(person.id()), Hall.plain(person, 120), List.of()))
                .toList();
        var about = new TextPage.About(
                plate.description(),
                rooms.house().rules().stream()
                        .map(rule -> new JoinPage.Line(rule.text(), rule.hint()))
                        .toList(),
                rows,
                plate.contactEmail(),
                counts.members(),
                counts.posts(),
                rooms.caretaker().version());
        var meta = Meta.about(plate.description(), rooms.addresses().at("/about"));
        var page = new TextPage(
                hall.frames().of(visit, visit.say("about.title"), Place.NONE, meta),
                visit.say("about.title"),
                rooms.house().text(HouseText.Kind.ABOUT).html(),
                Optional.empty(),
                Optional.of(about));
        return Print.page(out -> JtetextGenerated.render(out, null, page));
    }

    private Answer text(Request request, HouseText.Kind kind, String key) {
        var visit = Visit.of(request);
        var text = hall.rooms().house().text(kind);
        var written = text.source().isBlank()
                ? Optional.<String>empty()
                : Optional.of(visit.words().date(text.written()));
        var title = visit.say(key);
        var meta = Meta.about(title, hall.rooms().addresses().at(request.path()));
        var page = new TextPage(
                hall.frames().of(visit, title, Place.NONE, meta), title, text.html(), written, Optional.empty());
        return Print.page(out -> JtetextGenerated.render(out, null, page));
    }

    private Answer audiences(Request request) {
        var visit = Visit.of(request);
        var page = new AudiencesPage(hall.frames().of(visit, visit.say("audiences.title"), Place.NONE));
        return Print.page(out -> JteaudiencesGenerated.render(out, null, page));
    }

    private Answer menu(Request request) {
        var visit = Visit.of(request);
        var page = new MenuPage(hall.frames().of(visit, visit.say("nav.menu"), Place.NONE));
        return Print.page(out -> JtemenuGenerated.render(out, null, page));
    }

    private Answer look(Request request) {
        var visit = Visit.of(request);
        var languages = Dictionary.LOCALES.stream()
                .map(locale -> new LanguageName(locale.toLanguageTag(), locale.getDisplayLanguage(locale)))
                .toList();
        var chosen = visit.visitor()
                .flatMap(member -> member.account().locale())
                .or(() -> request.cookie(Visitors.LANGUAGE))
                .orElse("");
        var page = new LookPage(hall.frames().of(visit, visit.say("look.title"), Place.NONE), languages, chosen);
        return Print.page(out -> JtelooksGenerated.render(out, null, page));
    }

    private Answer choose(Request request) {
        var visit = Visit.of(request);
        var look = Look.of(request.form().string("look"));
        var language = request.form()
                .string("language")
                .filter(tag -> Dictionary.LOCALES.stream()
                        .anyMatch(locale -> locale.toLanguageTag().equals(tag)));
        visit.visitor().ifPresent(member -> hall.rooms().accounts().setLocale(member.id(), language));
        return Print.go(Notice.SAVED.after("/look"))
                .cookie(Cookie.lasting(Visitors.LOOK, look.code(), KEPT))
                .cookie(language.map(tag -> Cookie.lasting(Visitors.LANGUAGE, tag, KEPT))
                        .orElse(Cookie.gone(Visitors.LANGUAGE)));
    }
}
