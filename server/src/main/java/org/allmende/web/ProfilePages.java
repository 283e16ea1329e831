// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;
import org.allmende.activity.Profile;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.filters.Filter;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.people.Person;
import org.allmende.people.Relationship;
import org.allmende.posts.AuthorFilter;
import org.allmende.posts.Post;
import org.allmende.posts.Reader;
import org.allmende.text.Handle;
import org.allmende.text.PlainText;
import org.allmende.text.Tags;

/// People: who they are, what they wrote, whom they follow and who follows them.
final class ProfilePages {

    private static final int PINNED = 20;
    private static final int ENDORSED = 12;
    private static final int FEED = 20;

    private final Hall hall;
    private final Feed feed;

    ProfilePages(Hall hall) {
        this.hall = hall;
        this.feed = new Feed(hall.rooms().addresses());
    }

    void mount(Routes pages) {
        pages.get("/@{name}", request -> profile(request, ProfilePage.Tab.POSTS))
                .get("/@{name}/replies", request -> profile(request, ProfilePage.Tab.REPLIES))
                .get("/@{name}/media", request -> profile(request, ProfilePage.Tab.MEDIA))
                .get("/@{name}/tagged/{tag}", request -> profile(request, ProfilePage.Tab.TAGGED))
                .get("/@{name}/followers", request -> people(request, true))
                .get("/@{name}/following", request -> people(request, false))
                .get("/@{name}.rss", this::rss);
    }

    static Person find(Hall hall, Request request) {
        return Handle.parse(request.path("name"))
                .flatMap(handle -> hall.rooms().people().byHandle(handle))
                .filter(Person::present)
                .orElseThrow(Fault::missing);
    }

    private Answer profile(Request request, ProfilePage.Tab tab) {
        var visit = Visit.of(request);
        var person = find(hall, request);
        var path = Faces.page(person)
                + switch (tab) {
                    case POSTS -> "";
                    case REPLIES -> "/replies";
                    case MEDIA -> "/media";
                    case TAGGED -> "/tagged/" + Feed.encoded(tag(request));
                };
        var filter = switch (tab) {
            case POSTS -> AuthorFilter.POSTS;
            case REPLIES -> AuthorFilter.ALL;
            case MEDIA -> AuthorFilter.MEDIA;
            case TAGGED -> new AuthorFilter(true, false, false, false, Optional.of(tag(request)));
        };
        var bond = visit.visitor()
                .filter(member -> !member.id().equals(person.id()))
                .map(member -> hall.rooms()
                        .follows()
                        .relationships(member.id(), List.of(person.id()))
                        .getOrDefault(person.id(), Relationship.NONE));
        visit.visitor().ifPresent(_ -> hall.rooms().gatherer().person(person));
        var part = hall.posts(
                visit, path, Optional.of(Filter.Context.ACCOUNT), page -> posts(person, filter, page, visit.reader()));
        var top = tab == ProfilePage.Tab.POSTS
                && request.query("max").isEmpty()
                && request.query("min").isEmpty();
        var pinned = top
                ? hall.cards()
                        .of(
                                posts(person, AuthorFilter.PINNED, Page.first(PINNED), visit.reader())
                                        .items(),
                                visit)
                : List.<PostCard>of();
        var page = new ProfilePage(
                hall.frames().of(visit, person.title(), place(visit, person), meta(person)),
                head(visit, person, bond.orElse(Relationship.NONE)),
                tab,
                bond.map(Relationship::note),
                hall.rooms().posts().featured().of(person.id(), visit.reader()).stream()
                        .map(tag -> new Link(Faces.page(person) + "/tagged/" + Feed.encoded(tag.tag()), tag.tag()))
                        .toList(),
                endorsed(person),
                pinned,
                part.slice().items(),
                part.pager());
        return Print.page(out -> JteprofileGenerated.render(out, null, page));
    }

    private static String tag(Request request) {
        return Tags.parse(request.path("tag")).orElseThrow(Fault::missing);
    }

    private List<Face> endorsed(Person person) {
        var people = hall.rooms()
                .follows()
                .endorsements()
                .of(person.id(), Page.first(ENDORSED))
                .items();
        var faces = hall.faces().of(people);
        return people.stream().map(one -> faces.get(one.id())).toList();
    }

    private Slice<Post> posts(Person person, AuthorFilter filter, Page page, Reader reader) {
        return hall.rooms().posts().by(person.id(), filter, page, reader);
    }

