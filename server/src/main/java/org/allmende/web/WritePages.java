// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.Draft;
import org.allmende.activity.PollDraft;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.desk.Laid;
import org.allmende.desk.Said;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.media.Media;
import org.allmende.posts.Compose;
import org.allmende.posts.Composition;
import org.allmende.posts.Poll;
import org.allmende.posts.Post;

/// Writing, editing and taking back.
final class WritePages {

    private static final int SHARED_TEXT_MAX = 10_000;

    private final Hall hall;
    private final Drafts drafts;
    private final Uploads uploads;

    WritePages(Hall hall, Drafts drafts) {
        this.hall = hall;
        this.drafts = drafts;
        this.uploads = new Uploads(hall.rooms().media(), hall.rooms().spool());
    }

    void mount(Routes pages, Routes roomy) {
        pages.get("/compose", this::compose)
                .get("/posts/{id}/edit", this::editing)
                .get("/posts/{id}/erase", this::ask)
                .post("/posts/{id}/erase", this::erase);
        roomy.post("/compose", this::publish).post("/posts/{id}/edit", this::edit);
    }

    private Answer compose(Request request) {
        var visit = Visit.of(request);
        visit.member();
        var lying = request.query("draft").flatMap(Ids::parse);
        if (lying.isPresent()) {
            return goOn(visit, lying.get());
        }
        var reply = request.query("reply").flatMap(PostId::parse);
        if (reply.isPresent()) {
            var post = hall.rooms()
                    .posts()
                    .find(reply.get(), visit.reader())
                    .map(Post::shown)
                    .orElseThrow(Fault::missing);
            return page(
                    visit,
                    200,
                    drafts.reply(visit, post, false),
                    Optional.of(post),
                    Optional.empty(),
                    PostPages.page(post));
        }
        var quote = request.query("quote").flatMap(PostId::parse);
        if (quote.isPresent()) {
            var post = quotable(visit, quote).orElseThrow(Fault::missing);
            return page(
                    visit, 200, drafts.quote(visit, post), Optional.empty(), Optional.of(post), PostPages.page(post));
        }
        var mention = request.query("to")
                .flatMap(ActorId::parse)
                .flatMap(hall.rooms().people()::find)
                .map(person -> "@" + person.handle() + " ");
        var text = mention.orElse(request.query("text").orElse(""));
        var draft = drafts.addressed(
                visit,
                text.substring(0, Math.min(SHARED_TEXT_MAX, text.length())),
                request.query("audience").orElse(""));
        return page(visit, 200, draft, Optional.empty(), Optional.empty(), "/home");
    }

    private Answer goOn(Visit visit, long id) {
        var paper = hall.rooms().desk().find(visit.member().id(), id).orElseThrow(Fault::missing);
        var parent = paper.manuscript()
                .inReplyTo()
                .flatMap(reply -> hall.rooms().posts().find(reply, visit.reader()))
                .map(Post::shown);
        var quoted = quotable(visit, paper.manuscript().quote());
        var fresh = parent.map(post -> drafts.reply(visit, post, false)).orElseGet(() -> drafts.empty(visit, ""));
        return page(visit, 200, drafts.paper(visit, fresh, paper), parent, quoted, PaperPages.PATH);
    }

    private Optional<Post> quotable(Visit visit, Optional<PostId> quote) {
        return quote.flatMap(id -> hall.rooms().posts().find(id, visit.reader()))
                .map(Post::shown);
    }

    private Answer page(
            Visit visit, int status, DraftForm draft, Optional<Post> answered, Optional<Post> quoted, String back) {
        var page = new ComposePage(
                hall.frames().of(visit, visit.say(draft.title()), Place.COMPOSE),
                back,
                answered.map(post -> hall.cards().of(post, visit)),
                quoted.map(post -> hall.cards().of(post, visit)),
                draft);
        return Print.page(status, out -> JtecomposeGenerated.render(out, null, page));
    }

    private Answer publish(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().write(member);
        var writing = new Writing(visit, request.form(), hall.rooms().media(), uploads, List.of());
        var parent = writing.reply().flatMap(id -> hall.rooms().posts().find(id, visit.reader()));
        if (writing.kept()) {
            return laid(visit, writing, parent, Optional.empty());
        }
        if (writing.reply().isPresent() && parent.isEmpty()) {
            writing.wrong(visit.say("compose.gone"));
        }
        var hour = writing.hour();
        if (!writing.wantsMore()
                && writing.sound()
                && (hour.isPresent() || writing.paper().isPresent())) {
            return laid(visit, writing, parent, hour);
        }
        var poll = writing.pollDraft(hall.rooms().clock());
        if (writing.wantsMore() || !writing.sound()) {
            return again(visit, writing, parent);
        }
        var typed = typed(member, writing, Compose.PLAIN, writing.audience(), parent.map(Post::id), poll);
        return switch (hall.rooms().composer().compose(typed)) {
            case Composition.Ready(var draft) -> published(visit, member, writing, draft, parent);
            case Composition.Wrong(var rule, var reason, var bound) -> {
                writing.wrong(visit.words().rule(rule, bound, reason));
                yield again(visit, writing, parent);
            }
        };
    }

