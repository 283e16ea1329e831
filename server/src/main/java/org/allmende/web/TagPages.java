// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import org.allmende.activity.Activity;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.posts.FeaturedTag;
import org.allmende.posts.FeaturedTags;
import org.allmende.text.Tags;
import org.allmende.timelines.FollowedTags;

/// Hashtags of a member: which stand on the profile, and which come home.
final class TagPages {

    private static final String PATH = "/settings/tags";

    private final Hall hall;

    TagPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get(PATH, request -> page(Visit.of(request), 200, Filled.EMPTY))
                .post(PATH, this::feature)
                .post(PATH + "/remove", this::unfeature)
                .post("/tags/{tag}/follow", this::follow)
                .post("/tags/{tag}/unfollow", this::unfollow);
    }

    private FeaturedTags featured() {
        return hall.rooms().posts().featured();
    }

    private Answer page(Visit visit, int status, Filled form) {
        var me = visit.member().id();
        var part = Paging.read(
                visit.request(), PATH, page -> hall.rooms().home().tags().of(me, page));
        var page = new TagsPage(
                hall.frames().of(visit, visit.say("settings.tags"), Place.SETTINGS),
                Tabs.settings(visit, PATH),
                form,
                featured().of(me, visit.reader()).stream().map(FeaturedTag::tag).toList(),
                featured().suggestions(me),
                part.slice().items().stream()
                        .map(tag -> new Link("/tags/" + Feed.encoded(tag), tag))
                        .toList(),
                part.pager());
        return Print.page(status, out -> JtetagsGenerated.render(out, null, page));
    }

    private Answer feature(Request request) {
        var visit = Visit.of(request);
        hall.limits().write(visit.member());
        var typed = new Typed(request.form());
        var tag = Tags.parse(typed.needed(visit.words(), "tag", Tags.LENGTH_MAX));
        if (typed.sound() && tag.isEmpty()) {
            typed.wrong("tag", visit.say("rule.tag.invalid"));
        }
        if (typed.sound() && featured().of(visit.member().id(), visit.reader()).size() >= FeaturedTags.MAX) {
            typed.wrong("tag", visit.say("rule.tag.too_many"));
        }
        if (!typed.sound()) {
            return page(visit, 422, typed.filled("tag"));
        }
        hall.deeds()
                .perform(
                        visit,
                        new Activity.FeatureTag(
                                hall.deeds().fresh(), visit.member().id(), tag.orElseThrow()));
        return Print.go(Notice.SAVED.after(PATH));
    }

    private Answer unfeature(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().write(member);
        var tag = request.form().string("tag").flatMap(Tags::parse).orElseThrow(Fault::missing);
        hall.deeds().perform(visit, new Activity.UnfeatureTag(hall.deeds().fresh(), member.id(), tag));
        return Print.go(Notice.SAVED.after(PATH));
    }

    private Answer follow(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().write(member);
        var tag = tag(request);
        if (!hall.rooms().home().tags().follow(member.id(), tag)) {
            throw new Fault(422, visit.say("tag.many", FollowedTags.MAX));
        }
        return Print.go(Hall.back(request, "/tags/" + Feed.encoded(tag)));
    }

    private Answer unfollow(Request request) {
        var tag = tag(request);
        hall.rooms().home().tags().unfollow(Visit.of(request).member().id(), tag);
        return Print.go(Hall.back(request, "/tags/" + Feed.encoded(tag)));
    }

    private static String tag(Request request) {
        return Tags.parse(request.path("tag")).orElseThrow(Fault::missing);
    }
}
