// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activitystreams.Documents;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.people.Follows;
import org.allmende.people.People;
import org.allmende.people.Person;
import org.allmende.text.Urls;

/// Tells other servers which of theirs follow somebody of ours, so that both know the same (FEP-8fcf): as a digest with
/// what is sent to followers, and as a list to who asks for their own.
final class Synchronization {

    /// Beyond this nobody compares: it takes too long for what it is worth.
    static final int FOLLOWERS_MAX = 25_000;

    /// Hosts in all that is remembered; some megabytes.
    private static final int REMEMBERED_MAX = 50_000;

    /// After so long another node may know better.
    private static final Duration REMEMBERED = Duration.ofMinutes(2);

    private final Commons commons;
    private final Addresses addresses;
    private final Readers readers;
    private final Documents documents;

    // By follower's host, for each followed member.
    private final Cache<ActorId, Map<String, String>> digests = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED_MAX)
            .weigher((ActorId _, Map<String, String> hosts) -> 1 + hosts.size())
            .expireAfterWrite(REMEMBERED)
            .build();

    Synchronization(Commons commons, Addresses addresses, Readers readers) {
        this.commons = commons;
        this.addresses = addresses;
        this.readers = readers;
        this.documents = new Documents(addresses);
        commons.database().after(Accomplished.class, news -> changed(news.activity()));
        commons.database().after(Follows.Ended.class, ended -> digests.invalidate(ended.followed()));
        commons.database().after(People.Leaving.class, _ -> digests.invalidateAll());
    }

    // Only who begins to follow matters here; the ends are announced by themselves.
    private void changed(Activity activity) {
        if (activity instanceof Activity.Follow follow) {
            digests.invalidate(follow.target());
        } else if (activity instanceof Activity.AcceptFollow accept) {
            digests.invalidate(accept.actor());
        }
    }

    void mount(Routes routes) {
        routes.get("/ap/actors/{id}/followers_synchronization", this::part);
    }

    /// The header for what `host` gets of what is sent to all followers. Empty where nobody there follows.
    Optional<SynchronizationHeader> header(ActorId actor, String host) {
        var digest = digests.get(actor, this::digests).get(host);
        return Optional.ofNullable(digest)
                .map(known -> new SynchronizationHeader(addresses.followers(actor), address(actor), known));
    }

    private String address(ActorId actor) {
        return addresses.actor(actor) + "/followers_synchronization";
    }

    private Map<String, String> digests(ActorId actor) {
        var digests = new HashMap<String, String>();
        byHost(actor).forEach((host, followers) -> digests.put(host, FollowersDigest.of(followers)));
        return Map.copyOf(digests);
    }

    private Map<String, List<String>> byHost(ActorId actor) {
        var followers = commons.database()
                .<List<String>>read(tx -> commons.follows().strangersFollowing(tx, actor, FOLLOWERS_MAX + 1));
        return followers.size() > FOLLOWERS_MAX
                ? Map.of()
                : followers.stream()
                        .collect(Collectors.groupingBy(
                                uri -> Urls.domainOf(uri).orElse(""), TreeMap::new, Collectors.toList()));
    }

    /// The followers that live where who asks does, and no others.
    private Answer part(Request request) {
        var member = ActorId.parse(request.path("id"))
                .flatMap(commons.people()::find)
                .filter(person -> person.local() && person.present())
                .orElseThrow(Fault::missing);
        var host = readers.of(request).map(Person::uri).flatMap(Urls::domainOf).orElseThrow(Readers::unsigned);
        var followers = byHost(member.id()).getOrDefault(host, List.of());
        return Asked.letter(documents.collection(
                address(member.id()), followers.stream().map(Documents::string).toList()));
    }
}
