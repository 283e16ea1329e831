// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.allmende.activitypub.WebFinger.Answer;
import org.allmende.text.Handle;

/// How far we go for one thing: so many requests, so long, and never to one address twice, so that no chain of
/// documents leads us in circles.
final class Errand {

    /// A thread of twenty posts by twenty strangers, each with a document and a WebFinger answer.
    private static final int PATIENT_REQUESTS = 80;

    private static final Duration PATIENT = Duration.ofMinutes(3);

    /// An actor, their WebFinger answers, and one address that was not the right one.
    private static final int HASTY_REQUESTS = 5;

    /// Shorter than a sender waits for our answer (10 s), or it would count us as dead and stop sending.
    private static final Duration HASTY = Duration.ofSeconds(8);

    /// A long thread: five hundred posts, and the collections that lead to them.
    private static final int FAR_REQUESTS = 600;

    private static final Duration FAR = Duration.ofMinutes(10);

    private static final Duration REQUEST_MAX = Duration.ofSeconds(30);

    private final Clock clock;
    private final Instant end;
    private final boolean thorough;
    private final boolean quiet;
    private final Set<String> asked = new HashSet<>();
    private final Map<Handle, Optional<Answer>> told = new HashMap<>();
    private int requests;

    private Errand(Clock clock, int requests, Duration time, boolean thorough, boolean quiet) {
        this.clock = clock;
        this.requests = requests;
        this.end = clock.instant().plus(time);
        this.thorough = thorough;
        this.quiet = quiet;
    }

    /// While somebody waits for our answer.
    static Errand hasty(Clock clock) {
        return new Errand(clock, HASTY_REQUESTS, HASTY, false, false);
    }

    /// For a member who looks for something, and for durable jobs.
    static Errand patient(Clock clock) {
        return new Errand(clock, PATIENT_REQUESTS, PATIENT, true, false);
    }

    /// To gather, in the background, what was said long ago. Nobody waits, and nobody is told of what is found.
    static Errand far(Clock clock) {
        return new Errand(clock, FAR_REQUESTS, FAR, false, true);
    }

    /// Nobody is to be told of what is found.
    boolean quiet() {
        return quiet;
    }

    /// Time enough for what is merely pleasant to know.
    boolean thorough() {
        return thorough;
    }

    /// True if this address may be asked now; then it is counted.
    boolean take(String address) {
        if (requests <= 0 || !clock.instant().isBefore(end) || !asked.add(address)) {
            return false;
        }
        requests--;
        return true;
    }

    /// What a domain said about a handle: asked once, and remembered while the errand lasts, because whoever is looked
    /// up by a handle claims the same one.
    Optional<Answer> told(Handle handle, Supplier<Optional<Answer>> question) {
        var known = told.get(handle.key());
        if (known != null) {
            return known;
        }
        var answer = question.get();
        told.put(handle.key(), answer);
        return answer;
    }

    /// How long the next request may take.
    Duration rest() {
        var left = Duration.between(clock.instant(), end);
        var bounded = left.compareTo(REQUEST_MAX) > 0 ? REQUEST_MAX : left;
        return bounded.isPositive() ? bounded : Duration.ofMillis(1);
    }
}
