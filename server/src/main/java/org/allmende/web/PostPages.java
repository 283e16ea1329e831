// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.base.Slice;
import org.allmende.filters.Filter;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.people.Person;
import org.allmende.posts.Gatherer;
import org.allmende.posts.Post;
import org.allmende.posts.PostVersion;

/// One post: its conversation, its history, who likes and who shared it. What somebody may not see is not there.
final class PostPages {

    private final Hall hall;
    private final Drafts drafts;

    PostPages(Hall hall) {
        this.hall = hall;
        this.drafts = new Drafts(hall);
    }

    void mount(Routes pages) {
        pages.get("/@{name}/{id}", this::thread)
                .get("/@{name}/{id}/history", this::history)
                .get("/@{name}/{id}/likes", request -> people(request, true))
                .get("/@{name}/{id}/shares", request -> people(request, false))
                .get("/@{name}/{id}/quotes", this::quotes)
                .post("/quotes/{id}/{word}", this::decide)
                .get("/posts/{id}", this::forward);
    }

    static Post find(Hall hall, Visit visit) {
        return PostId.parse(visit.request().path("id"))
                .flatMap(id -> hall.rooms().posts().find(id, visit.reader()))
                .orElseThrow(Fault::missing);
    }

    static String page(Post post) {
        return Faces.page(post.shown().author()) + "/" + post.shown().id();
    }

    private Answer forward(Request request) {
        return Answer.redirect(302, page(find(hall, Visit.of(request))));
    }

    private Answer thread(Request request) {
        var visit = Visit.of(request);
        var id = PostId.parse(request.path("id")).orElseThrow(Fault::missing);
        var thread = hall.rooms().posts().thread(id, visit.reader()).orElseThrow(Fault::missing);
        var post = thread.post();
        var right = page(post);
        // One address for one post: shares lead to what they share, and people may have been renamed.
        if (!right.equals(Faces.ascii(request.path()))) {
            return Answer.redirect(302, right);
        }
        visit.visitor().ifPresent(member -> hall.rooms().conversations().looked(member.id(), post.thread()));
        var before = hall.cards().kept(thread.ancestors(), visit, Filter.Context.THREAD);
        var after = hall.cards().kept(thread.descendants(), visit, Filter.Context.THREAD);
        var all = new ArrayList<Post>(before);
        all.add(post);
        all.addAll(after);
        // Only for members: passers-by must not make us ask others.
        var gathering = visit.visitor()
                .flatMap(_ -> hall.rooms().gatherer().thread(post))
                .filter(Gatherer.Progress::running)
                .isPresent();
        var cards = hall.cards().of(all, visit, Optional.of(Filter.Context.THREAD));
        var above = before.size();
        var page = new ThreadPage(
                hall.frames().of(visit, title(post), Place.NONE, meta(post, cards.get(above))),
                cards.subList(0, above),
                cards.get(above),
                visit.visitor().map(_ -> drafts.reply(visit, post, true)),
                answers(post, after, cards.subList(above + 1, cards.size())),
                gathering,
                visit.visitor()
                        .map(_ -> EmojiChoices.of(hall.rooms().media().emojis()))
                        .orElse(List.of()));
        return Print.page(out -> JtethreadGenerated.render(out, null, page));
    }

    private static String title(Post post) {
        return post.author().title() + ": "
                + post.summary()
                        .filter(text -> !text.isBlank())
                        .or(() -> Cards.plain(post))
                        .map(text -> text.substring(0, Math.min(60, text.length())))
                        .orElse("…");
    }

    private static List<ThreadPage.Answer> answers(Post post, List<Post> posts, List<PostCard> cards) {
        var depths = new HashMap<PostId, Integer>();
        depths.put(post.id(), -1);
        var answers = new ArrayList<ThreadPage.Answer>();
        for (int i = 0; i < posts.size(); i++) {
            var depth = posts.get(i)
                            .inReplyTo()
                            .map(parent -> depths.getOrDefault(parent, -1))
                            .orElse(-1)
                    + 1;
            depths.put(posts.get(i).id(), depth);
            answers.add(new ThreadPage.Answer(cards.get(i), depth));
        }
        return answers;
    }