    private static Place place(Visit visit, Person person) {
        return visit.visitor().filter(member -> member.id().equals(person.id())).isPresent()
                ? Place.PROFILE
                : Place.NONE;
    }

    private Meta meta(Person person) {
        var addresses = hall.rooms().addresses();
        var picture = hall.faces().of(person).picture();
        return new Meta(
                Optional.of(PlainText.excerpt(person.profile().bio().html(), 200)),
                Optional.of(addresses.at(picture)),
                "profile",
                Optional.of(person.local() ? addresses.page(person.name()) : person.url()),
                person.local() ? Optional.of(Faces.page(person) + ".rss") : Optional.empty(),
                Optional.of(person.uri()),
                !person.local() || !person.profile().indexable());
    }

    private ProfileHead head(Visit visit, Person person, Relationship bond) {
        var emojis = hall.faces().emojis(person);
        var lines = person.profile().fields().stream()
                .map(field -> new ProfileHead.Line(
                        emojis.text(field.name(), person),
                        emojis.html(LocalLinks.tags(field.html()), person),
                        field.verified().isPresent()))
                .toList();
        return new ProfileHead(
                hall.faces().of(person),
                "@" + (person.local() ? hall.rooms().addresses().handle(person.name()) : person.handle()),
                person.uri(),
                hall.faces().header(person),
                emojis.html(LocalLinks.tags(person.profile().bio().html()), person),
                lines,
                person.posts(),
                person.following(),
                person.followers(),
                person.local() ? Optional.of(visit.words().date(person.created())) : Optional.empty(),
                person.local() ? Optional.empty() : Optional.of(person.url()),
                person.limited() ? Optional.of(visit.say("profile.limited")) : Optional.empty(),
                hall.rooms().moves().target(person.id()).map(hall.faces()::of),
                bond(bond),
                Optional.of(person.domain()).filter(domain -> !domain.isEmpty()),
                place(visit, person) == Place.PROFILE,
                person.profile().identities().stream()
                        .map(Profile.Identity::subject)
                        .toList());
    }

    static Bond bond(Relationship relationship) {
        return new Bond(
                relationship.following(),
                relationship.showingShares(),
                relationship.notifying(),
                relationship.requested(),
                relationship.followedBy(),
                relationship.blocking(),
                relationship.blockedBy(),
                relationship.muting(),
                relationship.endorsing(),
                relationship.avoidingDomain());
    }

    private Answer people(Request request, boolean followers) {
        var visit = Visit.of(request);
        var person = find(hall, request);
        var path = Faces.page(person) + (followers ? "/followers" : "/following");
        var mine = place(visit, person) == Place.PROFILE;
        var closed = person.profile().hidesFollows() && !mine;
        var part = Paging.<Person>read(
                request,
                path,
                page -> closed
                        ? Slice.empty()
                        : followers
                                ? hall.rooms().follows().followers(person.id(), page)
                                : hall.rooms().follows().following(person.id(), page));
        var title = visit.say(followers ? "followers.title" : "following.title", person.title());
        var intro = closed || person.local() ? Optional.<String>empty() : Optional.of(visit.say("people.part"));
        var page = new PeoplePage(
                hall.frames().of(visit, title, place(visit, person)),
                title,
                Faces.page(person),
                intro,
                rows(hall, part.slice().items()),
                Empty.of(
                        visit.say(
                                closed ? "people.hidden" : followers ? "followers.empty" : "following.empty",
                                person.title()),
                        ""),
                part.pager());
        return Print.page(out -> JtepeopleGenerated.render(out, null, page));
    }

    static List<PersonRow> rows(Hall hall, List<Person> people, PersonRow.Deed... deeds) {
        var faces = hall.faces().of(people);
        return people.stream()
                .filter(Person::present)
                .map(person -> new PersonRow(faces.get(person.id()), Hall.plain(person, 140), List.of(deeds)))
                .toList();
    }

    private Answer rss(Request request) {
        var person = find(hall, request);
        if (!person.local()) {
            throw Fault.missing();
        }
        var posts = posts(
                        person,
                        new AuthorFilter(false, false, false, false, Optional.empty()),
                        Page.first(FEED),
                        Reader.ANYONE)
                .items();
        return Answer.bytes(200, "application/rss+xml; charset=utf-8", feed.of(person, posts))
                .header("Cache-Control", "public, max-age=300");
    }
}
