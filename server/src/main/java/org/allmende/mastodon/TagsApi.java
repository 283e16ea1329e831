// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.people.Person;
import org.allmende.posts.FeaturedTag;
import org.allmende.posts.Posts;
import org.allmende.posts.Reader;
import org.allmende.text.Tags;
import org.allmende.timelines.FollowedTags;
import org.allmende.timelines.Home;

/// Hashtags: what they are used for, whether one follows them, and which stand on profiles.
final class TagsApi {

    private final Home home;
    private final Posts posts;
    private final Links links;
    private final Deeds deeds;
    private final Finder finder;
    private final Shapes shapes;

    TagsApi(Rooms rooms, Deeds deeds, Finder finder, Shapes shapes) {
        this.home = rooms.home();
        this.posts = rooms.posts();
        this.links = rooms.links();
        this.deeds = deeds;
        this.finder = finder;
        this.shapes = shapes;
    }

    void mount(Endpoints on) {
        on.anybody("GET /api/v1/tags/{name}", "read:follows", (request, caller) -> {
            var tag = tag(request);
            var writer = shapes.tags(List.of(tag), caller.member());
            return Json.answer(json -> writer.write(json, tag));
        });
        on.member("POST /api/v1/tags/{name}/follow", "write:follows", this::follow);
        on.member("POST /api/v1/tags/{name}/unfollow", "write:follows", (request, member) -> {
            home.tags().unfollow(member.id(), tag(request));
            return tag(tag(request), member);
        });
        on.member("POST /api/v1/tags/{name}/feature", "write:accounts", (request, member) -> {
            feature(member, tag(request));
            return tag(tag(request), member);
        });
        on.member("POST /api/v1/tags/{name}/unfeature", "write:accounts", (request, member) -> {
            unfeature(member, tag(request));
            return tag(tag(request), member);
        });
        on.member("GET /api/v1/followed_tags", "read:follows", this::followed);
        on.member(
                "GET /api/v1/featured_tags",
                "read:accounts",
                (_, member) -> featured(finder.person(member.id()), member.reader()));
        on.member("POST /api/v1/featured_tags", "write:accounts", this::feature);
        on.member("DELETE /api/v1/featured_tags/{id}", "write:accounts", this::unfeature);
        on.member("GET /api/v1/featured_tags/suggestions", "read:accounts", this::suggestions);
        on.anybody(
                "GET /api/v1/accounts/{id}/featured_tags",
                "read:accounts",
                (request, caller) -> featured(finder.person(request), caller.reader()));
    }

    private static String tag(Request request) {
        return Tags.parse(request.path("name")).orElseThrow(Finder::missing);
    }

    private Answer tag(String tag, Member member) {
        return tags(List.of(tag), member, false);
    }

    private Answer tags(List<String> tags, Member member, boolean list) {
        var writer = shapes.tags(tags, Optional.of(member.id()));
        return Json.answer(json -> {
            if (list) {
                json.list(tags, tag -> writer.write(json, tag));
            } else {
                writer.write(json, tags.getFirst());
            }
        });
    }

    private Answer follow(Request request, Member member) {
        if (!home.tags().follow(member.id(), tag(request))) {
            throw new Fault(422, "At most " + FollowedTags.MAX + " hashtags can be followed.");
        }
        return tag(tag(request), member);
    }

    private Answer followed(Request request, Member member) {
        var slice = home.tags().of(member.id(), Paging.read(request, Page.LIMIT_MAX, Page.LIMIT_MAX));
        return shapes.paging().linked(tags(slice.items(), member, true), request, slice);
    }

    private long feature(Member member, String tag) {
        return deeds.perform(member, new Activity.FeatureTag(deeds.fresh(), member.id(), tag));
    }

    private void unfeature(Member member, String tag) {
        deeds.perform(member, new Activity.UnfeatureTag(deeds.fresh(), member.id(), tag));
    }

    private Answer feature(Request request, Member member) {
        var tag = request.form()
                .string("name")
                .flatMap(Tags::parse)
                .orElseThrow(() -> new Fault(422, "name must be a hashtag"));
        var made = posts.featured().find(member.id(), feature(member, tag)).orElseThrow(Finder::missing);
        var person = finder.person(member.id());
        return Json.answer(json -> write(json, made, person));
    }

    private Answer unfeature(Request request, Member member) {
        var found = Ids.parse(request.path("id"))
                .flatMap(id -> posts.featured().find(member.id(), id))
                .orElseThrow(Finder::missing);
        unfeature(member, found.tag());
        return Json.nothing();
    }

    private Answer suggestions(Request request, Member member) {
        return tags(posts.featured().suggestions(member.id()), member, true);
    }

    private Answer featured(Person person, Reader reader) {
        var tags = person.present() ? posts.featured().of(person.id(), reader) : List.<FeaturedTag>of();
        return Json.answer(json -> json.list(tags, tag -> write(json, tag, person)));
    }

    private void write(Json json, FeaturedTag tag, Person person) {
        json.object(() -> json.text("id", Long.toString(tag.id()))
                .text("name", tag.tag())
                .text("url", links.addresses().page(person.handle()) + "/tagged/" + tag.tag())
                .text("statuses_count", Long.toString(tag.posts()))
                .text("last_status_at", tag.last().map(Json::day)));
    }
}
