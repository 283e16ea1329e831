// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.allmende.access.Accounts;
import org.allmende.access.PostDefaults;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Audience;
import org.allmende.activity.Draft;
import org.allmende.activity.Policy;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.intake.Intake;
import org.allmende.media.MediaLibrary;
import org.allmende.posts.Compose;
import org.allmende.posts.Composer;
import org.allmende.posts.Composition;
import org.allmende.posts.Posts;

/// Posts, written, rewritten and taken back.
final class WritingApi {

    /// Apps send a UUID or a hash.
    private static final int KEY_LENGTH_MAX = 255;

    private final PapersApi papers;
    private final Accounts accounts;
    private final Posts posts;
    private final Composer composer;
    private final MediaLibrary library;
    private final Deeds deeds;
    private final Finder finder;
    private final Shapes shapes;
    private final RateLimits limits;
    private final Ids ids;
    private final Clock clock;

    WritingApi(Rooms rooms, Deeds deeds, Finder finder, Shapes shapes, RateLimits limits, PapersApi papers) {
        this.papers = papers;
        this.accounts = rooms.accounts();
        this.posts = rooms.posts();
        this.composer = rooms.composer();
        this.library = rooms.media();
        this.deeds = deeds;
        this.finder = finder;
        this.shapes = shapes;
        this.limits = limits;
        this.ids = rooms.ids();
        this.clock = rooms.clock();
    }

    void mount(Endpoints on) {
        on.member("POST /api/v1/statuses", "write:statuses", this::publish);
        on.member("PUT /api/v1/statuses/{id}", "write:statuses", this::edit);
        on.member("DELETE /api/v1/statuses/{id}", "write:statuses", this::erase);
    }

    private Answer publish(Request request, Member member) {
        var usual = defaults(member);
        var form = StatusForm.read(request.form(), usual);
        var due = PapersApi.hour(request.form());
        if (due.isPresent()) {
            return papers.schedule(member, form.manuscript(usual), due.get(), keySent(request));
        }
        var draft = ready(composer.compose(typed(
                member,
                form,
                form.format().orElse(Compose.PLAIN),
                form.audience(),
                form.inReplyTo(),
                usual.policy(form.audience().reach()))));
        var post = deeds.perform(member, new Activity.Publish(key(request), member.id(), ids.post(), draft));
        return shapes.post(finder.post(new PostId(post), member.reader()), member.reader());
    }

    private ActivityId key(Request request) {
        return keySent(request)
                .map(text -> new ActivityId(Intake.APP_KEY + text))
                .orElseGet(deeds::fresh);
    }

    private static Optional<String> keySent(Request request) {
        var key = request.header("Idempotency-Key").filter(text -> !text.isBlank());
        if (key.filter(text -> text.length() > KEY_LENGTH_MAX).isPresent()) {
            throw new Fault(422, "Idempotency-Key may have " + KEY_LENGTH_MAX + " characters at most");
        }
        return key;
    }

    private Answer edit(Request request, Member member) {
        var before = finder.post(request, member.reader());
        var form = read(request, member);
        form.descriptions()
                .forEach(words -> words.media().ifPresent(media -> MediaApi.describe(library, member, media, words)));
        var typed = typed(
                member,
                form,
                form.format().orElse(before.body().format()),
                before.audience(),
                before.inReplyTo(),
                before.policy().orElse(Policy.UNSAID));
        var draft = ready(composer.recompose(typed, before));
        deeds.perform(member, new Activity.Edit(deeds.fresh(), member.id(), before.id(), draft));
        return shapes.post(finder.post(before.id(), member.reader()), member.reader());
    }

    private Answer erase(Request request, Member member) {
        RateLimits.spend(limits.erasures(), member.id());
        var post = finder.post(request, member.reader());
        var source = posts.source(post.id(), member.id());
        var writer = shapes.statuses(List.of(post), member.reader());
        deeds.perform(member, new Activity.Erase(deeds.fresh(), member.id(), post.id()));
        return Json.answer(json -> writer.withSource(json, post, source));
    }

    private PostDefaults defaults(Member member) {
        return accounts.find(member.id()).orElseThrow(Finder::missing).defaults();
    }

    private StatusForm read(Request request, Member member) {
        return StatusForm.read(request.form(), defaults(member));
    }

    private Compose typed(
            Member member,
            StatusForm form,
            String format,
            Audience audience,
            Optional<PostId> inReplyTo,
            Policy usual) {
        return new Compose(
                member.id(),
                form.text(),
                format,
                form.summary(),
                form.sensitive(),
                form.language(),
                audience,
                inReplyTo,
                form.media(),
                form.poll().map(poll -> poll.asked(clock.instant())),
                form.quote(),
                form.policy(usual));
    }

    private static Draft ready(Composition composition) {
        return switch (composition) {
            case Composition.Ready(var draft) -> draft;
            case Composition.Wrong(var _, var reason, var _) -> throw new Fault(422, reason);
        };
    }
}
