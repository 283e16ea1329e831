// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.base.Slice;
import org.allmende.filters.Filter;
import org.allmende.filters.Filters;
import org.allmende.filters.Sieve;
import org.allmende.http.Answer;
import org.allmende.http.Request;
import org.allmende.media.Media;
import org.allmende.media.MediaLibrary;
import org.allmende.people.Moves;
import org.allmende.people.People;
import org.allmende.people.Person;
import org.allmende.people.Relationship;
import org.allmende.posts.Post;
import org.allmende.posts.Posts;
import org.allmende.posts.Reader;
import org.allmende.previews.LinkCard;
import org.allmende.previews.Previews;
import org.allmende.text.Handle;
import org.allmende.text.Urls;
import org.allmende.timelines.Home;
import org.allmende.timelines.Notification;

/// The few shapes in which most endpoints answer.
final class Shapes {

    private final Links links;
    private final MediaLibrary library;
    private final Previews previews;
    private final People people;
    private final Moves moves;
    private final Posts posts;
    private final Home home;
    private final Filters filters;
    private final Paging paging;

    Shapes(
            Links links,
            MediaLibrary library,
            Previews previews,
            People people,
            Moves moves,
            Posts posts,
            Home home,
            Filters filters) {
        this.people = people;
        this.posts = posts;
        this.home = home;
        this.links = links;
        this.library = library;
        this.previews = previews;
        this.moves = moves;
        this.filters = filters;
        this.paging = new Paging(links.addresses());
    }

    Paging paging() {
        return paging;
    }

    /// A writer for these posts, with all it needs to know about them.
    StatusJson statuses(List<Post> posts, Reader reader) {
        return statuses(posts, reader, sifting(posts, reader));
    }

    StatusJson statuses(List<Post> posts, Reader reader, Sifting sifting) {
        return new StatusJson(Faces.of(links, library, sifting.writers().values().stream(), posts), reader, sifting);
    }

    /// What their reader filters of these posts.
    Sifting sifting(List<Post> posts, Reader reader) {
        var sieve = reader instanceof Reader.Member(var me) ? filters.sieve(me) : Sieve.NOTHING;
        var cards = cards(posts, reader);
        return new Sifting(sieve, cards, writers(cards));
    }

    // The page names its author, and the author the page's domain: nobody is named by a page they do not know of.
    private Map<PostId, Person> writers(Map<PostId, LinkCard> cards) {
        var writers = new HashMap<PostId, Person>();
        cards.forEach((post, card) -> card.preview()
                .creator()
                .filter(_ -> card.checked())
                .flatMap(Handle::parse)
                .flatMap(people::byHandle)
                .filter(Person::present)
                .filter(person -> Urls.domainOf(card.preview().url())
                        .filter(person::writesFor)
                        .isPresent())
                .ifPresent(person -> writers.put(post, person)));
        return writers;
    }

    /// What the links of these posts lead to. That a member reads them is a reason to look.
    private Map<PostId, LinkCard> cards(List<Post> posts, Reader reader) {
        var cards = previews.of(
                posts.stream().map(Post::shown).map(Post::id).distinct().toList());
        if (reader.isMember()) {
            previews.seen(cards.values());
        }
        return cards;
    }

    /// The same, without looking at what was not looked at yet.
    Map<PostId, LinkCard> linked(List<PostId> posts) {
        return previews.of(posts);
    }

    /// A writer for these people.
    AccountJson accounts(List<Person> people) {
        var moved = moves.targets(people.stream().map(Person::id).toList());
        var shown = Stream.concat(people.stream(), moved.values().stream());
        return new AccountJson(Faces.of(links, library, shown, List.of()), moved);
    }

    /// Writers for a mixed answer.
    Faces faces(Stream<Person> people, Collection<Post> posts) {
        return Faces.of(links, library, people, posts);
    }

    /// For these notifications.
    Faces faces(List<Notification> notifications) {
        return Faces.of(
                links,
                library,
                notifications.stream().map(Notification::actor),
                notifications.stream().flatMap(one -> one.post().stream()).toList(),
                notifications.stream().flatMap(one -> one.emoji().stream()).flatMap(Faces::custom));
    }

    Answer post(Post post, Reader reader) {
        var writer = statuses(List.of(post), reader);
        return Json.answer(json -> writer.write(json, post));
    }

    Answer posts(List<Post> posts, Reader reader) {
        return Json.answer(writing(posts, reader));
    }

    private Consumer<Json> writing(List<Post> posts, Reader reader) {
        var writer = statuses(posts, reader);
        return json -> json.list(posts, post -> writer.write(json, post));
    }

    /// Without what the reader hides there.
    Consumer<Json> writing(List<Post> posts, Reader reader, Filter.Context where) {
        var sifting = sifting(posts, reader);
        var kept = sifting.kept(posts, where);
        var writer = statuses(kept, reader, sifting);
        return json -> json.list(kept, post -> writer.write(json, post));
    }

    /// Without what the reader hides there.
    Answer posts(Request request, Slice<Post> slice, Reader reader, Filter.Context where) {
        return paging.linked(Json.answer(writing(slice.items(), reader, where)), request, slice);
    }

    Answer posts(Request request, Slice<Post> slice, Reader reader) {
        return paging.linked(posts(slice.items(), reader), request, slice);
    }

    Answer person(Person person) {
        var writer = accounts(List.of(person));
        return Json.answer(json -> writer.write(json, person));
    }

    Answer people(List<Person> people) {
        var writer = accounts(people);
        return Json.answer(json -> json.list(people, person -> writer.write(json, person)));
    }

    Answer people(Request request, Slice<Person> slice) {
        return paging.linked(people(slice.items()), request, slice);
    }

    Answer media(Media media) {
        return Json.answer(json -> new MediaJson(links).write(json, media));
    }

    static void relationship(Json json, ActorId other, Relationship between) {
        json.object(() -> json.text("id", other.toString())
                .flag("following", between.following())
                .flag("showing_reblogs", between.showingShares())
                .flag("notifying", between.notifying())
                .noItems("languages")
                .flag("followed_by", between.followedBy())
                .flag("blocking", between.blocking())
                .flag("blocked_by", between.blockedBy())
                .flag("muting", between.muting())
                .flag("muting_notifications", between.mutingNotifications())
                .time("muting_expires_at", between.mutedUntil())
                .flag("requested", between.requested())
                .flag("requested_by", between.requestedBy())
                .flag("domain_blocking", between.avoidingDomain())
                .flag("endorsed", between.endorsing())
                .text("note", between.note()));
    }

    /// A writer for these hashtags.
    TagJson tags(Collection<String> tags, Optional<ActorId> member) {
        return TagJson.of(links.addresses(), posts, home.tags(), tags, member);
    }
}
