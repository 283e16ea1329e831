// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.activity.Emoji;
import org.allmende.base.Page;
import org.allmende.filters.Filter;
import org.allmende.http.Answer;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.posts.Post;
import org.allmende.text.PlainText;
import org.allmende.timelines.Notification;
import org.allmende.timelines.NotificationFilter;
import org.allmende.timelines.NotificationKind;

/// What concerns the reader. Looking at the newest page marks them as read.
final class NotificationPages {

    private static final Set<NotificationKind> WISHES =
            EnumSet.of(NotificationKind.REPLY_REQUEST, NotificationKind.LIKE_REQUEST, NotificationKind.SHARE_REQUEST);

    private static final NotificationFilter MENTIONS =
            new NotificationFilter(Set.of(NotificationKind.MENTION), Optional.empty());

    private static final int EXCERPT = 160;

    private final Hall hall;

    NotificationPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get("/notifications", this::show).post("/notifications/clear", this::clear);
    }

    private Answer show(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        var mentions = request.query("only").filter("mentions"::equals).isPresent();
        var path = mentions ? "/notifications?only=mentions" : "/notifications";
        var read = hall.rooms()
                .markers()
                .find(member.id(), Frames.NOTIFICATIONS)
                .map(marker -> marker.lastRead())
                .orElse(0L);
        var part = Paging.read(
                request,
                path,
                page -> hall.rooms()
                        .notifications()
                        .of(member.id(), mentions ? MENTIONS : NotificationFilter.ALL, page));
        var first = !mentions
                && request.query("max").isEmpty()
                && request.query("min").isEmpty();
        part.slice()
                .newest()
                .filter(newest -> first && newest > read)
                .ifPresent(newest -> hall.rooms().markers().set(member.id(), Frames.NOTIFICATIONS, newest));
        var requests = member.person().profile().locked()
                ? hall.rooms()
                        .follows()
                        .requests(member.id(), Page.first(Page.LIMIT_MAX))
                        .items()
                        .size()
                : 0;
        var page = new NotificationsPage(
                hall.frames().of(visit, visit.say("nav.notifications"), Place.NOTIFICATIONS),
                mentions,
                requests,
                hall.rooms().notifications().requests().summary(member.id()).requests(),
                notes(visit, member, kept(visit, part.slice().items()), read),
                part.pager());
        return Print.page(out -> JtenotificationsGenerated.render(out, null, page));
    }

    private List<Notification> kept(Visit visit, List<Notification> list) {
        var posts = list.stream().flatMap(one -> one.post().stream()).distinct().toList();
        var kept = hall.cards().kept(posts, visit, Filter.Context.NOTIFICATIONS).stream()
                .map(Post::id)
                .collect(Collectors.toSet());
        return list.stream()
                .filter(one -> one.post()
                        .map(Post::id)
                        .filter(id -> !kept.contains(id))
                        .isEmpty())
                .toList();
    }

    private List<NotificationsPage.Note> notes(Visit visit, Member member, List<Notification> list, long read) {
        var faces = hall.faces()
                .of(list.stream().map(Notification::actor).distinct().toList());
        var posts = list.stream()
                .flatMap(one -> one.post().stream())
                .map(Post::shown)
                .toList();
        var cards = hall.cards()
                .of(posts, visit, Optional.of(Filter.Context.NOTIFICATIONS))
                .iterator();
        return list.stream()
                .map(one -> {
                    var card = one.post().map(_ -> cards.next());
                    var excerpt = one.post()
                            .map(Post::shown)
                            .map(post -> post.summary()
                                    .filter(text -> !text.isBlank())
                                    .or(() -> card.flatMap(PostCard::warning).map(PlainText::of))
                                    .orElseGet(() -> PlainText.excerpt(Cards.titled(post), EXCERPT)))
                            .orElse("");
                    var bare = excerpt.isBlank() && card.isPresent() ? visit.say("thread.title") : excerpt;
                    return new NotificationsPage.Note(
                            icon(one.kind()),
                            faces.get(one.actor().id()),
                            sentence(visit, member, one),
                            visit.words().moment(one.created()),
                            one.id() > read,
                            one.kind() == NotificationKind.FOLLOW_REQUEST,
                            one.kind() == NotificationKind.QUOTE_REQUEST,
                            WISHES.contains(one.kind()),
                            card,
                            bare,
                            one.kind() == NotificationKind.MENTION
                                    || one.kind() == NotificationKind.POST
                                    || one.kind() == NotificationKind.QUOTE);
                })
                .toList();
    }

    private static String icon(NotificationKind kind) {
        return switch (kind) {
            case MENTION -> "reply";
            case POST -> "pen";
            case SHARE -> "share";
            case LIKE, REACTION -> "heart";
            case FOLLOW, FOLLOW_REQUEST -> "person";
            case POLL -> "poll";
            case EDIT, QUOTED_EDIT -> "clock";
            case QUOTE, QUOTE_REQUEST -> "link";
            case REPLY_REQUEST -> "reply";
            case LIKE_REQUEST -> "heart";
            case SHARE_REQUEST -> "share";
        };
    }

    private static String sentence(Visit visit, Member member, Notification one) {
        return switch (one.kind()) {
            case MENTION -> visit.say("note.mention");
            case POST -> visit.say("note.post");
            case SHARE -> visit.say("note.share");
            case LIKE -> visit.say("note.like");
            case REACTION ->
                visit.say("note.reaction", one.emoji().map(Emoji::code).orElse(""));
            case FOLLOW -> visit.say("note.follow");
            case FOLLOW_REQUEST -> visit.say("note.follow_request");
            case POLL -> visit.say(one.actor().id().equals(member.id()) ? "note.poll.own" : "note.poll");
            case EDIT -> visit.say("note.edit");
            case QUOTE -> visit.say("note.quote");
            case QUOTE_REQUEST -> visit.say("note.quote_request");
            case QUOTED_EDIT -> visit.say("note.quoted_edit");
            case REPLY_REQUEST -> visit.say("note.reply_request");
            case LIKE_REQUEST -> visit.say("note.like_request");
            case SHARE_REQUEST -> visit.say("note.share_request");
        };
    }

    private Answer clear(Request request) {
        hall.rooms().notifications().clear(Visit.of(request).member().id());
        return Print.go("/notifications");
    }
}
