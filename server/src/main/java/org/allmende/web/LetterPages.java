// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.stream.Stream;
import org.allmende.base.Ids;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.posts.Post;
import org.allmende.text.PlainText;
import org.allmende.timelines.Conversation;

/// Letters: with whom one writes, and what was said last. They are read where all posts are, in their threads.
final class LetterPages {

    private static final String PATH = "/letters";
    private static final int EXCERPT = 200;

    private final Hall hall;

    LetterPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get(PATH, this::list).post(PATH + "/{id}/remove", this::remove).post(PATH + "/{id}/unread", this::unread);
    }

    private Answer list(Request request) {
        var visit = Visit.of(request);
        var me = visit.member().id();
        var part =
                Paging.read(request, PATH, page -> hall.rooms().conversations().of(me, page));
        var list = part.slice().items();
        var faces = hall.faces()
                .of(list.stream()
                        .flatMap(one -> one.people().stream())
                        .distinct()
                        .toList());
        var letters = list.stream()
                .map(one -> new LettersPage.Letter(
                        Long.toString(one.id()),
                        one.unread(),
                        one.people().stream()
                                .map(person -> faces.get(person.id()))
                                .toList(),
                        PostPages.page(one.last()),
                        excerpt(visit, one),
                        one.last().author().id().equals(me),
                        visit.words().moment(one.last().created())))
                .toList();
        var page = new LettersPage(
                hall.frames().of(visit, visit.say("nav.letters"), Place.LETTERS), letters, part.pager());
        return Print.page(out -> JtelettersGenerated.render(out, null, page));
    }

    private static String excerpt(Visit visit, Conversation one) {
        return Stream.of(one.last())
                .map(post -> text(post))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElseGet(() -> visit.say("thread.title"));
    }

    private static String text(Post post) {
        return post.summary()
                .filter(text -> !text.isBlank())
                .orElseGet(() -> PlainText.excerpt(Cards.titled(post), EXCERPT));
    }

    private static long id(Request request) {
        return Ids.parse(request.path("id")).orElseThrow(Fault::missing);
    }

    private Answer remove(Request request) {
        hall.rooms().conversations().remove(Visit.of(request).member().id(), id(request));
        return Print.go(PATH);
    }

    private Answer unread(Request request) {
        hall.rooms().conversations().mark(Visit.of(request).member().id(), id(request), true);
        return Print.go(PATH);
    }
}
