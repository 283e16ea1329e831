// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Outcome;
import org.allmende.activity.Proof;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireActivity;
import org.allmende.activitystreams.WireJson;
import org.allmende.base.ActorId;
import org.allmende.base.Hashes;
import org.allmende.base.Ids;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Tx;
import org.allmende.database.Work;
import org.allmende.people.FollowState;
import org.allmende.people.Person;

/// Takes in what was proved: at once where all is known that it speaks of, else by a durable job that first fetches
/// the rest, so that nothing that was acknowledged can be lost.
final class Arrivals {

    /// The rule by which a post is refused whose id another one has drawn in the same moment.
    private static final String ID_TAKEN = "post.exists";

    private static final String ARRIVAL = "activitypub.arrival";

    /// What cannot be had after some ten minutes is taken without it, or, where there is nothing to it then, given up
    /// where an administrator can see it and try again.
    private static final int TRIES_MAX = 5;

    private static final int AT_ONCE = 4;

    /// An activity and the one that takes it back are rarely further apart on their way.
    private static final Duration UNDONE_KEPT = Duration.ofDays(14);

    /// What follows the address of a Follow that is not the first under it. Nobody else is told of this.
    static final String AGAIN = "#again-";

    /// What marks that a Follow of this address was taken back, and so may come again.
    private static final String ENDED = "#ended";

    /// The answer to a wish to follow, and what is said right after it, may overtake each other by so much.
    private static final Duration EARLY_KEPT = Duration.ofMinutes(10);

    /// What one person says in these minutes.
    private static final int EARLY_PER_ACTOR_MAX = 20;

    /// A few megabytes at most.
    private static final int EARLY_MAX = 500;

    private static final int ID_KEPT_LENGTH = 1_900;

    /// What people do, take back and do again. Some servers name it by what it is about, so the second time has the
    /// address of the first.
    private static final Set<WireActivity.Kind> TURNS = EnumSet.of(
            WireActivity.Kind.LIKE,
            WireActivity.Kind.EMOJI_REACT,
            WireActivity.Kind.DISLIKE,
            WireActivity.Kind.ANNOUNCE,
            WireActivity.Kind.BLOCK,
            WireActivity.Kind.UNDO);

    private final Commons commons;
    private final SignatureVerifier verifier;
    private final Translator translator;
    private final PostFetching posts;
    private final ActorFetching actors;
    private final Refreshing refreshing;
    private final Answering answering;
    private final Forwarding forwarding;
    private final Ids ids;
    private final Clock clock;
    private final UndoneStore undone = new UndoneStore();
    private final EarlyStore early = new EarlyStore();

    Arrivals(
            Commons commons,
            SignatureVerifier verifier,
            Translator translator,
            PostFetching posts,
            ActorFetching actors,
            Refreshing refreshing,
            Answering answering,
            Forwarding forwarding,
            Ids ids,
            Clock clock) {
        this.commons = commons;
        this.verifier = verifier;
        this.translator = translator;
        this.posts = posts;
        this.actors = actors;
        this.refreshing = refreshing;
        this.answering = answering;
        this.forwarding = forwarding;
        this.ids = ids;
        this.clock = clock;
        commons.database().within(Accomplished.class, this::hear);
    }

    // Who lets a member follow them is heard with what they have said already.
    private void hear(Tx tx, Accomplished news) {
        if (news.activity() instanceof Activity.AcceptFollow accept && !news.local()) {
            early.take(tx, accept.actor(), clock.instant().minus(EARLY_KEPT), EARLY_PER_ACTOR_MAX)
                    .forEach(payload -> tx.later(Job.of(ARRIVAL, payload)));
        }
    }

    /// Says once more what was answered: the first time it may have been lost.
    interface Answering {
        void acceptAgain(Tx tx, ActorId member, ActorId follower);

        /// To who asked to quote, to answer, to like or to share.
        void answerAgain(Tx tx, Activity deed);
    }

    /// What became of an arrival.
    enum Reception {
        TAKEN,
        REFUSED
    }