    private Meta meta(Post post, PostCard card) {
        var open = post.audience().open();
        var warned = post.summary().filter(text -> !text.isBlank());
        var picture = card.pictures().stream()
                .filter(one -> one.shape() == PostCard.Shape.IMAGE && warned.isEmpty() && !post.sensitive())
                .map(PostCard.Picture::small)
                .findFirst()
                .orElse(card.author().picture());
        return new Meta(
                open ? warned.or(() -> Cards.plain(post)) : Optional.empty(),
                open ? Optional.of(hall.rooms().addresses().at(picture)) : Optional.empty(),
                "article",
                Optional.of(post.url()),
                Optional.empty(),
                open ? Optional.of(post.uri()) : Optional.empty(),
                !open || !post.author().local() || !post.author().profile().indexable());
    }

    private Answer history(Request request) {
        var visit = Visit.of(request);
        var post = find(hall, visit);
        var versions = hall.rooms().posts().history(post.id(), visit.reader()).reversed().stream()
                .map(version -> version(visit, version, post.author()))
                .toList();
        var page =
                new HistoryPage(hall.frames().of(visit, visit.say("history.title"), Place.NONE), page(post), versions);
        return Print.page(out -> JtehistoryGenerated.render(out, null, page));
    }

    private HistoryPage.Version version(Visit visit, PostVersion version, Person author) {
        var emojis = EmojiPictures.of(hall.rooms().media(), version.emojis(author).stream());
        return new HistoryPage.Version(
                visit.words().moment(version.written()),
                version.summary().filter(text -> !text.isBlank()).map(text -> emojis.text(text, author)),
                emojis.html(version.html(), author),
                version.pollOptions().stream()
                        .map(option -> emojis.text(option, author))
                        .toList(),
                Cards.pictures(version.media()));
    }

    private Answer people(Request request, boolean likes) {
        var visit = Visit.of(request);
        var post = find(hall, visit).shown();
        var part = Paging.read(
                request, page(post) + (likes ? "/likes" : "/shares"), page -> reactors(visit, post.id(), likes, page));
        var title = visit.say(likes ? "likers.title" : "sharers.title");
        var page = new PeoplePage(
                hall.frames().of(visit, title, Place.NONE),
                title,
                page(post),
                Optional.empty(),
                ProfilePages.rows(hall, part.slice().items()),
                Empty.of(visit.say(likes ? "likers.empty" : "sharers.empty"), ""),
                part.pager());
        return Print.page(out -> JtepeopleGenerated.render(out, null, page));
    }

    private Answer quotes(Request request) {
        var visit = Visit.of(request);
        visit.member();
        var post = find(hall, visit).shown();
        var part = Paging.read(
                request, page(post) + "/quotes", page -> hall.rooms().posts().quoting(post.id(), page, visit.reader()));
        var title = visit.say("quotes.title");
        var page = new TimelinePage(
                hall.frames().of(visit, title, Place.NONE),
                title,
                Optional.of(new Link(page(post), visit.say("thread.title"))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                page(post),
                hall.cards().of(part.slice().items(), visit, Filter.Context.THREAD),
                Empty.of(visit.say("quotes.empty"), ""),
                part.pager());
        return Print.page(out -> JtetimelineGenerated.render(out, null, page));
    }

    /// The word of a quoted author about the post that quotes theirs.
    private Answer decide(Request request) {
        var visit = Visit.of(request);
        var me = visit.member().id();
        var quote = PostId.parse(request.path("id"))
                .flatMap(id -> hall.rooms().posts().quotes().of(id))
                .orElseThrow(Fault::missing);
        var id = hall.deeds().fresh();
        Activity word = switch (request.path("word")) {
            case "allow" -> new Activity.AllowQuote(id, me, quote.quoted(), quote.quotingUri(), Optional.empty());
            case "refuse" -> new Activity.RefuseQuote(id, me, quote.quoted(), quote.quotingUri());
            case "revoke" -> new Activity.RevokeQuote(id, me, quote.quoted(), quote.quotingUri());
            default -> throw Fault.missing();
        };
        hall.deeds().perform(visit, word);
        return Print.go(Notice.SAVED.after("/posts/" + request.path("id")));
    }

    private Slice<Person> reactors(Visit visit, PostId post, boolean likes, Page page) {
        return likes
                ? hall.rooms().posts().likedBy(post, page, visit.reader())
                : hall.rooms().posts().sharedBy(post, page, visit.reader());
    }
}
