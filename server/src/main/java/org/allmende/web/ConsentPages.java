// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.allmende.access.App;
import org.allmende.access.Consent;
import org.allmende.access.Scopes;
import org.allmende.base.Ids;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;

/// Where a member lets an app in (RFC 6749, section 4.1, with PKCE), and sees in words what it could do.
final class ConsentPages {

    /// As codes are made here: nobody gets a page of ours to show their own words.
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{40,64}");

    private static final String OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob";

    private static final List<String> CARRIED = List.of(
            "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method");

    /// Apps keep a session in it; more is somebody playing.
    private static final int VALUE_MAX = 4_000;

    private final Hall hall;

    ConsentPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get("/oauth/authorize", this::ask)
                .post("/oauth/authorize", this::answer)
                .delete("/oauth/authorize", this::deny)
                .get("/oauth/authorize/native", this::shownCode)
                .get("/oauth/authorized_applications", _ -> Answer.redirect(302, "/settings/sessions"))
                .delete("/oauth/authorized_applications/{id}", this::lockOut);
    }

    /// What an app asks, by the names of the standard.
    private record Asked(Map<String, String> values) {

        static Asked read(Request request) {
            var values = new LinkedHashMap<String, String>();
            for (var name : CARRIED) {
                request.form()
                        .string(name)
                        .filter(text -> text.length() <= VALUE_MAX)
                        .ifPresent(text -> values.put(name, text));
            }
            return new Asked(values);
        }

        String value(String name) {
            return values.getOrDefault(name, "");
        }

        Optional<String> some(String name) {
            return Optional.of(value(name)).filter(text -> !text.isEmpty());
        }

        String redirectUri(App app) {
            return some("redirect_uri")
                    .orElse(app.redirectUris().size() == 1 ? app.redirectUris().getFirst() : "");
        }
    }

    private Answer ask(Request request) {
        var visit = Visit.of(request);
        var asked = Asked.read(request);
        var app = hall.rooms().apps().find(asked.value("client_id"));
        if (app.isEmpty()) {
            return refused(visit, visit.say("oauth.wrong.app"));
        }
        visit.member();
        return switch (consent(app.get(), asked)) {
            case Consent.Ask ask -> page(visit, asked, ask);
            case Consent.Refused wrong -> wrong(visit, asked, app.get(), wrong);
        };
    }

    private Consent consent(App app, Asked asked) {
        var uri = asked.redirectUri(app);
        var consent = hall.rooms()
                .tokens()
                .consent(
                        app,
                        uri,
                        asked.value("scope"),
                        asked.some("code_challenge"),
                        asked.some("code_challenge_method"));
        var usable = consent instanceof Consent.Ask;
        return usable && !asked.value("response_type").equals("code")
                ? new Consent.Refused("unsupported_response_type", "Only response_type=code is given.", true)
                : consent;
    }

    private Answer page(Visit visit, Asked asked, Consent.Ask ask) {
        var outOfBand = ask.redirectUri().equals(OUT_OF_BAND);
        var page = new AuthorizePage(
                hall.frames().of(visit, visit.say("oauth.title", ask.app().name()), Place.NONE),
                ask.app().name(),
                ask.app().website(),
                words(visit, ask.scopes()),
                outOfBand ? "" : shown(ask.redirectUri()),
                asked.values);
        var answer = Print.page(out -> JteauthorizeGenerated.render(out, null, page));
        return outOfBand ? answer : Guard.leadingTo(answer, source(ask.redirectUri()));
    }

    private Answer answer(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        var asked = Asked.read(request);
        var app = hall.rooms().apps().find(asked.value("client_id"));
        if (app.isEmpty()) {
            return refused(visit, visit.say("oauth.wrong.app"));
        }
        return switch (consent(app.get(), asked)) {
            case Consent.Refused wrong -> wrong(visit, asked, app.get(), wrong);
            case Consent.Ask ask -> {
                if (!request.form().string("answer").orElse("").equals("yes")) {
                    yield denied(asked, ask);
                }
                hall.limits().write(member);
                var code = hall.rooms().tokens().code(ask, member.id());
                yield ask.redirectUri().equals(OUT_OF_BAND)
                        ? code(visit, code)
                        : back(ask.redirectUri(), asked, Map.of("code", code));
            }
        };
    }

    /// The same as the button that says no, in the words of who knows REST.
    private Answer deny(Request request) {
        var visit = Visit.of(request);
        visit.member();
        var asked = Asked.read(request);
        var app = hall.rooms().apps().find(asked.value("client_id"));
        if (app.isEmpty()) {
            return refused(visit, visit.say("oauth.wrong.app"));
        }
        return switch (consent(app.get(), asked)) {
            case Consent.Refused wrong -> wrong(visit, asked, app.get(), wrong);
            case Consent.Ask ask -> denied(asked, ask);
        };
    }

    private Answer shownCode(Request request) {
        var visit = Visit.of(request);
        visit.member();
        var code = request.query("code").filter(text -> CODE.matcher(text).matches());
        return code(visit, code.orElseThrow(Fault::missing));
    }

    private Answer lockOut(Request request) {
        var member = Visit.of(request).member();
        Ids.parse(request.path("id")).ifPresent(id -> hall.rooms().tokens().revoke(member.id(), id));
        return Print.go(Notice.ENDED.after("/settings/sessions"));
    }

    private Answer code(Visit visit, String code) {
        return message(visit, 200, "oauth.code.title", visit.say("oauth.code.text"), Optional.of(code));
    }

    private Answer denied(Asked asked, Consent.Ask ask) {
        return ask.redirectUri().equals(OUT_OF_BAND)
                ? Print.go("/home")
                : back(ask.redirectUri(), asked, Map.of("error", "access_denied"));
    }

    private Answer wrong(Visit visit, Asked asked, App app, Consent.Refused wrong) {
        var uri = asked.redirectUri(app);
        if (wrong.tellApp() && !uri.equals(OUT_OF_BAND)) {
            return back(uri, asked, Map.of("error", wrong.error(), "error_description", wrong.description()));
        }
        var key = switch (wrong.error()) {
            case "invalid_scope" -> "oauth.wrong.scope";
            case "unsupported_response_type" -> "oauth.wrong.kind";
            default -> wrong.tellApp() ? "oauth.wrong.challenge" : "oauth.wrong.redirect";
        };
        return refused(visit, visit.say(key));
    }

    private Answer refused(Visit visit, String text) {
        return message(visit, 400, "oauth.wrong.title", text, Optional.empty());
    }

    private Answer message(Visit visit, int status, String title, String text, Optional<String> code) {
        var page = new MessagePage(
                hall.frames().of(visit, visit.say(title), Place.NONE),
                visit.say(title),
                text,
                code,
                List.of(new Link("/", visit.say("error.home"))),
                Optional.empty());
        return Print.page(status, out -> JtemessageGenerated.render(out, null, page));
    }

    /// Back to the app, at an address that it has registered.
    private static Answer back(String uri, Asked asked, Map<String, String> said) {
        var query = new ArrayList<String>();
        said.forEach((name, value) -> query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        asked.some("state").ifPresent(state -> query.add("state=" + URLEncoder.encode(state, StandardCharsets.UTF_8)));
        return Answer.redirect(302, uri + (uri.contains("?") ? "&" : "?") + String.join("&", query));
    }

    private static String shown(String uri) {
        var parsed = URI.create(uri);
        return parsed.getRawAuthority() == null ? parsed.getScheme() + ":" : parsed.getRawAuthority();
    }

    /// The address as a source in a policy: origin, or the scheme of an app.
    private static List<String> source(String uri) {
        var parsed = URI.create(uri);
        return parsed.getScheme().startsWith("http")
                ? List.of(parsed.getScheme() + "://" + parsed.getRawAuthority())
                : List.of(parsed.getScheme() + ":");
    }

    /// What scopes let an app do, in words. Wide ones say it all; narrow ones are named.
    static List<String> words(Visit visit, Scopes scopes) {
        var words = new ArrayList<String>();
        for (var wide : List.of("read", "write", "follow", "push", "profile")) {
            if (scopes.names().contains(wide)) {
                words.add(visit.say("scope." + wide));
            }
        }
        part(visit, scopes, "read", words);
        part(visit, scopes, "write", words);
        scopes.names().stream()
                .filter(name -> name.startsWith("admin"))
                .sorted()
                .forEach(name -> words.add(visit.say("scope.other", name)));
        return words;
    }

    private static void part(Visit visit, Scopes scopes, String kind, List<String> words) {
        var narrow = new TreeSet<String>();
        scopes.names().stream()
                .filter(name -> name.startsWith(kind + ":") && !scopes.names().contains(kind))
                .forEach(name -> narrow.add(visit.say("scope.on." + name.substring(kind.length() + 1))));
        if (!narrow.isEmpty()) {
            words.add(visit.say("scope." + kind + ".part", String.join(", ", narrow)));
        }
    }
}
