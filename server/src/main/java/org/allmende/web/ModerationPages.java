// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.moderation.DomainPolicy;
import org.allmende.moderation.Level;
import org.allmende.moderation.Report;
import org.allmende.people.Invitation;
import org.allmende.people.Person;
import org.allmende.text.Urls;

/// What moderators look after: who is let in, what was reported, what may come from where.
final class ModerationPages {

    private static final int DOMAINS = 500;

    private final Hall hall;

    ModerationPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get("/house/members", this::approvals)
                .post("/house/members/{id}/approve", this::approve)
                .post("/house/members/{id}/refuse", this::refuse)
                .get("/house/invitations", this::invitations)
                .post("/house/invitations", this::invite)
                .post("/house/invitations/{id}/revoke", this::revoke)
                .get("/house/reports", this::reports)
                .post("/house/reports/{id}/resolve", this::resolve)
                .get("/house/people/{id}/suspend", this::ask)
                .post("/house/people/{id}/{level}", this::decide)
                .get("/house/domains", request -> domains(Visit.of(request), 200, Filled.EMPTY))
                .post("/house/domains", this::close)
                .post("/house/domains/lift", this::lift);
    }

    private Answer approvals(Request request) {
        var visit = Visit.of(request);
        visit.staff();
        var applicants = hall.rooms().accounts().pending().stream()
                .map(account -> new ApprovalsPage.Applicant(
                        account.actor().toString(),
                        "@" + account.name(),
                        visit.words().full(account.created()),
                        account.email().orElse(""),
                        account.reason().orElse("")))
                .toList();
        var page = new ApprovalsPage(
                hall.frames().of(visit, visit.say("house.members"), Place.HOUSE),
                Tabs.house(visit, "/house/members"),
                applicants);
        return Print.page(out -> JteapprovalsGenerated.render(out, null, page));
    }

    private Answer approve(Request request) {
        Visit.of(request).staff();
        ActorId.parse(request.path("id")).ifPresent(hall.rooms().accounts()::approve);
        return Print.go(Notice.APPROVED.after("/house/members"));
    }

    private Answer refuse(Request request) {
        Visit.of(request).staff();
        ActorId.parse(request.path("id")).ifPresent(hall.rooms().accounts()::refuse);
        return Print.go(Notice.REFUSED.after("/house/members"));
    }

    private Answer invitations(Request request) {
        var visit = Visit.of(request);
        visit.staff();
        var page = new InvitationsPage(
                hall.frames().of(visit, visit.say("house.invitations"), Place.HOUSE),
                Tabs.house(visit, "/house/invitations"),
                hall.rooms().invitations().list().stream()
                        .map(one -> line(visit, one))
                        .toList());
        return Print.page(out -> JteinvitationsGenerated.render(out, null, page));
    }

    private InvitationsPage.Line line(Visit visit, Invitation one) {
        return new InvitationsPage.Line(
                Long.toString(one.id()),
                hall.rooms().addresses().at("/join/" + one.code()),
                one.usesMax().isPresent()
                        ? visit.say(
                                "invitations.used.of", one.uses(), one.usesMax().getAsInt())
                        : visit.words().count("invitations.used", one.uses()),
                one.expires()
                        .map(end ->
                                visit.say("invitations.expires", visit.words().date(end)))
                        .orElse(visit.say("invitations.forever")));
    }

    private Answer invite(Request request) {
        var member = Visit.of(request).staff();
        var form = request.form();
        int uses = form.integer("uses")
                .filter(number -> number > 0 && number <= 1_000)
                .orElse(0);
        int days = form.integer("days")
                .filter(number -> number > 0 && number <= 365)
                .orElse(0);
        hall.rooms()
                .invitations()
                .make(
                        Optional.of(member.id()),
                        uses == 0 ? OptionalInt.empty() : OptionalInt.of(uses),
                        days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days)));
        return Print.go("/house/invitations");
    }

    private Answer revoke(Request request) {
        Visit.of(request).staff();
        Ids.parse(request.path("id")).ifPresent(hall.rooms().invitations()::revoke);
        return Print.go("/house/invitations");
    }

    private Answer reports(Request request) {
        var visit = Visit.of(request);
        visit.staff();
        var part = Paging.read(request, "/house/reports", hall.rooms().reports()::open);
        var page = new ReportsPage(
                hall.frames().of(visit, visit.say("house.reports"), Place.HOUSE),
                Tabs.house(visit, "/house/reports"),
                lines(visit, part.slice().items()),
                part.pager());
        return Print.page(out -> JtereportsGenerated.render(out, null, page));
    }

    private List<ReportsPage.Line> lines(Visit visit, List<Report> reports) {
        var people = hall.rooms()
                .people()
                .find(reports.stream()
                        .flatMap(report -> Stream.of(report.reporter(), report.target()))
                        .distinct()
                        .toList());
        var faces = hall.faces().of(people.values());
        var ids = reports.stream()
                .flatMap(report -> report.posts().stream())
                .distinct()
                .toList();
        var posts = new HashMap<Object, PostCard>();
        var found = hall.rooms().posts().find(ids, visit.reader());
        var cards = hall.cards().of(found, visit);
        for (int i = 0; i < found.size(); i++) {
            posts.put(found.get(i).id(), cards.get(i));
        }
        var lines = new ArrayList<ReportsPage.Line>();
        for (var report : reports) {
            var target = people.get(report.target());
            if (target != null && faces.containsKey(report.reporter())) {
                lines.add(new ReportsPage.Line(
                        Long.toString(report.id()),
                        faces.get(report.reporter()),
                        new PersonRow(faces.get(target.id()), "", List.of()),
                        visit.words().full(report.made()),
                        report.comment(),
                        report.posts().stream()
                                .filter(posts::containsKey)
                                .map(posts::get)
                                .toList(),
                        !target.erased() && !target.suspended(),
                        target.limited()));
            }
        }
        return lines;
    }

    private Answer resolve(Request request) {
        var member = Visit.of(request).staff();
        Ids.parse(request.path("id")).ifPresent(id -> hall.rooms().reports().resolve(id, member.id()));
        return Print.go("/house/reports");
    }

    private Person person(Request request) {
        return ActorId.parse(request.path("id"))
                .flatMap(hall.rooms().people()::find)
                .filter(person -> !person.erased())
                .orElseThrow(Fault::missing);
    }

    private Answer ask(Request request) {
        var visit = Visit.of(request);
        visit.staff();
        var person = person(request);
        var page = new SurePage(
                hall.frames().of(visit, visit.say("reports.suspend"), Place.HOUSE),
                visit.say("suspend.title", "@" + person.handle()),
                visit.say("suspend.text"),
                "/house/people/" + person.id() + "/suspend",
                visit.say("suspend.button"),
                "/house/reports",
                "/house/reports",
                Optional.<PostCard>empty());
        return Print.page(out -> JtesureGenerated.render(out, null, page));
    }

    private Answer decide(Request request) {
        var visit = Visit.of(request);
        var member = visit.staff();
        var person = person(request);
        // Who looks after the place is sent away by the owner's taking back their role, not by a colleague.
        if (hall.rooms().accounts().staff().contains(person.id())) {
            throw new Fault(422, visit.say("suspend.staff"));
        }
        var level = switch (request.path("level")) {
            case "limit" -> Level.LIMIT;
            case "unlimit", "unsuspend" -> Level.NONE;
            case "suspend" -> Level.SUSPEND;
            default -> throw Fault.missing();
        };
        hall.rooms().sanctions().decide(member.id(), person.id(), level, "");
        return Print.go(Notice.SAVED.after(Hall.back(request, "/house/reports")));
    }

    private Answer domains(Visit visit, int status, Filled form) {
        visit.staff();
        var lines = hall.rooms().domains().list("", DOMAINS).stream()
                .map(one -> new DomainsPage.Line(one.domain(), said(visit, one), one.reason(), one.privateNote()))
                .toList();
        var page = new DomainsPage(
                hall.frames().of(visit, visit.say("house.domains"), Place.HOUSE),
                Tabs.house(visit, "/house/domains"),
                form,
                lines);
        return Print.page(status, out -> JtedomainsGenerated.render(out, null, page));
    }

    private static String said(Visit visit, DomainPolicy policy) {
        var level = switch (policy.level()) {
            case NONE -> "";
            case LIMIT -> visit.say("domains.limited");
            case SUSPEND -> visit.say("domains.suspended");
        };
        var media = policy.rejectMedia() ? visit.say("domains.media.brief") : "";
        return Stream.of(level, media)
                .filter(text -> !text.isEmpty())
                .reduce((a, b) -> a + ", " + b)
                .orElse("–");
    }

    private Answer close(Request request) {
        var visit = Visit.of(request);
        visit.staff();
        var typed = new Typed(request.form());
        var domain = Urls.domain(typed.line("domain"));
        if (domain.isEmpty() || hall.rooms().addresses().domains().contains(domain.get())) {
            typed.wrong("domain", visit.say("domains.domain.wrong"));
        }
        var reason = typed.bounded(visit.words(), "reason", 500);
        var note = typed.bounded(visit.words(), "private", 500);
        if (!typed.sound()) {
            return domains(visit, 422, typed.filled("domain", "policy", "media", "reason", "private"));
        }
        var level =
                Map.of("SUSPEND", Level.SUSPEND, "NONE", Level.NONE).getOrDefault(typed.line("policy"), Level.LIMIT);
        hall.rooms().domains().set(domain.get(), level, typed.ticked("media"), reason, note);
        return Print.go(Notice.SAVED.after("/house/domains"));
    }

    private Answer lift(Request request) {
        Visit.of(request).staff();
        hall.rooms().domains().lift(new Typed(request.form()).line("domain"));
        return Print.go(Notice.SAVED.after("/house/domains"));
    }
}