    /// The address of a foreign activity as an id here. Longer ones than can be kept end in a hash.
    static ActivityId id(String address) {
        return new ActivityId(
                address.length() <= ID_KEPT_LENGTH
                        ? address
                        : address.substring(0, ID_KEPT_LENGTH) + "#" + Hashes.sha256Hex(address));
    }

    /// The same for an activity, which may have no address, or bring along several deeds.
    static ActivityId id(WireActivity wire, String otherwise) {
        return id(wire.subjects().size() > 1 ? otherwise : wire.id().orElse(otherwise));
    }

    void work(Jobs jobs) {
        jobs.does(ARRIVAL, new Work(this::arrive, AT_ONCE, TRIES_MAX + 1));
    }

    Reception take(WireActivity wire, Person actor, Proof proof, byte[] body) throws Unreadable {
        if (takenBack(wire, actor)) {
            return Reception.TAKEN;
        }
        return switch (translator.translate(wire, actor, false)) {
            case Translation.Deeds deeds -> perform(deeds, wire, actor, proof, body);
            case Translation.Missing _, Translation.MissingActor _, Translation.PostChanged _ -> {
                later(wire, actor, proof, body);
                yield Reception.TAKEN;
            }
            case Translation.ActorChanged _ -> {
                refreshing.soon(actor.id());
                yield Reception.TAKEN;
            }
            case Translation.NeverHere(var post) -> {
                commons.posts().bury(actor.id(), post);
                yield Reception.TAKEN;
            }
            case Translation.Nothing(var takesBack) -> {
                remember(actor, takesBack);
                early(wire, actor, proof, body);
                yield Reception.TAKEN;
            }
        };
    }

    // What concerns nobody here may do so in a moment, if somebody waits to be let follow.
    private void early(WireActivity wire, Person actor, Proof proof, byte[] body) {
        if (wire.kind() != WireActivity.Kind.CREATE && wire.kind() != WireActivity.Kind.ANNOUNCE) {
            return;
        }
        var wanted = commons.database().read(tx -> commons.follows().wantedHere(tx, actor.id()));
        if (!wanted) {
            return;
        }
        var payload = Waiting.of(proof, body).payload();
        commons.database().write(tx -> {
            var now = clock.instant();
            early.forget(tx, now.minus(EARLY_KEPT));
            if (commons.follows().followedHere(tx, actor.id())) {
                tx.later(Job.of(ARRIVAL, payload));
            } else if (early.count(tx, actor.id()) < EARLY_PER_ACTOR_MAX && early.count(tx) < EARLY_MAX) {
                early.add(tx, ids.next(), actor.id(), payload, now);
            }
            return true;
        });
    }

    private boolean takenBack(WireActivity wire, Person actor) {
        return wire.id()
                .flatMap(id -> commons.database().read(tx -> undone.since(tx, actor.id(), id)))
                .filter(since -> !wire.published().filter(since::isBefore).isPresent())
                .isPresent();
    }

    private Reception perform(Translation.Deeds deeds, WireActivity wire, Person actor, Proof proof, byte[] body)
            throws Unreadable {
        var refused = false;
        for (var deed : deeds.deeds()) {
            var outcome = commons.intake().receive(verifier.verify(deed, proof));
            if (idTaken(outcome) || foundMeanwhile(deed, outcome)) {
                outcome = again(deed, wire, actor, proof).orElse(outcome);
            }
            if (deed instanceof Activity.Follow follow && outcome instanceof Outcome.AlreadyDone) {
                outcome = followedAgain(follow, proof).orElse(outcome);
            }
            if (outcome instanceof Outcome.AlreadyDone) {
                outcome = anew(deed, wire, actor, proof).orElse(outcome);
            }
            refused |= toldAsRefused(outcome);
            if (outcome instanceof Outcome.Done) {
                forwarding.done(deed, actor, body);
                if (deed instanceof Activity.Unfollow) {
                    remember(actor, deeds.takesBack().map(follow -> follow + ENDED));
                }
            } else {
                remember(actor, deeds.takesBack());
                repeat(deed, outcome);
            }
        }
        return refused ? Reception.REFUSED : Reception.TAKEN;
    }

