// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import java.util.Optional;
import org.allmende.access.Token;
import org.allmende.access.Tokens;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.RateLimit;
import org.allmende.http.RateLimit.Standing;
import org.allmende.http.Request;

/// Stands before every endpoint: whose token is this, may it do that, and how often already.
final class Guard {

    private static final String BEARER = "bearer ";

    /// Where apps may put the token when they open a stream; nowhere else, because addresses end up in logs.
    private static final String QUERY = "access_token";

    private final Tokens tokens;
    private final RateLimits limits;

    Guard(Tokens tokens, RateLimits limits) {
        this.tokens = tokens;
        this.limits = limits;
    }

    /// What a caller asks for once it is known who that is.
    @FunctionalInterface
    interface Asked {

        Answer answer(Caller caller);
    }

    /// Looks at no token: what everybody may see.
    Answer open(Request request, Asked asked) {
        return counted(atAddress(request), asked, Caller.ANYBODY);
    }

    /// Takes anybody; who brings a token must bring a right one.
    Answer anybody(Request request, List<String> scopes, Asked asked) {
        var bearer = bearer(request);
        return bearer.isEmpty() ? open(request, asked) : known(request, bearer.get(), scopes, asked);
    }

    Answer app(Request request, List<String> scopes, Asked asked) {
        return known(request, bearer(request).orElseThrow(() -> refused(request)), scopes, asked);
    }

    Answer member(Request request, List<String> scopes, Asked asked) {
        return app(request, scopes, caller -> {
            if (caller.member().isEmpty()) {
                throw nobody();
            }
            return asked.answer(caller);
        });
    }

    /// The token of somebody who opens a stream, from wherever streams may carry it.
    Member streaming(Request request) {
        var token = streamBearer(request).flatMap(tokens::find).orElseThrow(() -> refused(request));
        spend(token);
        var actor = token.actor().orElseThrow(Guard::nobody);
        return new Member(actor, token);
    }

    private Answer known(Request request, String bearer, List<String> scopes, Asked asked) {
        var token = tokens.find(bearer).orElseThrow(() -> refused(request));
        var standing = spend(token);
        require(token, scopes);
        return counted(standing, asked, new Caller(Optional.of(token)));
    }

    private static Fault nobody() {
        return new Fault(422, "This method requires an authenticated user");
    }

    /// Any of the scopes will do; none asked, none needed.
    static void require(Token token, List<String> scopes) {
        if (!scopes.isEmpty() && scopes.stream().noneMatch(token.scopes()::covers)) {
            throw new Fault(403, "This action is outside the authorized scopes");
        }
    }

    private static Answer counted(Standing standing, Asked asked, Caller caller) {
        return standing.tell(asked.answer(caller));
    }

    private Standing spend(Token token) {
        token.actor().ifPresent(actor -> RateLimits.spend(limits.member(), actor));
        return RateLimits.spend(limits.token(), token.id());
    }

    private Standing atAddress(Request request) {
        return RateLimits.spend(limits.address(), RateLimit.key(request.remote()));
    }

    // Guessing tokens is counted like any asking without one.
    private Fault refused(Request request) {
        atAddress(request);
        return new Fault(401, "The access token is invalid")
                .header("WWW-Authenticate", "Bearer realm=\"Allmende\", error=\"invalid_token\"");
    }

    static Optional<String> streamBearer(Request request) {
        return bearer(request)
                .or(() -> request.query(QUERY))
                .or(() -> request.socketProtocols().stream().findFirst());
    }

    static Optional<String> bearer(Request request) {
        return request.header("Authorization")
                .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(text -> text.substring(BEARER.length()).strip())
                .filter(text -> !text.isEmpty());
    }
}
