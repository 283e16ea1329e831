// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.allmende.access.App;
import org.allmende.access.NewApp;
import org.allmende.access.NoMember;
import org.allmende.access.Problem;
import org.allmende.access.SignUp;
import org.allmende.access.SignUpForm;
import org.allmende.access.Token;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Params;
import org.allmende.http.RateLimit;
import org.allmende.http.Request;

/// Apps introduce themselves, and people join through them.
final class AppsApi {

    /// The names of the sign-up's fields in this API.
    private static final Map<String, String> FIELDS = Map.of("name", "username");

    private final Rooms rooms;
    private final RateLimits limits;

    AppsApi(Rooms rooms, RateLimits limits) {
        this.rooms = rooms;
        this.limits = limits;
    }

    void mount(Endpoints on) {
        on.open("POST /api/v1/apps", this::register);
        on.open("POST /oauth/register", this::introduce);
        on.app(
                "GET /api/v1/apps/verify_credentials",
                "",
                (_, caller) -> verify(caller.token().orElseThrow()));
        on.app("POST /api/v1/accounts", "write:accounts", this::signUp);
    }

    private Answer register(Request request) {
        RateLimits.spend(limits.apps(), RateLimit.key(request.remote()));
        var form = request.form();
        var app = rooms.apps()
                .register(
                        form.string("client_name").orElse(""),
                        redirectUris(form),
                        form.string("scopes").orElse(""),
                        form.string("website"));
        return switch (app) {
            case NewApp.Registered(var registered, var secret) ->
                Json.members(json -> {
                    app(json, registered);
                    json.text("client_id", registered.clientId())
                            .text("client_secret", secret)
                            .number("client_secret_expires_at", 0);
                });
            case NewApp.Rejected(var problems) -> throw wrong(problems);
        };
    }

    // RFC 7591: the same, in the words of the standard.
    private Answer introduce(Request request) {
        RateLimits.spend(limits.apps(), RateLimit.key(request.remote()));
        var form = request.form();
        var app = rooms.apps()
                .register(
                        form.string("client_name")
                                .filter(name -> !name.isBlank())
                                .orElse("App"),
                        form.strings("redirect_uris"),
                        form.string("scope").orElse(""),
                        form.string("client_uri"));
        return switch (app) {
            case NewApp.Registered(var registered, var secret) ->
                Json.answer(
                                201,
                                json -> json.object(() -> json.text("client_id", registered.clientId())
                                        .text("client_secret", secret)
                                        .number(
                                                "client_id_issued_at",
                                                registered.created().getEpochSecond())
                                        .number("client_secret_expires_at", 0)
                                        .text("client_name", registered.name())
                                        .text("client_uri", registered.website())
                                        .texts("redirect_uris", registered.redirectUris())
                                        .texts("grant_types", List.of("authorization_code", "client_credentials"))
                                        .texts("response_types", List.of("code"))
                                        .text("token_endpoint_auth_method", "client_secret_basic")
                                        .text("scope", registered.scopes().toString())))
                        .header("Cache-Control", "no-store");
            case NewApp.Rejected(var problems) -> {
                var address = problems.getFirst().field().equals("redirect_uris");
                yield Json.answer(
                        400,
                        json -> json.object(() -> json.text(
                                        "error", address ? "invalid_redirect_uri" : "invalid_client_metadata")
                                .text("error_description", problems.getFirst().message())));
            }
        };
    }

    // Some apps send a list, some one text with line breaks between.
    private static List<String> redirectUris(Params form) {
        return form.strings("redirect_uris").stream()
                .flatMap(text -> Arrays.stream(text.split("\\s+")))
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    private static Fault wrong(List<Problem> problems) {
        return new Fault(
                422,
                "Validation failed: "
                        + problems.stream()
                                .map(problem -> problem.field() + ": " + problem.message())
                                .collect(Collectors.joining(" ")));
    }

    private void app(Json json, App app) {
        json.text("id", Long.toString(app.id()))
                .text("name", app.name())
                .text("website", app.website())
                .texts("scopes", app.scopes().names().stream().sorted().toList())
                .text("redirect_uri", String.join("\n", app.redirectUris()))
                .texts("redirect_uris", app.redirectUris())
                .text("vapid_key", rooms.push().publicKey());
    }

    private Answer verify(Token token) {
        var app = token.app().flatMap(rooms.apps()::find);
        return Json.members(json -> {
            if (app.isPresent()) {
                app(json, app.get());
            } else {
                // Somebody made this token at the machine.
                json.text("name", "Command line")
                        .none("website")
                        .text("vapid_key", rooms.push().publicKey());
            }
        });
    }

    private Answer signUp(Request request, Caller caller) {
        RateLimits.spend(limits.signUps(), RateLimit.key(request.remote()));
        var token = caller.token().filter(some -> some.actor().isEmpty());
        if (token.isEmpty()) {
            throw new Fault(403, "This method needs the token of an app, not of a member");
        }
        var form = request.form();
        if (!form.bool("agreement").orElse(false)) {
            return wrongFields(List.of(new Problem("agreement", "Read and accept the rules and terms.")));
        }
        return switch (rooms.accounts().signUp(read(form))) {
            case SignUp.Rejected(var problems) -> wrongFields(problems);
            case SignUp.Joined(var account) -> {
                var app = token.get().app().flatMap(rooms.apps()::find);
                yield entered(() -> OAuthApi.bearer(
                        rooms.tokens().issue(app, account.actor(), token.get().scopes())));
            }
        };
    }

    private SignUpForm read(Params form) {
        return new SignUpForm(
                form.string("username").orElse(""),
                form.string("email"),
                form.string("password").orElse(""),
                form.string("reason"),
                form.string("invite_code"),
                Optional.of(rooms.house().termsVersion()),
                form.string("locale"));
    }

    private static Answer entered(Supplier<Answer> answer) {
        try {
            return answer.get();
        } catch (NoMember _) {
            throw new Fault(
                    403, "Your account is waiting for approval by the moderators. Log in once they have agreed.");
        }
    }

    private static Answer wrongFields(List<Problem> problems) {
        var byField = problems.stream()
                .collect(Collectors.groupingBy(problem -> FIELDS.getOrDefault(problem.field(), problem.field())));
        return Json.answer(
                422,
                json -> json.object(() -> json.text(
                                "error",
                                "Validation failed: "
                                        + problems.stream()
                                                .map(Problem::message)
                                                .collect(Collectors.joining(" ")))
                        .object(
                                "details",
                                () -> byField.forEach((field, some) -> json.list(
                                        field.isEmpty() ? "base" : field,
                                        some,
                                        problem -> json.object(() -> json.text("error", "ERR_INVALID")
                                                .text("description", problem.message())))))));
    }
}
