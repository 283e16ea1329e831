// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.posts.Interaction;
import org.allmende.posts.InteractionFacts;
import org.allmende.posts.Post;

/// Where a member agrees that others answer, like or share their posts, or does not.
final class AskedPages {

    static final String PATH = "/asked";

    private final Hall hall;

    AskedPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get(PATH, this::list).post(PATH + "/{id}/{word}", this::decide);
    }

    private Answer list(Request request) {
        var visit = Visit.of(request);
        var me = visit.member().id();
        var part = Paging.read(
                request,
                PATH,
                page -> hall.rooms()
                        .posts()
                        .interactions()
                        .waiting(me, EnumSet.allOf(Interaction.class), Optional.empty(), page));
        var page = new AskedPage(
                hall.frames().of(visit, visit.say("asked.title"), Place.NOTIFICATIONS),
                wishes(visit, part.slice().items()),
                part.pager());
        return Print.page(out -> JteaskedGenerated.render(out, null, page));
    }

    private List<AskedPage.Wish> wishes(Visit visit, List<InteractionFacts> facts) {
        var posts = new HashMap<PostId, Post>();
        hall.rooms()
                .posts()
                .find(facts.stream().map(AskedPages::about).distinct().toList(), visit.reader())
                .forEach(post -> posts.put(post.id(), post));
        var people = hall.rooms()
                .people()
                .find(facts.stream().map(InteractionFacts::actor).distinct().toList());
        var faces = hall.faces().of(people.values());
        return facts.stream()
                .filter(one -> posts.containsKey(about(one)) && people.containsKey(one.actor()))
                .map(one -> new AskedPage.Wish(
                        one.id(),
                        faces.get(one.actor()),
                        sentence(visit, one.what()),
                        visit.words().moment(one.asked()),
                        hall.cards().of(posts.get(about(one)), visit)))
                .toList();
    }

    private static PostId about(InteractionFacts facts) {
        return facts.what() == Interaction.REPLY ? facts.deed().orElse(facts.post()) : facts.post();
    }

    private static String sentence(Visit visit, Interaction what) {
        return switch (what) {
            case REPLY -> visit.say("note.reply_request");
            case LIKE -> visit.say("note.like_request");
            case SHARE -> visit.say("note.share_request");
            case QUOTE -> visit.say("note.quote_request");
        };
    }

    private Answer decide(Request request) {
        var visit = Visit.of(request);
        var me = visit.member().id();
        var facts = Ids.parse(request.path("id"))
                .flatMap(hall.rooms().posts().interactions()::find)
                .filter(found -> found.author().equals(me))
                .orElseThrow(Fault::missing);
        var id = hall.deeds().fresh();
        hall.deeds()
                .perform(
                        visit,
                        switch (request.path("word")) {
                            case "allow" ->
                                new Activity.AllowDeed(id, me, facts.post(), facts.address(), Optional.empty());
                            case "refuse" -> new Activity.RefuseDeed(id, me, facts.post(), facts.address());
                            case "revoke" -> new Activity.RevokeDeed(id, me, facts.post(), facts.address());
                            default -> throw Fault.missing();
                        });
        return Print.go(Hall.back(request, PATH));
    }
}