    // Onto the desk, and from there into the world at once where it lay there already and has no hour.
    private Answer laid(Visit visit, Writing writing, Optional<Post> parent, Optional<Instant> hour) {
        if (!writing.sound()) {
            return again(visit, writing, parent);
        }
        var desk = hall.rooms().desk();
        var me = visit.member().id();
        var format = writing.paper()
                .flatMap(id -> desk.find(me, id))
                .map(paper -> paper.manuscript().format());
        var what = writing.manuscript(format.orElse(Compose.PLAIN));
        var laid = writing.paper()
                .map(id -> desk.rewrite(me, id, what, hour))
                .orElseGet(() -> hour.map(due -> desk.schedule(me, what, due, once(writing)))
                        .orElseGet(() -> desk.keep(me, what)));
        return switch (laid) {
            case Laid.Kept(var paper) -> {
                if (writing.kept()) {
                    yield Print.go(Notice.KEPT.after(PaperPages.PATH));
                }
                yield hour.isPresent()
                        ? Print.go(Notice.PLANNED.after(PaperPages.PATH))
                        : said(visit, writing, parent, desk.send(me, paper.id()));
            }
            case Laid.Refused(var rule, var reason, var bound) -> refused(visit, writing, parent, rule, reason, bound);
            case Laid.Missing() -> throw Fault.missing();
        };
    }

    private static Optional<String> once(Writing writing) {
        return Optional.of(writing.once()).filter(key -> !key.isEmpty()).map("web:"::concat);
    }

    private Answer said(Visit visit, Writing writing, Optional<Post> parent, Said said) {
        return switch (said) {
            case Said.Published _ -> Print.go(Notice.SENT.after("/home"));
            case Said.Refused(var rule, var reason, var bound) -> refused(visit, writing, parent, rule, reason, bound);
        };
    }

    private Answer refused(Visit visit, Writing writing, Optional<Post> parent, String rule, String reason, int bound) {
        writing.wrong(visit.words().rule(rule, bound, reason));
        return again(visit, writing, parent);
    }

    private static Compose typed(
            Member member,
            Writing writing,
            String format,
            AudienceChoice audience,
            Optional<PostId> parent,
            Optional<PollDraft> poll) {
        return new Compose(
                member.id(),
                writing.text(),
                format,
                writing.warning(),
                writing.sensitive()
                        || writing.warning().isPresent() && !writing.media().isEmpty(),
                writing.language(),
                audience.audience(),
                parent,
                writing.media().stream().map(Media::id).toList(),
                poll,
                writing.quote(),
                writing.may().policy());
    }

    private Answer published(Visit visit, Member member, Writing writing, Draft draft, Optional<Post> parent) {
        var id = hall.rooms().ids().post();
        var publish = new Activity.Publish(hall.deeds().once(writing.once()), member.id(), id, draft);
        try {
            var made = new PostId(hall.deeds().perform(visit, publish));
            return Print.go(
                    parent.map(post -> PostPages.page(post) + "#p" + made).orElse(Notice.SENT.after("/home")));
        } catch (Fault fault) {
            if (fault.status() < 500) {
                writing.wrong(fault.message());
                return again(visit, writing, parent);
            }
            throw fault;
        }
    }

    /// The form as it was filled in, with what is wrong and the pictures that have arrived.
    private Answer again(Visit visit, Writing writing, Optional<Post> parent) {
        var quoted = quotable(visit, writing.quote());
        var fresh = parent.map(post -> drafts.reply(visit, post, false))
                .or(() -> quoted.map(post -> drafts.quote(visit, post)))
                .orElseGet(() -> drafts.empty(visit, ""));
        var draft = filled(visit, fresh, writing, writing.audience(), writing.once())
                .from(writing.paper(), writing.hour().map(Writing::hour).orElse(""));
        var answered = parent.map(Post::shown);
        var back = answered.map(PostPages::page).orElse("/home");
        return page(visit, writing.sound() ? 200 : 422, draft, answered, quoted, back);
    }

