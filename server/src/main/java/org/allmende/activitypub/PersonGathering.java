// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.Vocabulary;
import org.allmende.activitystreams.WireCollection.Item;
import org.allmende.activitystreams.WireJson;
import org.allmende.activitystreams.WireNote;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.people.Correspondence;
import org.allmende.people.Person;
import org.allmende.posts.AuthorFilter;
import org.allmende.posts.FeaturedTag;
import org.allmende.posts.FeaturedTags;
import org.allmende.posts.Post;
import org.allmende.posts.Posts;
import org.allmende.posts.Reader;
import org.allmende.text.Urls;

/// Brings home what somebody said before anybody here followed them, and what they have pinned.
///
/// Older posts stand on the profile at their own time. Homes hold what has come since one follows, so nobody's home is
/// flooded, and nobody is told.
final class PersonGathering {

    /// A profile that is worth reading, and no archive.
    static final int OLDER_MAX = 50;

    /// Shares and answers lie between the posts.
    static final int LISTED_MAX = 200;

    /// Others show a dozen or two; we show the first few.
    static final int TAGS_LISTED_MAX = 50;

    private final Commons commons;
    private final Fetching fetching;
    private final PostFetching posts;
    private final Leafing leafing;
    private final Ids ids;
    private final OriginVerifier verifier = new OriginVerifier();

    PersonGathering(Commons commons, Fetching fetching, PostFetching posts, Leafing leafing, Ids ids) {
        this.commons = commons;
        this.fetching = fetching;
        this.posts = posts;
        this.leafing = leafing;
        this.ids = ids;
    }

    /// Brings home older posts. Tells how many have come whenever there are more.
    void older(Person person, Errand errand, IntConsumer told) {
        var outbox = commons.people().correspondence(person.id()).flatMap(Correspondence::outbox);
        var notes = new ArrayList<WireNote>();
        for (var item : outbox.map(address -> leafing.leaf(address, errand, LISTED_MAX)).stream()
                .flatMap(items -> items.stream())
                .toList()) {
            if (notes.size() >= OLDER_MAX) {
                break;
            }
            note(item, person, errand).filter(PersonGathering::open).ifPresent(notes::add);
        }
        // Oldest first, so that who goes on with an own thought finds its beginning.
        notes.sort(Comparator.comparing(note -> note.published().orElse(Instant.EPOCH)));
        var found = 0;
        for (var note : notes) {
            if (standsAlone(note) && posts.keep(note, errand).isPresent()) {
                found++;
                told.accept(found);
            }
        }
    }

    // An answer to something that is not here would look like a thought of its own.
    private boolean standsAlone(WireNote note) {
        return note.inReplyTo().isEmpty()
                || note.inReplyTo().flatMap(commons.posts()::idOf).isPresent();
    }

    private static boolean open(WireNote note) {
        return note.vote().isEmpty()
                && (note.audience().to().contains(Vocabulary.PUBLIC)
                        || note.audience().cc().contains(Vocabulary.PUBLIC));
    }

    /// What an outbox or a list of pins means by an item: a post of this person that is not here yet.
    private Optional<WireNote> note(Item item, Person person, Errand errand) {
        var whole = item.whole();
        var said = whole.filter(json -> json.is("Create"));
        if (whole.isPresent() && said.isEmpty() && !WireNote.is(whole.get())) {
            return Optional.empty();
        }
        var address = said.isPresent() ? said.get().address("object") : Optional.of(item.address());
        if (address.filter(posts::unknown).isEmpty()) {
            return Optional.empty();
        }
        var embedded = said.isPresent() ? said.get().object("object") : whole;
        return embedded.filter(json -> json.id().equals(address))
                .filter(json -> WireNote.is(json) && sameHome(json, person))
                .<WireNote>flatMap(PersonGathering::read)
                .or(() -> fetching.fetch(address.get(), errand).document().flatMap(found -> posts.note(found, errand)))
                .filter(note -> note.author().equals(person.uri()) && posts.unknown(note.id()));
    }

    private static boolean sameHome(WireJson json, Person person) {
        return json.id().filter(id -> Urls.sameOrigin(id, person.uri())).isPresent();
    }

    private static Optional<WireNote> read(WireJson json) {
        try {
            return Optional.of(WireNote.read(json));
        } catch (Unreadable _) {
            return Optional.empty();
        }
    }

    /// Puts on top of the profile what they have there at home, and takes away what is no longer there.
    void pins(Person person, Errand errand, IntConsumer told) {
        var featured = commons.people().correspondence(person.id()).flatMap(Correspondence::featuredUri);
        if (featured.isEmpty()) {
            return;
        }
        var items = leafing.leaf(featured.get(), errand, LISTED_MAX);
        var wanted = new LinkedHashSet<PostId>();
        var found = 0;
        for (var item : items) {
            if (wanted.size() >= Posts.PINNED_MAX) {
                break;
            }
            var fresh =
                    note(item, person, errand).filter(PersonGathering::open).flatMap(note -> posts.keep(note, errand));
            if (fresh.isPresent()) {
                found++;
                told.accept(found);
            }
            fresh.or(() -> own(item.address(), person)).ifPresent(wanted::add);
        }
        var now = commons
                .posts()
                .by(person.id(), AuthorFilter.PINNED, Page.first(Page.LIMIT_MAX), Reader.ANYONE)
                .items()
                .stream()
                .map(Post::id)
                .toList();
        // A list that could not be had says nothing; one that is truly empty does harm to nobody if it stands a while.
        if (!items.isEmpty()) {
            now.stream()
                    .filter(post -> !wanted.contains(post))
                    .forEach(post -> does(new Activity.Unpin(id(featured.get()), person.id(), post), person));
        }
        wanted.stream()
                .filter(post -> !now.contains(post))
                .forEach(post -> does(new Activity.Pin(id(featured.get()), person.id(), post), person));
    }

    /// Shows on the profile the hashtags that they have there at home, and takes away what is no longer there.
    void tags(Person person, Errand errand) {
        var featured = commons.people().correspondence(person.id()).flatMap(Correspondence::featuredTagsUri);
        if (featured.isEmpty()) {
            return;
        }
        // Only what lives where the person does comes along with its name.
        var items = leafing.leaf(featured.get(), errand, TAGS_LISTED_MAX);
        var wanted = items.stream()
                .flatMap(item -> item.whole().stream())
                .flatMap(json -> Hashtags.key(json).stream())
                .distinct()
                .limit(FeaturedTags.MAX)
                .toList();
        var now = commons.posts().featured().of(person.id(), Reader.ANYONE).stream()
                .map(FeaturedTag::tag)
                .toList();
        // As with pins: what could not be read takes nothing away.
        if (!wanted.isEmpty()) {
            now.stream()
                    .filter(tag -> !wanted.contains(tag))
                    .forEach(tag -> does(new Activity.UnfeatureTag(id(featured.get()), person.id(), tag), person));
        }
        wanted.stream()
                .filter(tag -> !now.contains(tag))
                .forEach(tag -> does(new Activity.FeatureTag(id(featured.get()), person.id(), tag), person));
    }

    private Optional<PostId> own(String address, Person person) {
        return commons.posts()
                .byUri(address, Reader.ANYONE)
                .filter(post ->
                        post.author().id().equals(person.id()) && post.shared().isEmpty())
                .map(Post::id);
    }

    private void does(Activity deed, Person person) {
        commons.intake().receive(verifier.verify(deed, person, person.uri()));
    }

    private ActivityId id(String featured) {
        return Arrivals.id(featured + "#" + ids.next());
    }
}
