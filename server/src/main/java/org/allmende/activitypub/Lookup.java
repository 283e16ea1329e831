// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.allmende.base.Addresses;
import org.allmende.base.PostId;
import org.allmende.people.Directory;
import org.allmende.people.Person;
import org.allmende.text.Handle;
import org.allmende.text.Urls;

/// Finds people by their handles and posts by their addresses, here and elsewhere, for members who ask for them.
///
/// May take seconds: never inside a transaction.
public final class Lookup implements Directory {

    private final Commons commons;
    private final Addresses addresses;
    private final WebFinger webFinger;
    private final ActorFetching actors;
    private final PostFetching posts;
    private final Refreshing refreshing;
    private final Clock clock;

    Lookup(
            Commons commons,
            Addresses addresses,
            WebFinger webFinger,
            ActorFetching actors,
            PostFetching posts,
            Refreshing refreshing,
            Clock clock) {
        this.commons = commons;
        this.addresses = addresses;
        this.webFinger = webFinger;
        this.actors = actors;
        this.posts = posts;
        this.refreshing = refreshing;
        this.clock = clock;
    }

    @Override
    public Optional<Person> lookup(Handle handle) {
        var seen = handle.seenFrom(addresses.domains());
        var known = commons.people().byHandle(seen);
        known.ifPresent(refreshing::ifStale);
        return known.isPresent() || seen.local() ? known : elsewhere(seen);
    }

    private Optional<Person> elsewhere(Handle handle) {
        var errand = Errand.patient(clock);
        var answer = webFinger.ask(handle, errand);
        // The domain must name the actor; that the actor may be called so is for ActorFetching to see.
        return answer.flatMap(found -> found.actors().stream().findFirst())
                .flatMap(actor -> met(actor, errand))
                .filter(person -> called(person, handle)
                        || called(person, answer.orElseThrow().subject()));
    }

    private static boolean called(Person person, Handle handle) {
        return Handle.of(person.name(), person.domain())
                .filter(own -> own.key().equals(handle.key()))
                .isPresent();
    }

    /// The person with this address or page.
    public Optional<Person> person(String address) {
        if (addresses.ours(address)) {
            return addresses
                    .actor(address)
                    .flatMap(commons.people()::find)
                    .or(() -> PagePath.of(path(address))
                            .filter(page -> page.post().isEmpty())
                            .flatMap(page -> commons.people().named(page.name())));
        }
        var known = commons.people().byUri(address);
        return known.isPresent() ? known : met(address, Errand.patient(clock));
    }

    private Optional<Person> met(String address, Errand errand) {
        return actors.meet(address, errand) instanceof Meeting.Met(var person) ? Optional.of(person) : Optional.empty();
    }

    /// The post with this address or page. Who may see it is for the caller to ask.
    public Optional<PostId> post(String address) {
        if (addresses.ours(address)) {
            return addresses.post(address).or(() -> PagePath.of(path(address)).flatMap(PagePath::post));
        }
        return posts.fetch(address, Errand.patient(clock)).post();
    }

    private static String path(String address) {
        return Urls.parse(address).map(URI::getPath).orElse("");
    }
}
