// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.push;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.allmende.access.Tokens;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Tx;
import org.allmende.database.Work;
import org.allmende.people.FollowState;
import org.allmende.people.Follows;
import org.allmende.text.Urls;
import org.allmende.timelines.Notification;
import org.allmende.timelines.Notifications;

/// Which apps want to be woken, and waking them.
///
/// A subscription ends with its token, and when the push server says that the app is gone. What cannot be brought
/// within two days is not brought any more: by then somebody has looked.
public final class Subscriptions {

    /// More devices has nobody; the newest are woken.
    private static final int DEVICES_MAX = 40;

    private static final Duration HOLDS = Duration.ofDays(2);
    private static final int TRIES = 10;
    private static final int AT_ONCE = 8;
    private static final String WAKE = "push.wake";

    private final Database database;
    private final Clock clock;
    private final Tokens tokens;
    private final Follows follows;
    private final Notifications notifications;
    private final Courier courier;
    private final Wanted wanted;
    private final String contact;
    private final SecureRandom random = new SecureRandom();
    private final KeyStore keys = new KeyStore();
    private final SubscriptionStore store = new SubscriptionStore();
    private volatile Vapid vapid;

    /// @param contact an address of ours, for push servers that have something to say to us
    public Subscriptions(
            Database database,
            Clock clock,
            Tokens tokens,
            Follows follows,
            Notifications notifications,
            Courier courier,
            Wanted wanted,
            String contact) {
        this.database = database;
        this.clock = clock;
        this.tokens = tokens;
        this.follows = follows;
        this.notifications = notifications;
        this.courier = courier;
        this.wanted = wanted;
        this.contact = contact;
        database.within(Notifications.Made.class, this::onMade);
        database.within(Tokens.Revoked.class, (tx, revoked) -> store.remove(tx, revoked.token()));
    }

    /// Says how this room's durable jobs are done, and in which words.
    public void work(Jobs jobs, Wording wording) {
        jobs.does(WAKE, new Work((payload, _) -> wake(payload, wording), AT_ONCE, TRIES));
    }

    /// Our public key, as apps hand it to their push server.
    public String publicKey() {
        return vapid().publicKey();
    }

    private Vapid vapid() {
        if (vapid == null) {
            vapid = database.write(keys::get);
        }
        return vapid;
    }

    /// Why an app cannot be woken in this way, as a sentence.
    public Optional<String> problem(Subscription subscription) {
        if (Urls.parse(subscription.endpoint()).isEmpty()) {
            return Optional.of("endpoint must be an http or https address");
        }
        if (bytes(subscription.userKey()).flatMap(Curve::read).isEmpty()) {
            return Optional.of("p256dh must be an uncompressed point of P-256 in base64url");
        }
        return bytes(subscription.auth())
                        .filter(bytes -> bytes.length == Envelope.AUTH_BYTES)
                        .isEmpty()
                ? Optional.of("auth must be 16 bytes in base64url")
                : Optional.empty();
    }

    private static Optional<byte[]> bytes(String base64) {
        try {
            return Optional.of(Base64.getUrlDecoder()
                    .decode(base64.replace('+', '-').replace('/', '_').replace("=", "")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Wakes this app from now on, and no longer where it asked before. `bearer` is its token.
    public void put(Subscription subscription, String bearer) {
        var problem = problem(subscription);
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get());
        }
        var sealed = vapid().sealed(bearer, random);
        database.write(tx -> {
            store.put(tx, subscription, sealed);
            return true;
        });
    }

    public Optional<Subscription> find(long token) {
        return database.read(tx -> store.find(tx, token)).map(SubscriptionStore.Row::subscription);
    }

    /// False when there is none.
    public boolean change(long token, Wish wish) {
        return database.write(tx -> store.change(tx, token, wish));
    }

    public void end(long token) {
        database.write(tx -> {
            store.remove(tx, token);
            return true;
        });
    }

    private void onMade(Tx tx, Notifications.Made made) {
        for (var row : store.of(tx, made.reader(), DEVICES_MAX)) {
            var one = row.subscription();
            if (one.wish().alerts().contains(made.kind())
                    && hears(tx, one.wish().from(), made)) {
                tx.later(Job.of(WAKE, one.token() + " " + made.reader() + " " + made.id())
                        .in(Urls.domainOf(one.endpoint()).orElse(WAKE)));
            }
        }
    }

    private boolean hears(Tx tx, From from, Notifications.Made made) {
        return switch (from) {
            case ALL -> true;
            case FOLLOWED -> follows(tx, made.reader(), made.actor());
            case FOLLOWER -> follows(tx, made.actor(), made.reader());
            case NONE -> false;
        };
    }

    private boolean follows(Tx tx, ActorId one, ActorId other) {
        return follows.between(tx, one, other)
                .filter(facts -> facts.state() == FollowState.ACCEPTED)
                .isPresent();
    }

    private JobEnd wake(String payload, Wording wording) {
        var parts = payload.split(" ", 3);
        var token = Long.parseLong(parts[0]);
        var reader = ActorId.parse(parts[1]).orElseThrow();
        var id = Long.parseLong(parts[2]);
        var row = database.read(tx -> store.find(tx, token));
        // Looked at again: it may have been taken back, read elsewhere, or hidden meanwhile.
        var news = Ids.time(id).isBefore(clock.instant().minus(HOLDS))
                ? Optional.<Notification>empty()
                : notifications.find(reader, id).filter(one -> wanted.by(reader, one));
        if (row.isEmpty() || news.isEmpty() || !tokens.holds(token, "push")) {
            return JobEnd.DONE;
        }
        var subscription = row.get().subscription();
        var words =
                wording.words(subscription, news.get(), vapid().opened(row.get().bearer()));
        var envelope = sealed(subscription, words);
        return switch (courier.bring(subscription.endpoint(), headers(subscription, envelope), envelope.body())) {
            case Courier.Reply.Taken() -> JobEnd.DONE;
            case Courier.Reply.Gone _ -> {
                end(token);
                yield JobEnd.DONE;
            }
            case Courier.Reply.Later(var reason, var after) -> new JobEnd.Again(reason, after);
        };
    }

    private Envelope sealed(Subscription subscription, byte[] words) {
        var theirs = bytes(subscription.userKey()).flatMap(Curve::read).orElseThrow();
        var auth = bytes(subscription.auth()).orElseThrow();
        var salt = new byte[Envelope.SALT_BYTES];
        random.nextBytes(salt);
        return subscription.standard()
                ? Envelope.standard(words, theirs, auth, Curve.fresh(), salt)
                : Envelope.legacy(words, theirs, auth, Curve.fresh(), salt);
    }

    private Map<String, String> headers(Subscription subscription, Envelope envelope) {
        var key = vapid();
        var jwt = key.token(Urls.origin(subscription.endpoint()).orElseThrow(), contact, clock.instant());
        var headers = new LinkedHashMap<>(envelope.headers());
        headers.put("TTL", Long.toString(HOLDS.toSeconds()));
        headers.put("Urgency", "normal");
        if (subscription.standard()) {
            headers.put("Authorization", "vapid t=" + jwt + ",k=" + key.publicKey());
        } else {
            // The draft before RFC 8292 put the key beside that of the envelope.
            headers.put("Authorization", "WebPush " + jwt);
            headers.merge("Crypto-Key", "p256ecdsa=" + key.publicKey(), (one, other) -> one + ";" + other);
        }
        return headers;
    }
}