    private DraftForm filled(Visit visit, DraftForm form, Writing writing, AudienceChoice audience, String once) {
        var language = writing.language().orElse("");
        return new DraftForm(
                form.title(),
                form.action(),
                form.button(),
                once.isEmpty() ? form.once() : once,
                form.editing(),
                false,
                true,
                form.reply(),
                form.quote(),
                writing.problems(),
                writing.text(),
                writing.warning().orElse(""),
                writing.sensitive(),
                audience,
                writing.may(),
                language,
                drafts.languages(visit, language),
                Drafts.attached(writing.media()),
                form.picturesMax(),
                writing.poll(),
                form.lengthMax(),
                Optional.empty(),
                "");
    }

    private Post own(Visit visit) {
        var me = visit.member().id();
        var post = PostPages.find(hall, visit);
        if (!post.author().id().equals(me) || post.shared().isPresent()) {
            throw Fault.missing();
        }
        return post;
    }

    private Answer editing(Request request) {
        var visit = Visit.of(request);
        var post = own(visit);
        var source = hall.rooms().posts().source(post.id(), visit.member().id()).orElseThrow(Fault::missing);
        return page(
                visit, 200, drafts.edit(visit, post, source), Optional.empty(), Optional.empty(), PostPages.page(post));
    }

    private Answer edit(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().write(member);
        var post = own(visit);
        var writing = new Writing(visit, request.form(), hall.rooms().media(), uploads, post.media());
        var audience = AudienceChoice.of(post.audience());
        if (!writing.sound()) {
            return editAgain(visit, post, writing);
        }
        // A poll that runs stays as it is, so it need not pass for a new one.
        var typed = typed(member, writing, post.body().format(), audience, post.inReplyTo(), Optional.empty());
        var bare =
                typed.text().isBlank() && typed.media().isEmpty() && post.poll().isPresent();
        if (bare) {
            writing.wrong(visit.say("compose.empty"));
            return editAgain(visit, post, writing);
        }
        return switch (hall.rooms().composer().recompose(typed, post)) {
            case Composition.Ready(var draft) -> edited(visit, member, post, writing, kept(draft, post));
            case Composition.Wrong(var rule, var reason, var bound) -> {
                writing.wrong(visit.words().rule(rule, bound, reason));
                yield editAgain(visit, post, writing);
            }
        };
    }

    private static Draft kept(Draft draft, Post post) {
        var poll = post.poll()
                .map(one -> new PollDraft(
                        one.options().stream().map(Poll.Option::title).toList(),
                        one.multiple(),
                        one.hideTotals(),
                        one.closes(),
                        List.of(),
                        0));
        return new Draft(
                        draft.origin(),
                        draft.body(),
                        draft.summary(),
                        draft.sensitive(),
                        draft.language(),
                        draft.audience(),
                        draft.inReplyTo(),
                        draft.mentions(),
                        draft.tags(),
                        draft.media(),
                        poll)
                .withPolicy(draft.policy());
    }

    private Answer edited(Visit visit, Member member, Post post, Writing writing, Draft draft) {
        try {
            hall.deeds()
                    .perform(
                            visit, new Activity.Edit(hall.deeds().once(writing.once()), member.id(), post.id(), draft));
            return Print.go(Notice.SAVED.after(PostPages.page(post)));
        } catch (Fault fault) {
            if (fault.status() < 500) {
                writing.wrong(fault.message());
                return editAgain(visit, post, writing);
            }
            throw fault;
        }
    }

    private Answer editAgain(Visit visit, Post post, Writing writing) {
        var source = hall.rooms().posts().source(post.id(), visit.member().id()).orElseThrow(Fault::missing);
        var form = drafts.edit(visit, post, source);
        var draft = filled(visit, form, writing, form.audience(), writing.once());
        return page(visit, 422, draft, Optional.empty(), Optional.empty(), PostPages.page(post));
    }

    private Answer ask(Request request) {
        var visit = Visit.of(request);
        var post = own(visit);
        var page = new SurePage(
                hall.frames().of(visit, visit.say("erase.title"), Place.NONE),
                visit.say("erase.title"),
                visit.say("erase.text"),
                "/posts/" + post.id() + "/erase",
                visit.say("erase.button"),
                PostPages.page(post),
                "",
                Optional.of(hall.cards().of(post, visit)));
        return Print.page(out -> JtesureGenerated.render(out, null, page));
    }

    private Answer erase(Request request) {
        var visit = Visit.of(request);
        var post = own(visit);
        hall.deeds()
                .perform(
                        visit,
                        new Activity.Erase(hall.deeds().fresh(), visit.member().id(), post.id()));
        return Print.go(Notice.DELETED.after(Faces.page(visit.member().person())));
    }
}
