// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.access.App;
import org.allmende.access.Apps;
import org.allmende.access.Grant;
import org.allmende.access.Scopes;
import org.allmende.access.Tokens;
import org.allmende.http.Answer;
import org.allmende.http.Params;
import org.allmende.http.RateLimit;
import org.allmende.http.Request;

/// The machine's half of OAuth 2: metadata, tokens, taking them back. The human half, the page that asks whether an app
/// may, belongs to the door for browsers.
final class OAuthApi {

    private static final String BASIC = "basic ";

    private final Rooms rooms;
    private final Apps apps;
    private final Tokens tokens;
    private final RateLimits limits;

    OAuthApi(Rooms rooms, RateLimits limits) {
        this.rooms = rooms;
        this.apps = rooms.apps();
        this.tokens = rooms.tokens();
        this.limits = limits;
    }

    /// What an app says of itself when it asks for a token.
    private record Client(String id, Optional<String> secret) {}

    void mount(Endpoints on) {
        on.open("GET /.well-known/oauth-authorization-server", _ -> metadata());
        on.open("POST /oauth/token", this::token);
        on.open("POST /oauth/revoke", this::revoke);
        on.member("GET /oauth/userinfo", "profile", (_, member) -> person(member));
        on.member("POST /oauth/userinfo", "profile", (_, member) -> person(member));
    }

    // RFC 8414, with the one member that apps of this dialect look for besides.
    private Answer metadata() {
        var addresses = rooms.links().addresses();
        return Json.members(json -> json.text("issuer", addresses.at("/"))
                .text("service_documentation", addresses.at("/about"))
                .text("authorization_endpoint", addresses.at("/oauth/authorize"))
                .text("token_endpoint", addresses.at("/oauth/token"))
                .text("app_registration_endpoint", addresses.at("/api/v1/apps"))
                .text("registration_endpoint", addresses.at("/oauth/register"))
                .text("revocation_endpoint", addresses.at("/oauth/revoke"))
                .text("userinfo_endpoint", addresses.at("/oauth/userinfo"))
                .texts("scopes_supported", Scopes.KNOWN)
                .texts("response_types_supported", List.of("code"))
                .texts("response_modes_supported", List.of("query"))
                .texts("code_challenge_methods_supported", List.of("S256"))
                .texts("grant_types_supported", List.of("authorization_code", "client_credentials"))
                .texts(
                        "token_endpoint_auth_methods_supported",
                        List.of("client_secret_basic", "client_secret_post", "none")));
    }

    private Answer token(Request request) {
        RateLimits.spend(limits.logins(), RateLimit.key(request.remote()));
        var form = request.form();
        var client = client(request, form);
        var app = client.flatMap(some -> apps.find(some.id()));
        if (app.isEmpty()) {
            return refused(401, "invalid_client", "The app is unknown here. Register it again.");
        }
        var secret = client.flatMap(Client::secret);
        return switch (form.string("grant_type").orElse("")) {
            case "authorization_code" -> granted(code(form, app.get(), secret));
            case "client_credentials" ->
                granted(tokens.clientToken(
                        app.get(), secret.orElse(""), form.string("scope").orElse("")));
            case "" -> refused(400, "invalid_request", "grant_type is missing.");
            default ->
                refused(400, "unsupported_grant_type", "grant_type must be authorization_code or client_credentials.");
        };
    }

    private Grant code(Params form, App app, Optional<String> secret) {
        return tokens.redeem(
                form.string("code").orElse(""),
                app,
                secret,
                form.string("redirect_uri").orElse(""),
                form.string("code_verifier").filter(text -> !text.isEmpty()));
    }

    private static Answer granted(Grant grant) {
        return switch (grant) {
            case Grant.Granted granted -> bearer(granted);
            case Grant.Refused(var error, var description) ->
                refused(error.equals("invalid_client") ? 401 : 400, error, description);
        };
    }

    /// `Token`, as RFC 6749 §5.1 has it, and when it was made.
    static Answer bearer(Grant.Granted granted) {
        return Json.members(json -> json.text("access_token", granted.bearer())
                        .text("token_type", "Bearer")
                        .text("scope", granted.token().scopes().toString())
                        .number("created_at", granted.token().created().getEpochSecond()))
                .header("Cache-Control", "no-store");
    }

    private static Answer refused(int status, String error, String description) {
        return Json.answer(
                        status,
                        json -> json.object(() -> json.text("error", error).text("error_description", description)))
                .header("Cache-Control", "no-store");
    }

    // RFC 7009: a token that is not there, or not this app's, is no error; the app is rid of it either way.
    private Answer revoke(Request request) {
        RateLimits.spend(limits.logins(), RateLimit.key(request.remote()));
        var form = request.form();
        var client = client(request, form);
        var app = client.flatMap(some -> apps.find(some.id()))
                .filter(some -> apps.secretFits(some, client.get().secret().orElse("")));
        if (app.isEmpty()) {
            return refused(403, "unauthorized_client", "You are not authorized to revoke this token");
        }
        tokens.revoke(app.get(), form.string("token").orElse(""));
        return Json.nothing();
    }

    private static Optional<Client> client(Request request, Params form) {
        return request.header("Authorization")
                .filter(text -> text.regionMatches(true, 0, BASIC, 0, BASIC.length()))
                .map(text -> text.substring(BASIC.length()).strip())
                .flatMap(OAuthApi::basic)
                .or(() -> form.string("client_id")
                        .map(id -> new Client(id, form.string("client_secret").filter(text -> !text.isEmpty()))));
    }

    private static Optional<Client> basic(String encoded) {
        try {
            var pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).split(":", 2);
            return pair.length == 2 ? Optional.of(new Client(pair[0], Optional.of(pair[1]))) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Answer person(Member member) {
        var person = rooms.people().find(member.id()).orElseThrow(Finder::missing);
        var faces = Faces.of(rooms.links(), rooms.media(), Stream.of(person), List.of());
        return Json.members(json -> json.text("iss", rooms.links().addresses().at("/"))
                .text("sub", person.uri())
                .text("name", person.title())
                .text("preferred_username", person.name())
                .text("profile", person.url())
                .text("picture", faces.avatar(person)));
    }
}
