// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.FollowWish;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Params;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.people.Person;
import org.allmende.people.Relationship;
import org.allmende.posts.Post;

/// What a member does about another person: follow, mute, block, report, let follow.
final class PersonPages {

    private static final List<String> REPORT = List.of("comment", "forward");

    private final Hall hall;

    PersonPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.post("/people/{id}/{deed}", this::perform)
                .get("/people/{id}/block", this::ask)
                .get("/people/{id}/report", this::form)
                .post("/people/{id}/report", this::report)
                .get("/requests", this::requests);
    }

    private Person find(Request request) {
        return ActorId.parse(request.path("id"))
                .flatMap(hall.rooms().people()::find)
                .filter(person -> !person.erased())
                .orElseThrow(Fault::missing);
    }

    private Answer perform(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().write(member);
        var person = find(request);
        if (person.id().equals(member.id())) {
            throw new Fault(422, visit.say("rule.yourself"));
        }
        var deed = request.path("deed");
        perform(visit, member.id(), person, deed, request.form());
        var back = Hall.back(request, Faces.page(person));
        return Print.go(deed.equals("block") ? Notice.BLOCKED.after(Faces.page(person)) : back);
    }

    private void perform(Visit visit, ActorId me, Person person, String deed, Params form) {
        var deeds = hall.deeds();
        var id = deeds.fresh();
        var other = person.id();
        switch (deed) {
            case "follow" -> deeds.perform(visit, new Activity.Follow(id, me, other, FollowWish.USUAL));
            case "unfollow" -> deeds.perform(visit, new Activity.Unfollow(id, me, other));
            case "show-shares", "hide-shares", "notice", "no-notice" ->
                deeds.perform(visit, new Activity.Follow(id, me, other, wish(me, other, deed)));
            case "accept" -> deeds.perform(visit, new Activity.AcceptFollow(id, me, other));
            case "reject" -> deeds.perform(visit, new Activity.RejectFollow(id, me, other));
            case "block" -> deeds.perform(visit, new Activity.Block(id, me, other));
            case "unblock" -> deeds.perform(visit, new Activity.Unblock(id, me, other));
            case "endorse" -> deeds.perform(visit, new Activity.Endorse(id, me, other));
            case "unendorse" -> deeds.perform(visit, new Activity.Unendorse(id, me, other));
            case "mute" -> hall.rooms().mutes().mute(me, other, true, Optional.empty());
            case "unmute" -> hall.rooms().mutes().unmute(me, other);
            case "note" ->
                hall.rooms()
                        .mutes()
                        .note(me, other, form.string("note").orElse("").strip());
            default -> throw Fault.missing();
        }
    }

    private FollowWish wish(ActorId me, ActorId other, String deed) {
        var now = hall.rooms().follows().relationships(me, List.of(other)).getOrDefault(other, Relationship.NONE);
        return switch (deed) {
            case "show-shares" -> new FollowWish(true, now.notifying());
            case "hide-shares" -> new FollowWish(false, now.notifying());
            case "notice" -> new FollowWish(now.showingShares(), true);
            default -> new FollowWish(now.showingShares(), false);
        };
    }

    private Answer ask(Request request) {
        var visit = Visit.of(request);
        visit.member();
        var person = find(request);
        var page = new SurePage(
                hall.frames().of(visit, visit.say("person.block"), Place.NONE),
                visit.say("block.title", person.title()),
                visit.say("block.text"),
                "/people/" + person.id() + "/block",
                visit.say("block.button"),
                Faces.page(person),
                "",
                Optional.empty());
        return Print.page(out -> JtesureGenerated.render(out, null, page));
    }

    private Answer form(Request request) {
        var visit = Visit.of(request);
        visit.member();
        return form(visit, 200, find(request), request.query("post").flatMap(PostId::parse), Filled.EMPTY);
    }

    private Answer form(Visit visit, int status, Person person, Optional<PostId> about, Filled form) {
        var post = about.flatMap(id -> hall.rooms().posts().find(id, visit.reader()))
                .map(Post::shown)
                .filter(one -> one.author().id().equals(person.id()));
        var page = new ReportPage(
                hall.frames().of(visit, visit.say("person.report"), Place.NONE),
                hall.faces().of(person),
                person.domain(),
                !person.local(),
                form,
                post.map(one -> hall.cards().of(one, visit)));
        return Print.page(status, out -> JtereportGenerated.render(out, null, page));
    }

    private Answer report(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().write(member);
        var person = find(request);
        var typed = new Typed(request.form());
        var comment = typed.needed(visit.words(), "comment", ReportPage.COMMENT_MAX);
        var post = request.form().string("post").flatMap(PostId::parse);
        if (!typed.sound()) {
            return form(visit, 422, person, post, typed.filled(REPORT.toArray(String[]::new)));
        }
        var about = post.map(List::of).orElse(List.of());
        hall.deeds()
                .perform(
                        visit,
                        new Activity.Report(
                                hall.deeds().fresh(),
                                member.id(),
                                person.id(),
                                about,
                                comment,
                                typed.ticked("forward") && !person.local()));
        return Print.go(Notice.REPORTED.after(Faces.page(person)));
    }

    private Answer requests(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        var part =
                Paging.read(request, "/requests", page -> hall.rooms().follows().requests(member.id(), page));
        var people = part.slice().items();
        var faces = hall.faces().of(people);
        var rows = people.stream()
                .map(person -> new PersonRow(
                        faces.get(person.id()),
                        Hall.plain(person, 140),
                        List.of(
                                new PersonRow.Deed(
                                        "/people/" + person.id() + "/accept", visit.say("request.accept"), false),
                                new PersonRow.Deed(
                                        "/people/" + person.id() + "/reject", visit.say("request.reject"), true))))
                .toList();
        var page = new PeoplePage(
                hall.frames().of(visit, visit.say("requests.title"), Place.NOTIFICATIONS),
                visit.say("requests.title"),
                "/notifications",
                Optional.empty(),
                rows,
                Empty.of(visit.say("requests.empty"), ""),
                part.pager());
        return Print.page(out -> JtepeopleGenerated.render(out, null, page));
    }
}
