// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import org.allmende.access.Account;
import org.allmende.access.AccountState;
import org.allmende.base.ActorId;
import org.allmende.http.Answer;
import org.allmende.http.Cookie;
import org.allmende.http.Request;
import org.allmende.http.Routes;

/// Coming in and going out.
final class LoginPages {

    private final Hall hall;

    LoginPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get("/login", this::show)
                .post("/login", this::login)
                .post("/login/second", this::second)
                .post("/logout", this::logout);
    }

    private Answer show(Request request) {
        var visit = Visit.of(request);
        var next = request.query("next").flatMap(LocalPath::of).orElse("/home");
        return visit.visitor().isPresent() ? Print.go(next) : page(visit, 200, Filled.EMPTY, next);
    }

    private Answer page(Visit visit, int status, Filled form, String next) {
        var page = new LoginPage(hall.frames().of(visit, visit.say("nav.login"), Place.LOGIN), form, next);
        return Print.page(status, out -> JteloginGenerated.render(out, null, page));
    }

    private Answer login(Request request) {
        var visit = Visit.of(request);
        var typed = new Typed(request.form());
        var next = LocalPath.of(typed.line("next")).orElse("/home");
        var name = typed.line("name");
        hall.limits().login(request, name);
        var account = hall.rooms()
                .accounts()
                .authenticate(name.startsWith("@") ? name.substring(1) : name, typed.text("password"));
        if (account.filter(Account::open).isEmpty()) {
            var waiting =
                    account.filter(one -> one.state() == AccountState.PENDING).isPresent();
            typed.wrong("", visit.say(waiting ? "login.pending" : "login.wrong"));
            return page(visit, 422, typed.filled("name"), next);
        }
        var actor = account.get().actor();
        return hall.rooms().factors().since(actor).isPresent()
                ? code(visit, 200, Filled.EMPTY, hall.rooms().factors().ticket(actor), next)
                : entered(hall, request, actor, next);
    }

    private Answer code(Visit visit, int status, Filled form, String ticket, String next) {
        var page = new CodePage(hall.frames().of(visit, visit.say("nav.login"), Place.LOGIN), form, ticket, next);
        return Print.page(status, out -> JtecodeGenerated.render(out, null, page));
    }

    private Answer second(Request request) {
        var visit = Visit.of(request);
        var typed = new Typed(request.form());
        var next = LocalPath.of(typed.line("next")).orElse("/home");
        var ticket = typed.line("ticket");
        var holder = hall.rooms().factors().holder(ticket);
        if (holder.isEmpty()) {
            typed.wrong("", visit.say("second.over"));
            return page(visit, 422, typed.filled(), next);
        }
        hall.limits().second(holder.get());
        var entered = hall.rooms()
                .factors()
                .enter(ticket, typed.line("code"))
                .filter(actor -> hall.rooms()
                        .accounts()
                        .find(actor)
                        .filter(Account::open)
                        .isPresent());
        if (entered.isEmpty()) {
            typed.wrong("code", visit.say("second.wrong"));
            return code(visit, 422, typed.filled(), ticket, next);
        }
        return entered(hall, request, entered.get(), next);
    }

    /// Opens a session. The old one of this browser, if there is one, ends: nobody can lay one out for others.
    static Answer entered(Hall hall, Request request, ActorId actor, String next) {
        var visit = Visit.of(request);
        visit.visitor()
                .ifPresent(member -> hall.rooms()
                        .sessions()
                        .end(member.id(), member.session().id()));
        var fresh = hall.rooms()
                .sessions()
                .open(actor, Browsers.name(request.header("User-Agent").orElse("")));
        return Print.go(next).cookie(Cookie.lasting(Visitors.cookie(request), fresh.cookie(), fresh.lifetime()));
    }

    private Answer logout(Request request) {
        Visit.of(request)
                .visitor()
                .ifPresent(member -> hall.rooms()
                        .sessions()
                        .end(member.id(), member.session().id()));
        return Print.go("/").cookie(Visitors.forgotten(request)).header("Clear-Site-Data", "\"cache\"");
    }
}
