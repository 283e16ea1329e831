// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.List;
import java.util.Optional;
import org.allmende.activitystreams.Documents;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.people.ActorKind;
import org.allmende.people.Person;
import org.allmende.posts.AuthorFilter;
import org.allmende.posts.FeaturedTag;
import org.allmende.posts.Post;
import org.allmende.posts.Reader;
import tools.jackson.databind.JsonNode;

/// Serves our actors and their collections: what anybody may see of them.
final class ActorRoutes {

    private static final int PAGE_LENGTH = 20;

    /// Lists of people are short entries.
    private static final int PEOPLE_PAGE_LENGTH = 80;

    private final Commons commons;
    private final Addresses addresses;
    private final Portraits portraits;
    private final Letters letters;
    private final Readers readers;
    private final Documents documents;

    ActorRoutes(Commons commons, Addresses addresses, Portraits portraits, Letters letters, Readers readers) {
        this.commons = commons;
        this.addresses = addresses;
        this.portraits = portraits;
        this.letters = letters;
        this.readers = readers;
        this.documents = new Documents(addresses);
    }

    void mount(Routes routes) {
        routes.get("/ap/actors/{id}", this::actor);
        routes.get("/ap/actors/{id}/outbox", this::outbox);
        routes.get("/ap/actors/{id}/followers", this::followers);
        routes.get("/ap/actors/{id}/following", this::following);
        routes.get("/ap/actors/{id}/featured", this::featured);
        routes.get("/ap/actors/{id}/tags", this::tags);
    }

    private Answer actor(Request request) {
        var person = member(request);
        if (person.erased()) {
            return Asked.gone(documents.tombstone(person.uri(), "Person"));
        }
        if (Asked.byBrowser(request)) {
            return Asked.toPage(person.url());
        }
        return (known(request, person) ? portraits.document(person) : portraits.stub(person))
                .map(readers::document)
                .orElseThrow(Fault::missing);
    }

    // Without the keys nobody could check our own signatures, so these are for everybody.
    private boolean known(Request request, Person person) {
        return !readers.mustSign()
                || person.kind() == ActorKind.APPLICATION
                || readers.of(request)
                        .filter(reader ->
                                !commons.database().read(tx -> commons.blocks().between(tx, person.id(), reader.id())))
                        .isPresent();
    }

    private Person member(Request request) {
        return ActorId.parse(request.path("id"))
                .flatMap(commons.people()::find)
                .filter(Person::local)
                .orElseThrow(Fault::missing);
    }

    private Person present(Request request) {
        var person = Optional.of(member(request)).filter(Person::present).orElseThrow(Fault::missing);
        readers.admit(request, person.id());
        return person;
    }

    private Answer outbox(Request request) {
        var person = present(request);
        var outbox = addresses.outbox(person.id());
        if (request.query("page").isEmpty()) {
            return readers.document(documents.collection(
                    outbox, commons.people().openPosts(person.id()), Optional.of(outbox + "?page=true")));
        }
        var slice = commons.posts().by(person.id(), AuthorFilter.ALL, page(request, PAGE_LENGTH), Reader.ANYONE);
        return page(
                request,
                outbox,
                slice,
                PAGE_LENGTH,
                slice.items().stream().map(letters::birth).toList());
    }

    private Answer followers(Request request) {
        var person = present(request);
        var address = addresses.followers(person.id());
        return closed(request, person)
                ? told(address, person.followers())
                : request.query("page").isEmpty()
                        ? whole(address, person.followers())
                        : people(
                                request,
                                address,
                                commons.follows().followers(person.id(), page(request, PEOPLE_PAGE_LENGTH)));
    }

    private Answer following(Request request) {
        var person = present(request);
        var address = addresses.following(person.id());
        return closed(request, person)
                ? told(address, person.following())
                : request.query("page").isEmpty()
                        ? whole(address, person.following())
                        : people(
                                request,
                                address,
                                commons.follows().following(person.id(), page(request, PEOPLE_PAGE_LENGTH)));
    }

    // How many may be known; who they are is for nobody who asks here.
    private static boolean closed(Request request, Person person) {
        var hidden = person.profile().hidesFollows();
        if (hidden && request.query("page").isPresent()) {
            throw Fault.missing();
        }
        return hidden;
    }

    private Answer told(String address, long total) {
        return readers.document(documents.collection(address, total, Optional.empty()));
    }

    private Answer whole(String address, long total) {
        return readers.document(documents.collection(address, total, Optional.of(address + "?page=true")));
    }

    private Answer people(Request request, String address, Slice<Person> slice) {
        return page(
                request,
                address,
                slice,
                PEOPLE_PAGE_LENGTH,
                slice.items().stream()
                        .filter(Person::present)
                        .map(person -> Documents.string(person.uri()))
                        .toList());
    }

    private Answer featured(Request request) {
        var person = present(request);
        var pinned =
                commons
                        .posts()
                        .by(person.id(), AuthorFilter.PINNED, Page.first(PAGE_LENGTH), Reader.ANYONE)
                        .items()
                        .stream()
                        .filter(post -> post.shared().isEmpty())
                        .map(this::note)
                        .toList();
        return readers.document(documents.collection(addresses.featured(person.id()), pinned));
    }

    private Answer tags(Request request) {
        var person = present(request);
        var tags = commons.posts().featured().of(person.id(), Reader.ANYONE).stream()
                .map(FeaturedTag::tag)
                .toList();
        return readers.document(documents.hashtags(addresses.featuredTags(person.id()), tags));
    }

    private JsonNode note(Post post) {
        return letters.note(post);
    }

    private static Page page(Request request, int limit) {
        return request.query("max")
                .flatMap(Ids::parse)
                .map(max -> Page.below(max, limit))
                .orElseGet(() -> Page.first(limit));
    }

    private Answer page(Request request, String collection, Slice<?> slice, int limit, List<? extends JsonNode> items) {
        var query = request.query("max")
                .flatMap(Ids::parse)
                .map(max -> "&max=" + max)
                .orElse("");
        var next = slice.oldest()
                .filter(_ -> slice.items().size() == limit)
                .map(oldest -> collection + "?page=true&max=" + oldest);
        return readers.document(
                documents.page(collection + "?page=true" + query, collection, items, next, Optional.empty()));
    }
}