    // What the sender may not see is answered like what is not there, which is acknowledged and left aside.
    private static boolean toldAsRefused(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused && refused.cause() != Outcome.Cause.NOT_FOUND;
    }

    static boolean idTaken(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused && refused.rule().equals(ID_TAKEN);
    }

    // We looked for it ourselves, and wrote it down under another id after this one was drawn. Nobody has been told.
    private static boolean foundMeanwhile(Activity deed, Outcome outcome) {
        return deed instanceof Activity.Publish publish
                && outcome instanceof Outcome.AlreadyDone(var _, var subject)
                && publish.post().value() != subject;
    }

    // Two posts of one moment have drawn the same id: this one draws another, or the one that its post has by now.
    private Optional<Outcome> again(Activity deed, WireActivity wire, Person actor, Proof proof) throws Unreadable {
        return translator.translate(wire, actor, true) instanceof Translation.Deeds fresh
                ? fresh.deeds().stream()
                        .filter(other -> other.id().equals(deed.id()))
                        .findFirst()
                        .map(other -> commons.intake().receive(verifier.verify(other, proof)))
                : Optional.empty();
    }

    // Said later than we heard of the first: not the first once more, but a change of mind.
    private Optional<Outcome> anew(Activity deed, WireActivity wire, Person actor, Proof proof) throws Unreadable {
        var said = wire.published()
                .filter(_ -> TURNS.contains(wire.kind()))
                .filter(at -> commons.intake().since(deed).filter(at::isAfter).isPresent());
        if (said.isEmpty() || wire.id().isEmpty()) {
            return Optional.empty();
        }
        var second = wire.named(wire.id().get() + "#" + said.get().toEpochMilli());
        return translator.translate(second, actor, true) instanceof Translation.Deeds fresh
                ? fresh.deeds().stream()
                        .findFirst()
                        .map(other -> commons.intake().receive(verifier.verify(other, proof)))
                : Optional.empty();
    }

    // Some name a Follow by whom it is about. Once they took it back themselves, it is another.
    private Optional<Outcome> followedAgain(Activity.Follow follow, Proof proof) {
        var ended = commons.database().write(tx -> {
            var follows = commons.follows()
                    .between(tx, follow.actor(), follow.target())
                    .isPresent();
            return follows
                    ? Optional.<Instant>empty()
                    : undone.take(
                            tx, follow.actor(), id(follow.id().value() + ENDED).value());
        });
        return ended.map(since -> commons.intake()
                .receive(verifier.verify(
                        new Activity.Follow(
                                new ActivityId(follow.id().value() + AGAIN + since.toEpochMilli()),
                                follow.actor(),
                                follow.target(),
                                follow.wish()),
                        proof)));
    }

    private void remember(Person actor, Optional<String> takesBack) {
        takesBack
                .map(address -> id(address).value())
                .ifPresent(address -> commons.database().write(tx -> {
                    undone.add(tx, actor.id(), address, clock.instant());
                    return true;
                }));
    }

    // Who asks again has not heard our answer.
    private void repeat(Activity deed, Outcome outcome) {
        var asked = deed instanceof Activity.AskToQuote || deed instanceof Activity.Ask;
        if (asked && outcome instanceof Outcome.AlreadyDone) {
            commons.database().write(tx -> {
                answering.answerAgain(tx, deed);
                return true;
            });
        }
        if (deed instanceof Activity.Follow follow && outcome instanceof Outcome.AlreadyDone) {
            commons.database().write(tx -> {
                var accepted = commons.follows()
                        .between(tx, follow.actor(), follow.target())
                        .filter(facts -> facts.state() == FollowState.ACCEPTED)
                        .isPresent();
                if (accepted) {
                    answering.acceptAgain(tx, follow.target(), follow.actor());
                }
                return true;
            });
        }
    }

    /// What waits to be taken in: who has proved it, how, and the very bytes.
    private record Waiting(ActorId actor, String manner, String key, String body) {

