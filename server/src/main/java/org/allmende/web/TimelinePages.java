// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.filters.Filter;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.posts.Post;
import org.allmende.posts.PublicFilter;
import org.allmende.posts.TagFilter;
import org.allmende.text.Tags;

/// Posts in the order they were written: home, from here, from everywhere, by hashtag, kept and liked ones.
final class TimelinePages {

    private final Hall hall;
    private final Drafts drafts;

    TimelinePages(Hall hall) {
        this.hall = hall;
        this.drafts = new Drafts(hall);
    }

    void mount(Routes pages) {
        pages.get("/home", this::home)
                .get("/local", this::local)
                .get("/federated", this::federated)
                .get("/tags/{tag}", this::tagged)
                .get("/bookmarks", this::bookmarks)
                .get("/likes", this::likes);
    }

    private record Kind(
            String path, Place place, String heading, Optional<String> intro, Optional<String> live, Empty empty) {}

    private Answer home(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        var first = request.query("max").isEmpty() && request.query("min").isEmpty();
        var empty = new Empty(
                visit.say("home.empty.title"), visit.say("home.empty.text"), "/local", visit.say("home.empty.link"));
        var kind = new Kind(
                "/home", Place.HOME, visit.say("nav.home"), Optional.empty(), Optional.of("/live?of=home"), empty);
        var draft = first ? Optional.of(drafts.quick(visit)) : Optional.<DraftForm>empty();
        return page(visit, kind, draft, page -> hall.rooms().home().read(member.id(), page), Meta.PRIVATE);
    }

    private Answer local(Request request) {
        var visit = Visit.of(request);
        var kind = new Kind(
                "/local",
                Place.LOCAL,
                visit.say("nav.local"),
                Optional.of(visit.say("local.intro")),
                Optional.of("/live?of=local"),
                Empty.of(visit.say("local.empty.title"), visit.say("local.empty.text")));
        var meta = Meta.about(visit.say("local.intro"), hall.rooms().addresses().at("/local"));
        return page(
                visit,
                kind,
                Optional.empty(),
                page -> hall.rooms().posts().publicTimeline(PublicFilter.LOCAL, page, visit.reader()),
                meta);
    }

    private Answer federated(Request request) {
        var visit = Visit.of(request);
        visit.member();
        var kind = new Kind(
                "/federated",
                Place.FEDERATED,
                visit.say("nav.federated"),
                Optional.of(visit.say("federated.intro")),
                Optional.of("/live?of=federated"),
                Empty.of(visit.say("federated.empty.title"), visit.say("federated.empty.text")));
        return page(
                visit,
                kind,
                Optional.empty(),
                page -> hall.rooms().posts().publicTimeline(PublicFilter.FEDERATED, page, visit.reader()),
                Meta.PRIVATE);
    }

    private Answer tagged(Request request) {
        var visit = Visit.of(request);
        var tag = Tags.parse(request.path("tag")).orElseThrow(Fault::missing);
        var path = "/tags/" + Feed.encoded(tag);
        var kind = new Kind(
                path,
                Place.NONE,
                "#" + tag,
                Optional.empty(),
                Optional.of("/live?of=tag&tag=" + Feed.encoded(tag)),
                Empty.of(visit.say("tag.empty.title"), visit.say("tag.empty.text")));
        var deed = visit.visitor().map(member -> follow(visit, member, tag));
        return page(
                visit,
                kind,
                Optional.empty(),
                deed,
                page -> hall.rooms().posts().tagged(TagFilter.of(tag), page, visit.reader()),
                Meta.about("#" + tag, hall.rooms().addresses().at(path)));
    }

    private PersonRow.Deed follow(Visit visit, Member member, String tag) {
        var followed =
                !hall.rooms().home().tags().among(member.id(), List.of(tag)).isEmpty();
        return new PersonRow.Deed(
                "/tags/" + Feed.encoded(tag) + (followed ? "/unfollow" : "/follow"),
                visit.say(followed ? "tag.unfollow" : "tag.follow"),
                followed);
    }

    private Answer bookmarks(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        var kind = new Kind(
                "/bookmarks",
                Place.BOOKMARKS,
                visit.say("nav.bookmarks"),
                Optional.empty(),
                Optional.empty(),
                Empty.of(visit.say("bookmarks.empty.title"), visit.say("bookmarks.empty.text")));
        return page(
                visit,
                kind,
                Optional.empty(),
                page -> hall.rooms().posts().bookmarked(member.id(), page),
                Meta.PRIVATE);
    }

    private Answer likes(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        var kind = new Kind(
                "/likes",
                Place.LIKES,
                visit.say("nav.likes"),
                Optional.empty(),
                Optional.empty(),
                Empty.of(visit.say("likes.empty.title"), visit.say("likes.empty.text")));
        return page(visit, kind, Optional.empty(), page -> hall.rooms().posts().liked(member.id(), page), Meta.PRIVATE);
    }

    private Answer page(
            Visit visit, Kind kind, Optional<DraftForm> draft, Function<Page, Slice<Post>> list, Meta meta) {
        return page(visit, kind, draft, Optional.empty(), list, meta);
    }

    private Answer page(
            Visit visit,
            Kind kind,
            Optional<DraftForm> draft,
            Optional<PersonRow.Deed> deed,
            Function<Page, Slice<Post>> list,
            Meta meta) {
        var part = hall.posts(visit, kind.path, where(kind.place), list);
        var page = new TimelinePage(
                hall.frames().of(visit, kind.heading, kind.place, meta),
                kind.heading,
                beside(visit, kind.place),
                deed,
                draft,
                kind.intro,
                kind.live.filter(_ -> visit.visitor().isPresent()),
                kind.path,
                part.slice().items(),
                kind.empty,
                part.pager());
        return Print.page(out -> JtetimelineGenerated.render(out, null, page));
    }

    // What somebody kept or liked themselves is theirs to find again.
    private static Optional<Filter.Context> where(Place place) {
        return switch (place) {
            case HOME -> Optional.of(Filter.Context.HOME);
            case BOOKMARKS, LIKES -> Optional.empty();
            default -> Optional.of(Filter.Context.PUBLIC);
        };
    }

    /// Local and federated lie side by side, also where there is no room for a menu.
    private static Optional<Link> beside(Visit visit, Place place) {
        if (place == Place.FEDERATED) {
            return Optional.of(new Link("/local", visit.say("nav.local")));
        }
        return place == Place.LOCAL
                ? visit.visitor().map(_ -> new Link("/federated", visit.say("nav.federated")))
                : Optional.empty();
    }
}
