// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.access.Accounts;
import org.allmende.base.Ids;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;
import org.allmende.desk.Desk;
import org.allmende.desk.Laid;
import org.allmende.desk.Manuscript;
import org.allmende.desk.Paper;
import org.allmende.desk.PollWish;
import org.allmende.desk.Said;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Params;
import org.allmende.http.Request;
import org.allmende.media.Media;
import org.allmende.media.MediaLibrary;
import org.allmende.posts.Posts;

/// Posts that wait for their hour, as Mastodon's apps know them; and drafts, which are ours and of the same shape.
final class PapersApi {

    private static final String DRAFTS = "/api/allmende/v1/drafts";
    private static final String SCHEDULED = "/api/v1/scheduled_statuses";

    private final Desk desk;
    private final Accounts accounts;
    private final MediaLibrary library;
    private final Posts posts;
    private final Paging paging;
    private final MediaJson media;
    private final Shapes shapes;

    PapersApi(Rooms rooms, Shapes shapes) {
        this.desk = rooms.desk();
        this.accounts = rooms.accounts();
        this.library = rooms.media();
        this.posts = rooms.posts();
        this.paging = new Paging(rooms.links().addresses());
        this.media = new MediaJson(rooms.links());
        this.shapes = shapes;
    }

    void mount(Endpoints on) {
        on.member("GET " + SCHEDULED, "read:statuses", this::scheduled);
        on.member("GET " + SCHEDULED + "/{id}", "read:statuses", (request, member) -> one(find(request, member, true)));
        on.member("PUT " + SCHEDULED + "/{id}", "write:statuses", this::move);
        on.member("PATCH " + SCHEDULED + "/{id}", "write:statuses", this::move);
        on.member(
                "DELETE " + SCHEDULED + "/{id}", "write:statuses", (request, member) -> discard(request, member, true));
        on.member("GET " + DRAFTS, "read:statuses", this::drafts);
        on.member("POST " + DRAFTS, "write:statuses", this::keep);
        on.member("GET " + DRAFTS + "/{id}", "read:statuses", (request, member) -> one(find(request, member, false)));
        on.member("PUT " + DRAFTS + "/{id}", "write:statuses", this::rewrite);
        on.member("DELETE " + DRAFTS + "/{id}", "write:statuses", (request, member) -> discard(request, member, false));
        on.member("POST " + DRAFTS + "/{id}/publish", "write:statuses", this::publish);
    }

    /// When a new post shall be said, if not at once.
    static Optional<Instant> hour(Params form) {
        return form.string("scheduled_at").filter(text -> !text.isBlank()).map(text -> {
            try {
                return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$")
                        ? OffsetDateTime.parse(text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
                                .toInstant()
                        : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException _) {
                throw new Fault(422, "scheduled_at must be a time, like 2030-01-31T18:00:00Z");
            }
        });
    }

    /// A new post that waits.
    Answer schedule(Member member, Manuscript manuscript, Instant due, Optional<String> key) {
        return one(kept(desk.schedule(member.id(), manuscript, due, key)));
    }

    private Paper find(Request request, Member member, boolean waiting) {
        return Ids.parse(request.path("id"))
                .flatMap(id -> desk.find(member.id(), id))
                .filter(paper -> paper.due().isPresent() == waiting)
                .orElseThrow(Finder::missing);
    }

    private static Paper kept(Laid laid) {
        return switch (laid) {
            case Laid.Kept(var paper) -> paper;
            case Laid.Refused(var _, var reason, var _) -> throw new Fault(422, "Validation failed: " + reason);
            case Laid.Missing() -> throw Finder.missing();
        };
    }

    private Answer scheduled(Request request, Member member) {
        var slice = desk.scheduled(member.id(), Paging.posts(request));
        return paging.linked(list(slice.items()), request, slice);
    }

    private Answer drafts(Request request, Member member) {
        var slice = desk.drafts(member.id(), Paging.posts(request));
        return paging.linked(list(slice.items()), request, slice);
    }

    private Answer move(Request request, Member member) {
        var paper = find(request, member, true);
        var due = hour(request.form()).orElseThrow(() -> new Fault(422, "scheduled_at is missing"));
        return one(kept(desk.move(member.id(), paper.id(), due)));
    }

    private Answer discard(Request request, Member member, boolean waiting) {
        var paper = find(request, member, waiting);
        if (!desk.discard(member.id(), paper.id())) {
            throw Finder.missing();
        }
        return Json.nothing();
    }

    private Answer keep(Request request, Member member) {
        return one(kept(desk.keep(member.id(), read(request, member))));
    }

    private Answer rewrite(Request request, Member member) {
        var paper = find(request, member, false);
        return one(kept(desk.rewrite(member.id(), paper.id(), read(request, member), hour(request.form()))));
    }

    private Manuscript read(Request request, Member member) {
        var defaults = accounts.find(member.id()).orElseThrow(Finder::missing).defaults();
        return StatusForm.read(request.form(), defaults).manuscript(defaults);
    }

    private Answer publish(Request request, Member member) {
        var paper = find(request, member, false);
        return switch (desk.send(member.id(), paper.id())) {
            case Said.Published(var post) -> shown(post, member);
            case Said.Refused(var _, var reason, var _) -> throw new Fault(422, reason);
        };
    }

    private Answer shown(PostId id, Member member) {
        var post = posts.find(id, member.reader()).orElseThrow(Finder::missing);
        return shapes.post(post, member.reader());
    }

    private Answer one(Paper paper) {
        var pictures = library.find(paper.manuscript().media());
        return Json.answer(json -> write(json, paper, pictures));
    }

    private Answer list(List<Paper> papers) {
        var pictures = library.find(papers.stream()
                .flatMap(paper -> paper.manuscript().media().stream())
                .toList());
        return Json.answer(json -> json.list(papers, paper -> write(json, paper, pictures)));
    }

    private void write(Json json, Paper paper, Map<MediaId, Media> pictures) {
        var what = paper.manuscript();
        var shown = what.media().stream()
                .filter(pictures::containsKey)
                .map(pictures::get)
                .toList();
        json.object(() -> json.text("id", Long.toString(paper.id()))
                .time("scheduled_at", paper.due())
                .time("updated_at", paper.changed())
                .text("trouble", paper.trouble())
                .object("params", () -> params(json, what))
                .list("media_attachments", shown, one -> media.write(json, one)));
    }

    private static void params(Json json, Manuscript what) {
        json.text("text", what.text()).object("poll", what.poll(), poll -> poll(json, poll));
        if (what.media().isEmpty()) {
            json.none("media_ids");
        } else {
            json.texts("media_ids", what.media());
        }
        json.flag("sensitive", what.sensitive())
                .text("spoiler_text", what.summary())
                .text("visibility", Visibilities.word(what.audience().reach()))
                .flag("local_only", what.audience().localOnly())
                .text("language", what.language())
                .text("in_reply_to_id", what.inReplyTo())
                .text("quoted_status_id", what.quote())
                .text("quote_approval_policy", QuotePolicies.word(what.policy().quote()))
                .text("content_type", what.format())
                .none("scheduled_at")
                .none("idempotency")
                .none("application_id")
                .flag("with_rate_limit", false);
    }

    private static void poll(Json json, PollWish poll) {
        json.object(() -> json.texts("options", poll.options())
                .text("expires_in", Long.toString(poll.open().toSeconds()))
                .flag("multiple", poll.multiple())
                .flag("hide_totals", poll.hideTotals()));
    }
}
