// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.allmende.access.PolicyDefaults;
import org.allmende.access.PostDefaults;
import org.allmende.activity.Policy;
import org.allmende.activity.Reach;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.http.Answer;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.people.Person;

/// What a member decides for themselves: what new posts start with, whom they do not want to see.
final class SettingsPages {

    private final Hall hall;
    private final Drafts drafts;

    SettingsPages(Hall hall) {
        this.hall = hall;
        this.drafts = new Drafts(hall);
    }

    void mount(Routes pages) {
        pages.get("/settings", _ -> Answer.redirect(302, "/settings/profile"))
                .get("/settings/posting", this::posting)
                .post("/settings/posting", this::choose)
                .get("/settings/blocks", this::blocks)
                .get("/settings/mutes", this::mutes);
    }

    private Answer posting(Request request) {
        var visit = Visit.of(request);
        var defaults = visit.member().account().defaults();
        var language = defaults.language().orElse("");
        var page = new PostingPage(
                hall.frames().of(visit, visit.say("settings.posting"), Place.SETTINGS),
                Tabs.settings(visit, "/settings/posting"),
                AudienceChoice.of(defaults.audience()),
                PolicyChoice.Four.of(defaults.policy(Reach.PUBLIC)),
                language,
                drafts.languages(visit, language),
                defaults.sensitive());
        return Print.page(out -> JtepostingGenerated.render(out, null, page));
    }

    private Answer choose(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        var typed = new Typed(request.form());
        var audience = AudienceChoice.of(typed.line("audience")).orElse(AudienceChoice.PUBLIC);
        var before = member.account().defaults().policy(Reach.PUBLIC);
        var may = PolicyChoice.Four.of(typed, before).policy();
        hall.rooms()
                .accounts()
                .setDefaults(
                        member.id(),
                        new PostDefaults(
                                audience.audience(),
                                typed.ticked("sensitive"),
                                LanguageList.chosen(typed.line("language")),
                                may.quote(),
                                PolicyDefaults.everywhere(may.withQuote(Policy.Rule.NOBODY))));
        return Print.go(Notice.SAVED.after("/settings/posting"));
    }

    private Answer blocks(Request request) {
        return people(
                request,
                "blocks",
                "unblock",
                page -> hall.rooms().blocks().blocked(Visit.of(request).member().id(), page));
    }

    private Answer mutes(Request request) {
        return people(
                request,
                "mutes",
                "unmute",
                page -> hall.rooms().mutes().muted(Visit.of(request).member().id(), page));
    }

    private Answer people(Request request, String kind, String deed, Function<Page, Slice<Person>> list) {
        var visit = Visit.of(request);
        visit.member();
        var path = "/settings/" + kind;
        var part = Paging.read(request, path, list);
        var people = part.slice().items();
        var faces = hall.faces().of(people);
        var rows = people.stream()
                .map(person -> new PersonRow(
                        faces.get(person.id()),
                        "",
                        List.of(new PersonRow.Deed(
                                "/people/" + person.id() + "/" + deed, visit.say("person." + deed), true))))
                .toList();
        var page = new PeoplePage(
                hall.frames().of(visit, visit.say("settings." + kind), Place.SETTINGS),
                visit.say("settings." + kind),
                "/settings",
                Optional.of(visit.say(kind + ".intro")),
                rows,
                Empty.of(visit.say(kind + ".empty"), ""),
                part.pager());
        return Print.page(out -> JtepeopleGenerated.render(out, null, page));
    }
}
