// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import org.allmende.base.Addresses;
import org.allmende.base.Hashes;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;

/// Keeps other sites out: forms count only when they were ours, and what we send is not let do more than it needs.
final class Guard {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " media-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none';"
            + " form-action 'self'";

    private static final String PERMISSIONS = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(),"
            + " geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    private final Addresses addresses;

    Guard(Addresses addresses) {
        this.addresses = addresses;
    }

    /// The browser says where a form came from, and the form knows the session's secret.
    void check(Visit visit) {
        var request = visit.request();
        if (!ours(request)) {
            throw forged(visit);
        }
        visit.visitor().ifPresent(member -> {
            var sent = request.form().string("csrf").orElse("");
            if (!Hashes.same(sent, member.session().csrf())) {
                throw forged(visit);
            }
        });
    }

    private boolean ours(Request request) {
        var origin = request.header("Origin");
        if (origin.isPresent()) {
            // Behind a proxy that is not trusted the scheme is unknown; the host is what counts.
            var host = origin.get().replaceFirst("^https?://", "");
            return host.equalsIgnoreCase(request.host()) || host.equalsIgnoreCase(addresses.authority());
        }
        return request.header("Sec-Fetch-Site")
                .filter(site -> !site.equals("same-origin"))
                .isEmpty();
    }

    private static Fault forged(Visit visit) {
        return new Fault(403, visit.say("error.forged"));
    }

    static Answer shielded(Answer answer) {
        return answer.headerIfAbsent("Content-Security-Policy", POLICY)
                .headerIfAbsent("X-Content-Type-Options", "nosniff")
                // Also what lets browsers say `Origin` on forms.
                .headerIfAbsent("Referrer-Policy", "same-origin")
                .headerIfAbsent("Permissions-Policy", PERMISSIONS)
                .headerIfAbsent("X-Frame-Options", "DENY")
                .headerIfAbsent("Cross-Origin-Opener-Policy", "same-origin")
                .headerIfAbsent("Cross-Origin-Resource-Policy", "same-origin")
                .headerIfAbsent("Cache-Control", "private, no-cache");
    }

    /// Browsers hold redirects after a form to this too, so the app that is to be gone back to must be in it.
    static Answer leadingTo(Answer answer, List<String> places) {
        return leadingOut(answer, places)
                // An app that opened us in a window of its own waits for that window.
                .header("Cross-Origin-Opener-Policy", "unsafe-none");
    }

    /// Of a form that leads to a server which nobody knows before it is filled in.
    static Answer leadingOut(Answer answer, List<String> places) {
        return answer.header("Content-Security-Policy", POLICY + " " + String.join(" ", places));
    }
}
