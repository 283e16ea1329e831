// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.access.AccountState;
import org.allmende.access.Passwords;
import org.allmende.access.Registration;
import org.allmende.access.SignUp;
import org.allmende.access.SignUpForm;
import org.allmende.base.Ids;
import org.allmende.http.Answer;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.people.NameRule;

/// Making an account: the first owner's by the printed link, everybody else's as the owner lets them.
final class JoinPages {

    private static final String[] FIELDS = {"name", "email", "reason", "terms"};

    private final Hall hall;

    JoinPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get("/join", request -> show(request, ""))
                .get("/invite/{code}", this::invited)
                .get("/join/{code}", request -> show(request, request.path("code")))
                .post("/join", this::join)
                .get("/accept", this::changed)
                .post("/accept", this::accept)
                .get("/welcome", this::welcome)
                .post("/welcome", this::begin);
    }

    private Answer show(Request request, String code) {
        var visit = Visit.of(request);
        if (visit.visitor().isPresent()) {
            return Print.go("/home");
        }
        if (!code.isEmpty() && !hall.rooms().invitations().holds(code)) {
            return closed(visit, "join.invitation.wrong.title", "join.invitation.wrong");
        }
        return switch (hall.rooms().accounts().registration()) {
            case CLOSED -> closed(visit, "join.closed.title", "join.closed");
            case INVITATION ->
                code.isEmpty()
                        ? closed(visit, "join.invitation.title", "join.invitation")
                        : page(visit, 200, Filled.EMPTY, code);
            case OPEN, APPROVAL -> page(visit, 200, Filled.EMPTY, code);
        };
    }

    private Answer closed(Visit visit, String title, String text) {
        return message(visit, title, text, new Link("/about", visit.say("start.more")));
    }

    private Answer message(Visit visit, String title, String text, Link link) {
        var page = new MessagePage(
                hall.frames().of(visit, visit.say(title), Place.JOIN),
                visit.say(title),
                visit.say(text),
                Optional.empty(),
                List.of(link),
                Optional.empty());
        return Print.page(out -> JtemessageGenerated.render(out, null, page));
    }

    private Answer page(Visit visit, int status, Filled form, String code) {
        var applying = code.isEmpty() && hall.rooms().accounts().registration() == Registration.APPROVAL;
        var frame = hall.frames().of(visit, visit.say("nav.join"), Place.JOIN);
        var intro = !code.isEmpty()
                ? visit.say("join.intro.invited")
                : visit.say("join.intro") + (applying ? " " + visit.say("join.intro.approval") : "");
        var page = new JoinPage(
                frame,
                visit.say("join.heading", frame.sign().title()),
                intro,
                "/join",
                visit.say(applying ? "join.button.apply" : "join.button"),
                form,
                applying,
                rules(),
                visit.say("join.terms"),
                visit.say("join.terms.hint"),
                code.isEmpty() ? Map.of() : Map.of("invitation", code));
        return Print.page(status, out -> JtejoinGenerated.render(out, null, page));
    }

    private List<JoinPage.Line> rules() {
        return hall.rooms().house().rules().stream()
                .map(rule -> new JoinPage.Line(rule.text(), rule.hint()))
                .toList();
    }

    private Answer join(Request request) {
        var visit = Visit.of(request);
        hall.limits().join(request);
        var typed = new Typed(request.form());
        var code = typed.line("invitation");
        if (!typed.ticked("terms")) {
            typed.wrong("terms", visit.say("join.terms.wrong"));
        }
        check(visit, typed);
        if (!typed.sound()) {
            return page(visit, 422, typed.filled(FIELDS), code);
        }
        return switch (hall.rooms().accounts().signUp(form(visit, typed))) {
            case SignUp.Joined(var account) ->
                account.state() == AccountState.PENDING
                        ? message(visit, "approval.sent.title", "approval.sent", new Link("/", visit.say("error.home")))
                        : LoginPages.entered(hall, request, account.actor(), "/home");
            case SignUp.Rejected(var problems) -> {
                problems.forEach(problem ->
                        typed.wrong(problem.field().equals("invitation") ? "" : problem.field(), problem.message()));
                yield page(visit, 422, typed.filled(FIELDS), code);
            }
        };
    }

    // What most people get wrong, said in their own language; everything else the rooms say.
    private void check(Visit visit, Typed typed) {
        var name = typed.line("name");
        if (!name.matches("[A-Za-z0-9_]{1," + NameRule.LENGTH_MAX + "}")) {
            typed.wrong("name", visit.say("join.name.wrong"));
        } else if (!hall.rooms().people().nameFree(name)) {
            typed.wrong("name", visit.say("join.name.taken"));
        }
        if (typed.text("password").length() < Passwords.LENGTH_MIN) {
            typed.wrong("password", visit.say("join.password.short"));
        }
    }

    private SignUpForm form(Visit visit, Typed typed) {
        return new SignUpForm(
                typed.line("name"),
                Optional.of(typed.line("email")),
                typed.text("password"),
                Optional.of(typed.line("reason")),
                Optional.of(typed.line("invitation")),
                Optional.of(hall.rooms().house().termsVersion()),
                Optional.of(visit.words().tag()));
    }

    private Answer changed(Request request) {
        var visit = Visit.of(request);
        visit.member();
        var page = new AcceptPage(
                hall.frames().of(visit, visit.say("accept.title"), Place.ACCEPT),
                rules(),
                Long.toString(hall.rooms().house().termsVersion().toEpochMilli()));
        return Print.page(out -> JteacceptGenerated.render(out, null, page));
    }

    // What was accepted is what was shown: a version that came in between is asked about again.
    private Answer accept(Request request) {
        var member = Visit.of(request).member();
        var now = hall.rooms().house().termsVersion();
        var read = Ids.parse(new Typed(request.form()).line("version"))
                .map(Instant::ofEpochMilli)
                .filter(version -> !version.isAfter(now));
        read.ifPresent(version -> hall.rooms().accounts().acceptTerms(member.id(), version));
        return Print.go("/home");
    }

    private Answer welcome(Request request) {
        var visit = Visit.of(request);
        return hall.rooms().accounts().hasOwner()
                ? message(visit, "owner.used.title", "owner.used.text", new Link("/login", visit.say("nav.login")))
                : owner(visit, 200, Filled.EMPTY, request.query("key").orElse(""));
    }

    private Answer owner(Visit visit, int status, Filled form, String key) {
        var hidden = new HashMap<String, String>();
        hidden.put("key", key);
        var page = new JoinPage(
                hall.frames().of(visit, visit.say("owner.heading"), Place.JOIN),
                visit.say("owner.heading"),
                visit.say("owner.intro"),
                "/welcome",
                visit.say("owner.button"),
                form,
                false,
                List.of(),
                visit.say("owner.terms"),
                visit.say("owner.terms.hint"),
                hidden);
        return Print.page(status, out -> JtejoinGenerated.render(out, null, page));
    }

    private Answer begin(Request request) {
        var visit = Visit.of(request);
        hall.limits().join(request);
        var typed = new Typed(request.form());
        if (!typed.ticked("terms")) {
            typed.wrong("terms", visit.say("owner.terms.wrong"));
        }
        check(visit, typed);
        if (!typed.sound()) {
            return owner(visit, 422, typed.filled(FIELDS), typed.line("key"));
        }
        return switch (hall.rooms().accounts().signUpOwner(typed.line("key"), form(visit, typed))) {
            case SignUp.Joined(var account) -> LoginPages.entered(hall, request, account.actor(), "/house");
            case SignUp.Rejected(var problems) -> {
                problems.forEach(problem -> typed.wrong(problem.field(), problem.message()));
                yield owner(visit, 422, typed.filled(FIELDS), typed.line("key"));
            }
        };
    }

    // Where apps look first that were given the address of an invitation.
    private Answer invited(Request request) {
        var code = request.path("code");
        if (!request.header("Accept").orElse("").contains("application/json")) {
            return Answer.redirect(302, "/join/" + URLEncoder.encode(code, StandardCharsets.UTF_8));
        }
        if (!hall.rooms().invitations().holds(code)) {
            return Answer.json(
                    401,
                    json -> json.writeStartObject()
                            .writeStringProperty("error", "This invite is not valid")
                            .writeEndObject());
        }
        return Answer.json(
                200,
                json -> json.writeStartObject()
                        .writeStringProperty("invite_code", code)
                        .writeStringProperty(
                                "instance_api_url", hall.rooms().addresses().at("/api/v2/instance"))
                        .writeEndObject());
    }
}