        private static final String SIGNED = "signed";
        private static final String CARRIED = "carried";

        static Waiting of(Proof proof, byte[] body) {
            return switch (proof) {
                case Proof.Signature(var actor, var key) -> new Waiting(actor, SIGNED, key, new String(body, UTF_8));
                case Proof.ObjectProof(var actor, var key) -> new Waiting(actor, CARRIED, key, new String(body, UTF_8));
                case Proof.Session _, Proof.Moved _, Proof.FetchedFromOrigin _ ->
                    throw new IllegalArgumentException("this came through no inbox");
            };
        }

        static Waiting read(String payload) {
            var lines = payload.split("\n", 4);
            return new Waiting(ActorId.parse(lines[0]).orElseThrow(), lines[1], lines[2], lines[3]);
        }

        String payload() {
            return String.join("\n", actor.toString(), manner, key.replace("\n", ""), body);
        }

        Proof proof() {
            return manner.equals(SIGNED) ? new Proof.Signature(actor, key) : new Proof.ObjectProof(actor, key);
        }

        WireActivity wire() throws Unreadable {
            return WireActivity.read(WireJson.parse(body.getBytes(UTF_8)));
        }
    }

    private void later(WireActivity wire, Person actor, Proof proof, byte[] body) {
        var name = wire.id().map(id -> id.getBytes(UTF_8)).orElse(body);
        commons.database().write(tx -> {
            tx.later(Job.of(ARRIVAL, Waiting.of(proof, body).payload())
                    .in(ARRIVAL + ":" + actor.domain())
                    .once(ARRIVAL + ":" + actor.id() + ":" + Hashes.sha256Hex(name)));
            return true;
        });
    }

    private JobEnd arrive(String payload, int tries) throws Unreadable {
        var waiting = Waiting.read(payload);
        var actor = commons.people().find(waiting.actor()).filter(Person::present);
        var wire = waiting.wire();
        if (actor.isEmpty() || takenBack(wire, actor.get())) {
            return JobEnd.DONE;
        }
        return switch (translator.translate(wire, actor.get(), false)) {
            case Translation.Missing(var missing)
            when !fetched(missing) && (tries < TRIES_MAX || wire.kind() == WireActivity.Kind.ANNOUNCE) ->
                new JobEnd.Again("not to be had now: " + String.join(" ", missing), Optional.empty());
            case Translation.MissingActor(var address)
            when tries < TRIES_MAX
                    && actors.meet(address, Errand.patient(clock)) instanceof Meeting.Failed(var reason, var again)
                    && again -> new JobEnd.Again(reason, Optional.empty());
            case Translation.PostChanged(var post, var address) -> {
                commons.posts()
                        .authorOf(post)
                        .flatMap(commons.people()::find)
                        .filter(author -> !author.local())
                        .ifPresent(author -> posts.refetch(post, address, author, Errand.patient(clock)));
                yield JobEnd.DONE;
            }
            case Translation.Missing _,
                    Translation.MissingActor _,
                    Translation.Deeds _,
                    Translation.ActorChanged _,
                    Translation.NeverHere _,
                    Translation.Nothing _ -> {
                if (translator.translate(wire, actor.get(), true) instanceof Translation.Deeds deeds) {
                    perform(
                            deeds,
                            wire,
                            actor.get(),
                            waiting.proof(),
                            waiting.body().getBytes(UTF_8));
                }
                yield JobEnd.DONE;
            }
        };
    }

    /// False when another try may bring what this one did not.
    private boolean fetched(Set<String> missing) {
        var errand = Errand.patient(clock);
        return missing.stream()
                .map(address -> posts.fetch(address, errand))
                .filter(found -> found.post().isEmpty() && found.worthAnotherTry())
                .findAny()
                .isEmpty();
    }

    void tidy(Tx tx) {
        undone.forget(tx, clock.instant().minus(UNDONE_KEPT));
        early.forget(tx, clock.instant().minus(EARLY_KEPT));
    }
}
