// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.people.Person;
import org.allmende.people.Relationship;
import org.allmende.posts.Post;

/// Where pages of other servers send people who want to do something from their account here (FEP-3b86, OStatus).
///
/// Such a link does nothing by itself: it shows whom or what it is about, and the member presses the button.
final class IntentPages {

    private final Hall hall;
    private final Seeking seeking;

    IntentPages(Hall hall) {
        this.hall = hall;
        this.seeking = new Seeking(hall);
    }

    void mount(Routes pages) {
        pages.get("/authorize_interaction", this::interact)
                .get("/intents/follow", this::follow)
                .get("/intents/like", request -> deed(request, "like"))
                .get("/intents/announce", request -> deed(request, "share"))
                .get("/intents/object", this::object)
                .get("/intents/create", this::create);
    }

    private static Optional<String> meant(Request request, String name) {
        return request.query(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static String object(Request request, String name) {
        return meant(request, name)
                .filter(text -> text.length() <= Seeking.TEXT_MAX)
                .orElseThrow(Fault::missing);
    }

    /// A person, to be followed; or a post, under which stands all that can be done about it.
    private Answer interact(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        var uri = object(request, "uri");
        var post = Seeking.address(uri) ? seeking.post(visit, member, uri) : Optional.<Post>empty();
        return post.isPresent()
                ? Print.go(PostPages.page(post.get()))
                : seeking.person(visit, member, uri)
                        .map(person -> follow(visit, member, person))
                        .orElseGet(() -> unknown(uri));
    }

    private static Answer unknown(String text) {
        return Print.go("/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    private Answer follow(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        var object = object(request, "object");
        return seeking.person(visit, member, object)
                .map(person -> follow(visit, member, person))
                .orElseGet(() -> unknown(object));
    }

    private Answer follow(Visit visit, Member member, Person person) {
        var bond = hall.rooms()
                .follows()
                .relationships(member.id(), List.of(person.id()))
                .getOrDefault(person.id(), Relationship.NONE);
        if (member.id().equals(person.id()) || bond.following() || bond.requested() || bond.blocking()) {
            return Print.go(Faces.page(person));
        }
        var title = visit.say("intent.follow.title", person.title());
        return page(new IntentPage(
                hall.frames().of(visit, title, Place.NONE),
                title,
                visit.say("intent.text", hall.faces().of(member.person()).handle()),
                "/people/" + person.id() + "/follow",
                "",
                "",
                visit.say("person.follow"),
                Faces.page(person),
                Optional.of(new PersonRow(hall.faces().of(person), Hall.plain(person, 280), List.of())),
                Optional.empty()));
    }

    private static Answer page(IntentPage page) {
        return Print.page(out -> JteintentGenerated.render(out, null, page));
    }

    private Answer deed(Request request, String name) {
        var visit = Visit.of(request);
        var member = visit.member();
        var object = object(request, "object");
        var post = seeking.post(visit, member, object);
        if (post.isEmpty()) {
            return unknown(object);
        }
        var card = hall.cards().of(post.get(), visit);
        var like = name.equals("like");
        if (like ? card.marks().liked() : card.marks().shared() || !card.marks().shareable()) {
            return Print.go(PostPages.page(post.get()));
        }
        var title = visit.say(like ? "intent.like.title" : "intent.share.title");
        return page(new IntentPage(
                hall.frames().of(visit, title, Place.NONE),
                title,
                visit.say("intent.text", hall.faces().of(member.person()).handle()),
                "/deeds",
                name,
                card.id().toString(),
                visit.say(like ? "post.like" : "post.share"),
                PostPages.page(post.get()),
                Optional.empty(),
                Optional.of(card)));
    }

    private Answer object(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        var object = object(request, "object");
        var post = Seeking.address(object) ? seeking.post(visit, member, object) : Optional.<Post>empty();
        return Print.go(post.map(PostPages::page)
                .or(() -> seeking.person(visit, member, object).map(Faces::page))
                .orElseGet(() -> "/search?q=" + URLEncoder.encode(object, StandardCharsets.UTF_8)));
    }

    /// The form for a new post, with what it answers or says.
    private Answer create(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        if (meant(request, "inReplyTo").isEmpty()) {
            var content = meant(request, "content").orElse("");
            return Print.go("/compose?text=" + URLEncoder.encode(content, StandardCharsets.UTF_8));
        }
        var answered = object(request, "inReplyTo");
        return seeking.post(visit, member, answered)
                .map(post -> Print.go("/compose?reply=" + post.id()))
                .orElseGet(() -> unknown(answered));
    }
}
