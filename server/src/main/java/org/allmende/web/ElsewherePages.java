// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.people.Elsewhere.Way;
import org.allmende.people.Elsewhere.Wish;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.posts.Reader;

/// Visitors who have an account on another server say where, and are sent to the page of it that does what they wanted.
///
/// A form alone leads away, and only one of ours (`Guard`): a link to here cannot send anybody anywhere.
final class ElsewherePages {

    private static final String HOME = "home";

    private final Hall hall;

    ElsewherePages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get("/elsewhere/{wish}/{id}", request -> page(Visit.of(request), 200, aim(request), Filled.EMPTY))
                .post("/elsewhere/{wish}/{id}", this::leave);
    }

    /// What it is about: everybody may see it. `here` is where a member does it.
    private record Aim(Wish wish, String uri, String here, String back, Optional<Person> person, Optional<Post> post) {

        String path() {
            return "/elsewhere/" + word(wish) + "/"
                    + person.map(one -> one.id().toString())
                            .orElseGet(() -> post.orElseThrow().id().toString());
        }
    }

    private static String word(Wish wish) {
        return switch (wish) {
            case FOLLOW -> "follow";
            case ANSWER -> "answer";
            case LIKE -> "like";
            case SHARE -> "share";
        };
    }

    private Aim aim(Request request) {
        var word = request.path("wish");
        return List.of(Wish.values()).stream()
                .filter(wish -> word(wish).equals(word))
                .findFirst()
                .flatMap(wish -> wish == Wish.FOLLOW ? person(request) : post(request, wish))
                .orElseThrow(Fault::missing);
    }

    private Optional<Aim> person(Request request) {
        return ActorId.parse(request.path("id"))
                .flatMap(hall.rooms().people()::find)
                .filter(Person::present)
                .map(person -> new Aim(
                        Wish.FOLLOW,
                        person.uri(),
                        Faces.page(person),
                        Faces.page(person),
                        Optional.of(person),
                        Optional.empty()));
    }

    private Optional<Aim> post(Request request, Wish wish) {
        return PostId.parse(request.path("id"))
                .flatMap(id -> hall.rooms().posts().find(id, Reader.ANYONE))
                .map(Post::shown)
                .filter(post -> post.audience().open())
                .map(post -> new Aim(
                        wish,
                        post.uri(),
                        wish == Wish.ANSWER ? "/compose?reply=" + post.id() : PostPages.page(post),
                        PostPages.page(post),
                        Optional.empty(),
                        Optional.of(post)));
    }

    private Answer page(Visit visit, int status, Aim aim, Filled form) {
        if (visit.visitor().isPresent()) {
            return Print.go(aim.here);
        }
        var heading = aim.person
                .map(person -> visit.say("elsewhere.follow", person.title()))
                .orElseGet(() -> visit.say("elsewhere." + word(aim.wish)));
        var page = new ElsewherePage(
                hall.frames().of(visit, heading, Place.NONE),
                heading,
                aim.path(),
                aim.back,
                login(aim),
                form,
                aim.person.map(person -> new PersonRow(hall.faces().of(person), Hall.plain(person, 280), List.of())),
                aim.post.map(post -> hall.cards().of(post, visit)));
        // Browsers hold what comes after a form to this too, and which server it will be nobody knows yet.
        return Guard.leadingOut(
                Print.page(status, out -> JteelsewhereGenerated.render(out, null, page)),
                List.of("https:", hall.rooms().addresses().base().getScheme() + ":"));
    }

    private static String login(Aim aim) {
        return "/login?next=" + URLEncoder.encode(aim.here, StandardCharsets.UTF_8);
    }

    private Answer leave(Request request) {
        var visit = Visit.of(request);
        var aim = aim(request);
        var typed = new Typed(request.form());
        var home = typed.needed(visit.words(), HOME, ElsewherePage.HOME_MAX);
        if (!typed.sound()) {
            return page(visit, 422, aim, typed.filled(HOME));
        }
        hall.limits().leave(request);
        return switch (hall.rooms().elsewhere().way(home, aim.wish, aim.uri)) {
            case Way.To(var page) -> Answer.redirect(303, page.toString());
            case Way.Here() -> Print.go(visit.visitor().isPresent() ? aim.here : login(aim));
            case Way.Unreadable() -> wrong(visit, aim, typed, visit.say("elsewhere.unreadable"));
            case Way.Silent(var domain) -> wrong(visit, aim, typed, visit.say("elsewhere.silent", domain));
            case Way.Unoffered(var domain) ->
                wrong(visit, aim, typed, visit.say("elsewhere.unoffered", domain, aim.uri));
        };
    }

    private Answer wrong(Visit visit, Aim aim, Typed typed, String problem) {
        typed.wrong(HOME, problem);
        return page(visit, 422, aim, typed.filled(HOME));
    }
}
