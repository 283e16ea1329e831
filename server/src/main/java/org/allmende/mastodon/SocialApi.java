// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.FollowWish;
import org.allmende.base.ActorId;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.people.Blocks;
import org.allmende.people.Follows;
import org.allmende.people.Mutes;
import org.allmende.people.Person;
import org.allmende.people.Relationship;

/// Whom members follow, block and mute, and who asks to follow them.
final class SocialApi {

    private final Follows follows;
    private final Blocks blocks;
    private final Mutes mutes;
    private final Deeds deeds;
    private final Finder finder;
    private final Shapes shapes;

    SocialApi(Rooms rooms, Deeds deeds, Finder finder, Shapes shapes) {
        this.follows = rooms.follows();
        this.blocks = rooms.blocks();
        this.mutes = rooms.mutes();
        this.deeds = deeds;
        this.finder = finder;
        this.shapes = shapes;
    }

    /// Something between a member and somebody else.
    @FunctionalInterface
    private interface Between {

        void happens(Request request, Member member, ActorId other);
    }

    void mount(Endpoints on) {
        between(on, "accounts/{id}/follow", "write:follows", this::follow);
        between(
                on,
                "accounts/{id}/unfollow",
                "write:follows",
                (_, member, other) -> deeds.perform(member, new Activity.Unfollow(deeds.fresh(), member.id(), other)));
        between(on, "accounts/{id}/remove_from_followers", "write:follows", this::turnAway);
        between(
                on,
                "accounts/{id}/block",
                "write:blocks",
                (_, member, other) -> deeds.perform(member, new Activity.Block(deeds.fresh(), member.id(), other)));
        between(
                on,
                "accounts/{id}/unblock",
                "write:blocks",
                (_, member, other) -> deeds.perform(member, new Activity.Unblock(deeds.fresh(), member.id(), other)));
        between(on, "accounts/{id}/mute", "write:mutes", this::mute);
        between(on, "accounts/{id}/unmute", "write:mutes", (_, member, other) -> mutes.unmute(member.id(), other));
        between(on, "accounts/{id}/note", "write:accounts", this::note);
        between(
                on,
                "follow_requests/{id}/authorize",
                "write:follows",
                (_, member, other) ->
                        deeds.perform(member, new Activity.AcceptFollow(deeds.fresh(), member.id(), other)));
        between(
                on,
                "follow_requests/{id}/reject",
                "write:follows",
                (_, member, other) ->
                        deeds.perform(member, new Activity.RejectFollow(deeds.fresh(), member.id(), other)));
        on.member("GET /api/v1/accounts/relationships", "read:follows", this::relationships);
        on.member(
                "GET /api/v1/follow_requests",
                "read:follows",
                (request, member) -> shapes.people(request, follows.requests(member.id(), Paging.people(request))));
        on.member(
                "GET /api/v1/blocks",
                "read:blocks",
                (request, member) -> shapes.people(request, blocks.blocked(member.id(), Paging.people(request))));
        on.member("GET /api/v1/mutes", "read:mutes", this::muted);
    }

    private void between(Endpoints on, String path, String scopes, Between between) {
        on.member("POST /api/v1/" + path, scopes, (request, member) -> {
            var other = finder.person(request).id();
            if (other.equals(member.id())) {
                throw new Fault(403, "This is not for oneself.");
            }
            between.happens(request, member, other);
            return relationship(member, other);
        });
    }

    private void follow(Request request, Member member, ActorId other) {
        var form = request.form();
        var before =
                follows.between(member.id(), other).map(facts -> facts.wish()).orElse(FollowWish.USUAL);
        var wish = new FollowWish(
                form.bool("reblogs").orElse(before.shares()),
                form.bool("notify").orElse(before.eachPost()));
        deeds.perform(member, new Activity.Follow(deeds.fresh(), member.id(), other, wish));
    }

    private void turnAway(Request request, Member member, ActorId other) {
        if (follows.between(other, member.id()).isPresent()) {
            deeds.perform(member, new Activity.RejectFollow(deeds.fresh(), member.id(), other));
        }
    }

    private void mute(Request request, Member member, ActorId other) {
        var form = request.form();
        var span = form.integer("duration").filter(seconds -> seconds > 0).map(Duration::ofSeconds);
        mutes.mute(member.id(), other, form.bool("notifications").orElse(true), span);
    }

    private Answer muted(Request request, Member member) {
        var slice = mutes.muted(member.id(), Paging.people(request));
        var people = slice.items();
        var between = follows.relationships(
                member.id(), people.stream().map(Person::id).toList());
        var writer = shapes.accounts(people);
        var answer = Json.answer(json -> json.list(
                people,
                one -> writer.muted(
                        json, one, Optional.ofNullable(between.get(one.id())).flatMap(Relationship::mutedUntil))));
        return shapes.paging().linked(answer, request, slice);
    }

    private void note(Request request, Member member, ActorId other) {
        var comment = request.form().string("comment").orElse("");
        if (comment.length() > Mutes.NOTE_MAX) {
            throw new Fault(422, "A note has at most " + Mutes.NOTE_MAX + " characters.");
        }
        mutes.note(member.id(), other, comment);
    }

    private Answer relationships(Request request, Member member) {
        var wanted = Finder.ids(request.form(), "id", ActorId::parse);
        var known = follows.relationships(member.id(), wanted);
        var found = wanted.stream().filter(known::containsKey).toList();
        return Json.answer(json -> json.list(found, id -> Shapes.relationship(json, id, known.get(id))));
    }

    private Answer relationship(Member member, ActorId other) {
        var between = Optional.ofNullable(
                        follows.relationships(member.id(), List.of(other)).get(other))
                .orElseThrow(Finder::missing);
        return Json.answer(json -> Shapes.relationship(json, other, between));
    }
}
