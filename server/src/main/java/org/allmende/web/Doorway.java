// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Filter;
import org.allmende.http.Handler;
import org.allmende.http.Request;

/// Stands around all pages: says who looks, keeps forged forms out, and makes pages of what went wrong.
final class Doorway implements Filter {

    private static final int REASON_MAX = 500;

    /// What changes nothing; everything else must come from a form of ours.
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    private final Visitors visitors;
    private final Guard guard;
    private final Frames frames;

    Doorway(Visitors visitors, Guard guard, Frames frames) {
        this.visitors = visitors;
        this.guard = guard;
        this.frames = frames;
    }

    @Override
    public Answer around(Request request, Handler next) {
        var visit = visitors.of(request);
        return Guard.shielded(inside(visit, request.with(Visit.class, visit), next));
    }

    private Answer inside(Visit visit, Request request, Handler next) {
        try {
            if (!SAFE.contains(request.method())) {
                guard.check(visit);
            }
            return next.answer(request);
        } catch (Fault fault) {
            return fault.status() == 401 ? login(visit) : fault.dress(page(visit, fault));
        }
    }

    private static Answer login(Visit visit) {
        var back = visit.request().method().equals("GET")
                ? LocalPath.of(visit.here())
                : visit.request().header("Referer").flatMap(Doorway::path);
        return Print.go("/login?next=" + URLEncoder.encode(back.orElse("/home"), StandardCharsets.UTF_8));
    }

    private static Optional<String> path(String referer) {
        return LocalPath.of(referer.replaceFirst("^https?://[^/]*", ""));
    }

    private Answer page(Visit visit, Fault fault) {
        var words = visit.words();
        var status = fault.status();
        var own = words.knows("error." + status);
        var forged = fault.message().equals(words.say("error.forged"));
        var title = forged
                ? words.say("error.forged.title")
                : words.knows("error." + status + ".title")
                        ? words.say("error." + status + ".title")
                        : words.say("error.title");
        // Faults of our own say more than the number does.
        var said = status == 422 || forged || !own;
        var text = said ? fault.message() : words.say("error." + status);
        var page = new MessagePage(
                frames.of(visit, title, Place.NONE),
                title,
                text.substring(0, Math.min(REASON_MAX, text.length())),
                Optional.empty(),
                List.of(new Link("/", words.say("error.home"))),
                status >= 500 ? Optional.of(visit.request().id()) : Optional.empty());
        return Print.page(status, out -> JtemessageGenerated.render(out, null, page));
    }
}
