// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.allmende.activitypub.Outbox.Mail;
import org.allmende.activitystreams.ActivityDocuments;
import org.allmende.activitystreams.Documents;
import org.allmende.activitystreams.Vocabulary;
import org.allmende.activitystreams.WireActivity;
import org.allmende.base.Addresses;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Tx;
import org.allmende.database.Work;
import org.allmende.http.RateLimit;
import org.allmende.people.Correspondence;
import org.allmende.people.Person;
import org.allmende.text.Urls;
import tools.jackson.databind.JsonNode;

/// Relays: the instance asks to be told what others post publicly, and tells what is posted here.
///
/// Of Mastodon's kind, which are followed as if they were the public, and of the kind of LitePub, which are followed as
/// the actors they are. What a relay passes on is only a hint where to look: each post is asked for at its home.
public final class Relays {

    public static final int COUNT_MAX = 20;

    private static final String RELAYED = "activitypub.relayed";

    private static final int AT_ONCE = 2;

    private static final int TRIES_MAX = 2;

    /// More than the liveliest relays pass on. What is beyond is not looked for.
    private static final int PASSED_ON_MAX = 1_500;

    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final Database database;
    private final Commons commons;
    private final Addresses addresses;
    private final InstanceActor instance;
    private final Outbox outbox;
    private final ActorFetching actors;
    private final PostFetching posts;
    private final ActivityDocuments activities;
    private final Ids ids;
    private final Clock clock;
    private final RateLimit passedOn;
    private final RelayStore store = new RelayStore();

    Relays(
            Commons commons,
            Addresses addresses,
            InstanceActor instance,
            Outbox outbox,
            ActorFetching actors,
            PostFetching posts,
            Ids ids,
            Clock clock) {
        this.database = commons.database();
        this.commons = commons;
        this.addresses = addresses;
        this.instance = instance;
        this.outbox = outbox;
        this.actors = actors;
        this.posts = posts;
        this.activities = new ActivityDocuments(addresses, new Documents(addresses));
        this.ids = ids;
        this.clock = clock;
        this.passedOn = new RateLimit(PASSED_ON_MAX, WINDOW, clock);
    }

    void work(Jobs jobs) {
        jobs.does(RELAYED, new Work((address, _) -> look(address), AT_ONCE, TRIES_MAX));
    }

    public List<Relay> list() {
        return database.read(store::all);
    }

    /// Asks a relay, by the address of its actor or, where it has none that can be fetched, of its inbox. False where
    /// it
    /// is no address elsewhere, is asked already, or there are enough.
    public boolean add(String address) {
        if (Urls.domainOf(address).isEmpty()
                || addresses.ours(address)
                || Urls.domainOf(address).filter(commons.domains()::suspended).isPresent()
                || list().size() >= COUNT_MAX) {
            return false;
        }
        var actor = actors.meet(address, Errand.hasty(clock)) instanceof Meeting.Met(var person)
                ? Optional.of(person)
                : Optional.<Person>empty();
        var inbox = actor.flatMap(person -> commons.people().correspondence(person.id()))
                .map(Correspondence::inbox)
                .orElse(address);
        var relay = new Relay(ids.next(), inbox, actor.map(Person::uri), Relay.State.ASKED);
        return database.write(tx -> {
            var added = store.add(tx, relay);
            if (added) {
                send(tx, ids.next(), activities.follow(follow(relay), instance.id(), followed(relay)), relay);
            }
            return added;
        });
    }

    public boolean remove(long id) {
        return database.write(tx -> {
            var relay = store.find(tx, id);
            relay.ifPresent(found -> {
                var follow = activities.follow(follow(found), instance.id(), followed(found));
                send(tx, ids.next(), activities.undo(follow), found);
            });
            return relay.isPresent() && store.remove(tx, id);
        });
    }

    private void send(Tx tx, long number, JsonNode activity, Relay relay) {
        outbox.send(tx, number, instance.id(), new Mail(activity, List.of(relay.inbox())));
    }

    private String follow(Relay relay) {
        return addresses.deed(instance.id(), relay.id());
    }

    private static String followed(Relay relay) {
        return relay.actor().orElse(Vocabulary.PUBLIC);
    }

    /// Where public posts of members go too.
    List<String> inboxes(Tx tx) {
        return store.inboxes(tx);
    }

    /// True where the activity was about being a relay, and nobody else needs to hear it.
    boolean heard(WireActivity wire, Person actor) {
        return switch (wire.kind()) {
            case ACCEPT -> answered(wire, actor, Relay.State.ON);
            case REJECT -> answered(wire, actor, Relay.State.REFUSED);
            case FOLLOW -> followedBack(wire, actor);
            case ANNOUNCE -> on(actor.uri()) && look(actor.uri(), wire.subjectId());
            case CREATE, UPDATE, DELETE, UNDO, LIKE, EMOJI_REACT, DISLIKE, BLOCK, FLAG -> false;
            case QUOTE_REQUEST, LIKE_REQUEST, REPLY_REQUEST, ANNOUNCE_REQUEST, MOVE, ADD, REMOVE, OTHER -> false;
        };
    }

    /// What a relay carries of others, with their own signature on it.
    void carried(WireActivity wire, String carrier) {
        if (wire.kind() == WireActivity.Kind.CREATE && on(carrier)) {
            look(carrier, wire.subjectId());
        }
    }

    // Nobody is a relay of ours who was not asked, or lives elsewhere than where we asked.
    private boolean answered(WireActivity wire, Person actor, Relay.State state) {
        var named = wire.subjectId().or(() -> wire.embedded().flatMap(follow -> follow.id()));
        var relay = named.flatMap(addresses::deed)
                .filter(deed -> deed.actor().equals(instance.id()))
                .flatMap(deed -> database.read(tx -> store.find(tx, deed.number())))
                .filter(found -> Urls.sameOrigin(found.inbox(), actor.uri()))
                .filter(found -> found.actor().map(actor.uri()::equals).orElse(true));
        relay.ifPresent(found -> database.write(tx -> {
            store.answered(tx, found.id(), actor.uri(), state);
            return true;
        }));
        return relay.isPresent();
    }

    // Relays of LitePub follow back, and pass on only to who lets them.
    private boolean followedBack(WireActivity wire, Person actor) {
        var relay = wire.subjectId()
                .filter(addresses.actor(instance.id())::equals)
                .flatMap(_ -> database.read(tx -> store.byActor(tx, actor.uri())));
        relay.ifPresent(found -> database.write(tx -> {
            send(
                    tx,
                    ids.next(),
                    activities.accept(addresses.deed(instance.id(), ids.next()), instance.id(), actor.uri(), wire.id()),
                    found);
            return true;
        }));
        return relay.isPresent();
    }

    private boolean on(String actor) {
        return database.read(tx -> store.byActor(tx, actor))
                .filter(relay -> relay.state() == Relay.State.ON)
                .isPresent();
    }

    private boolean look(String relay, Optional<String> post) {
        post.filter(posts::unknown)
                .filter(_ -> passedOn.take(relay).allowed())
                .ifPresent(address -> database.write(tx -> {
                    tx.later(Job.of(RELAYED, address)
                            .in(RELAYED + ":" + Urls.domainOf(address).orElse(""))
                            .once(RELAYED + ":" + address));
                    return true;
                }));
        return true;
    }

    // What cannot be had at once is not missed.
    private JobEnd look(String address) {
        posts.fetch(address, Errand.patient(clock));
        return JobEnd.DONE;
    }
}
