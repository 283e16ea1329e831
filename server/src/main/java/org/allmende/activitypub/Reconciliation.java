// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activitystreams.WireCollection.Item;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.base.Ids;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Work;
import org.allmende.http.RateLimit;
import org.allmende.people.Correspondence;
import org.allmende.people.FollowFacts;
import org.allmende.people.FollowState;
import org.allmende.people.Follower;
import org.allmende.people.Person;
import org.allmende.text.Urls;

/// Hears what other servers say about which of our members follow somebody of theirs, and where it is not what we know,
/// asks, and sets it right (FEP-8fcf). In the background, and rarely for one person.
final class Reconciliation {

    private static final String RECONCILE = "activitypub.reconcile";

    /// For one person elsewhere: to compare costs us a look through all who follow them here.
    private static final int COMPARED_AT_MOST = 1;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int TRIES = 4;
    private static final int PORTION = 1_000;

    private final Commons commons;
    private final Addresses addresses;
    private final Leafing leafing;
    private final Distribution distribution;
    private final Ids ids;
    private final Clock clock;
    private final RateLimit compared;
    private final OriginVerifier verifier = new OriginVerifier();

    Reconciliation(
            Commons commons, Addresses addresses, Leafing leafing, Distribution distribution, Ids ids, Clock clock) {
        this.commons = commons;
        this.addresses = addresses;
        this.leafing = leafing;
        this.distribution = distribution;
        this.ids = ids;
        this.clock = clock;
        this.compared = new RateLimit(COMPARED_AT_MOST, WINDOW, clock);
    }

    void work(Jobs jobs) {
        jobs.does(RECONCILE, new Work((payload, _) -> reconcile(Task.read(payload)), 1, TRIES));
    }

    /// What is to be looked into. `number` makes the deeds that follow from it these and no others.
    private record Task(ActorId followed, long number, String digest, String url) {

        static Task read(String payload) {
            var parts = payload.split(" ", 4);
            return new Task(
                    ActorId.parse(parts[0]).orElseThrow(), Ids.parse(parts[1]).orElseThrow(), parts[2], parts[3]);
        }

        String payload() {
            return followed + " " + number + " " + digest + " " + url;
        }
    }

    /// A request that `speaker` has signed says this about who follows them.
    void heard(Person speaker, String text) {
        SynchronizationHeader.read(text)
                .filter(header -> about(speaker, header))
                .filter(_ -> compared.take(speaker.uri()).allowed())
                .filter(header -> differs(speaker.id(), header.digest()))
                .ifPresent(header -> later(speaker, header));
    }

    // Nobody may speak of others' followers, nor send us elsewhere.
    private boolean about(Person speaker, SynchronizationHeader header) {
        return Urls.sameOrigin(header.url(), speaker.uri())
                && commons.people()
                        .correspondence(speaker.id())
                        .flatMap(Correspondence::followersUri)
                        .filter(header.collection()::equals)
                        .isPresent();
    }

    private boolean differs(ActorId followed, String digest) {
        return followers(followed)
                .filter(ours -> !FollowersDigest.of(ours).equals(digest))
                .isPresent();
    }

    /// The members who follow; empty where they are too many to compare.
    private Optional<Set<String>> followers(ActorId followed) {
        return commons.database().read(tx -> {
            var uris = new TreeSet<String>();
            var after = 0L;
            while (uris.size() <= Synchronization.FOLLOWERS_MAX) {
                var portion = commons.follows().localFollowers(tx, followed, after, PORTION);
                portion.stream().map(Follower::actor).map(addresses::actor).forEach(uris::add);
                if (portion.size() < PORTION) {
                    return Optional.<Set<String>>of(uris);
                }
                after = portion.getLast().follow();
            }
            return Optional.<Set<String>>empty();
        });
    }

    private void later(Person speaker, SynchronizationHeader header) {
        var task = new Task(speaker.id(), ids.next(), header.digest(), header.url());
        commons.database().write(tx -> {
            tx.later(Job.of(RECONCILE, task.payload())
                    .in(Urls.domainOf(header.url()).orElseThrow())
                    .once(RECONCILE + ":" + speaker.id()));
            return true;
        });
    }

    private JobEnd reconcile(Task task) {
        var followed = commons.people().find(task.followed).filter(Person::present);
        if (followed.isEmpty() || !differs(task.followed, task.digest)) {
            return JobEnd.DONE;
        }
        var listed = leafing.leaf(task.url, Errand.patient(clock), Synchronization.FOLLOWERS_MAX).stream()
                .map(Item::address)
                .collect(Collectors.toSet());
        // Cut off, or changed meanwhile: then it is not the list that was spoken of, and the next letter brings news.
        if (!FollowersDigest.of(listed).equals(task.digest)) {
            return JobEnd.DONE;
        }
        followers(task.followed).ifPresent(ours -> settle(task, followed.get(), ours, listed));
        return JobEnd.DONE;
    }

    private void settle(Task task, Person followed, Set<String> ours, Set<String> listed) {
        for (var uri : ours) {
            if (!listed.contains(uri)) {
                commons.people().byUri(uri).ifPresent(member -> dismissed(task, followed, member.id()));
            }
        }
        for (var uri : listed) {
            if (!ours.contains(uri) && addresses.ours(uri)) {
                commons.people()
                        .byUri(uri)
                        .filter(Person::local)
                        .ifPresent(member -> claimed(task, followed, member.id()));
            }
        }
    }

    /// Their home knows nothing of it any more.
    private void dismissed(Task task, Person followed, ActorId member) {
        var reject = new Activity.RejectFollow(deed(task, member), followed.id(), member);
        commons.intake().receive(verifier.verify(reject, followed, task.url));
    }

    /// Their home says that this member follows: we missed the answer, or it missed the end.
    private void claimed(Task task, Person followed, ActorId member) {
        var waits = commons.follows()
                .between(member, followed.id())
                .map(FollowFacts::state)
                .filter(FollowState.WAITING::equals)
                .isPresent();
        if (waits) {
            var accept = new Activity.AcceptFollow(deed(task, member), followed.id(), member);
            commons.intake().receive(verifier.verify(accept, followed, task.url));
        } else {
            commons.database().write(tx -> {
                distribution.disown(tx, member, followed.id());
                return true;
            });
        }
    }

    private static ActivityId deed(Task task, ActorId member) {
        return new ActivityId(task.url + "#" + task.number + "-" + member);
    }
}
