// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.access.Account;
import org.allmende.access.Role;
import org.allmende.base.ActorId;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.people.Person;

/// Who is at home here, what they are trusted with, and new passwords for those who forgot theirs.
final class MemberPages {

    private static final String PATH = "/house/people";

    private final Hall hall;

    MemberPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get(PATH, this::list)
                .post(PATH + "/{id}/moderator", request -> trust(request, Role.MODERATOR))
                .post(PATH + "/{id}/member", request -> trust(request, Role.MEMBER))
                .post(PATH + "/{id}/password", this::link)
                .get("/password/{secret}", this::show)
                .post("/password/{secret}", this::choose);
    }

    private Answer list(Request request) {
        var visit = Visit.of(request);
        var asker = visit.staff();
        var part = Paging.read(request, PATH, hall.rooms().accounts()::members);
        var accounts = part.slice().items();
        var people =
                hall.rooms().people().find(accounts.stream().map(Account::actor).toList());
        var faces = hall.faces().of(people.values());
        var rows = accounts.stream()
                .filter(account -> faces.containsKey(account.actor()))
                .map(account -> new PersonRow(
                        faces.get(account.actor()),
                        said(visit, account),
                        deeds(visit, asker, account, people.get(account.actor()))))
                .toList();
        // The list of accounts is paged downwards only.
        var newer = request.query("max").map(_ -> PATH);
        var page = new MembersPage(
                hall.frames().of(visit, visit.say("house.people"), Place.HOUSE),
                Tabs.house(visit, PATH),
                rows,
                new Pager(newer, part.pager().older()));
        return Print.page(out -> JtemembersGenerated.render(out, null, page));
    }

    private static String said(Visit visit, Account account) {
        var role = switch (account.role()) {
            case OWNER -> visit.say("role.owner");
            case MODERATOR -> visit.say("role.moderator");
            case MEMBER -> "";
        };
        return Stream.of(
                        role,
                        account.suspended() ? visit.say("members.suspended") : "",
                        visit.say("members.since", visit.words().date(account.created())),
                        account.email().orElse(""))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static List<PersonRow.Deed> deeds(Visit visit, Member asker, Account account, Person person) {
        var deeds = new ArrayList<PersonRow.Deed>();
        var path = PATH + "/" + account.actor() + "/";
        if (account.actor().equals(asker.id())) {
            return deeds;
        }
        if (mayHelp(asker, account)) {
            deeds.add(new PersonRow.Deed(path + "password", visit.say("members.password"), true));
        }
        if (asker.owner() && account.role() != Role.OWNER) {
            deeds.add(
                    account.role().moderates()
                            ? new PersonRow.Deed(path + "member", visit.say("members.member"), true)
                            : new PersonRow.Deed(path + "moderator", visit.say("members.moderator"), true));
        }
        if (person.suspended()) {
            deeds.add(new PersonRow.Deed(path + "unsuspend", visit.say("members.unsuspend"), true));
        }
        return deeds;
    }

    /// Whoever makes somebody's password link could use it: so nobody makes one for those who may do more.
    private static boolean mayHelp(Member asker, Account account) {
        return asker.owner() || !account.role().moderates();
    }

    private Account account(Request request) {
        return ActorId.parse(request.path("id"))
                .flatMap(hall.rooms().accounts()::find)
                .orElseThrow(Fault::missing);
    }

    private Answer trust(Request request, Role role) {
        var visit = Visit.of(request);
        visit.owner();
        var problem = hall.rooms().accounts().setRole(account(request).actor(), role);
        if (problem.isPresent()) {
            throw new Fault(422, problem.get().message());
        }
        return Print.go(Notice.SAVED.after(Hall.back(request, PATH)));
    }

    private Answer link(Request request) {
        var visit = Visit.of(request);
        var account = account(request);
        if (!mayHelp(visit.staff(), account)) {
            throw new Fault(403, visit.say("error.403"));
        }
        var secret = hall.rooms().accounts().passwordLink(account.actor());
        return message(
                visit,
                visit.say("members.link.title", "@" + account.name()),
                visit.say("members.link.text"),
                Optional.of(hall.rooms().addresses().at("/password/" + secret)),
                new Link(PATH, visit.say("back")));
    }

    private Answer message(Visit visit, String title, String text, Optional<String> code, Link link) {
        var page = new MessagePage(
                hall.frames().of(visit, title, Place.NONE), title, text, code, List.of(link), Optional.empty());
        return Print.page(out -> JtemessageGenerated.render(out, null, page));
    }

    private Answer show(Request request) {
        var visit = Visit.of(request);
        return hall.rooms().accounts().passwordLinkHolds(request.path("secret"))
                ? form(visit, 200, Filled.EMPTY)
                : message(
                        visit,
                        visit.say("reset.over.title"),
                        visit.say("reset.over"),
                        Optional.empty(),
                        new Link("/", visit.say("error.home")));
    }

    private Answer form(Visit visit, int status, Filled form) {
        var page = new ResetPage(
                hall.frames().of(visit, visit.say("reset.title"), Place.LOGIN),
                "/password/" + visit.request().path("secret"),
                form);
        return Print.page(status, out -> JteresetGenerated.render(out, null, page));
    }

    private Answer choose(Request request) {
        var visit = Visit.of(request);
        var secret = request.path("secret");
        hall.limits().login(request, secret);
        var problem = hall.rooms().accounts().resetPassword(secret, new Typed(request.form()).text("password"));
        return problem.map(wrong -> form(visit, 422, new Filled(Map.of(), Map.of(wrong.field(), wrong.message()))))
                .orElseGet(() -> Print.go(Notice.SAVED.after("/login")));
    }
}
