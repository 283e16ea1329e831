// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.access.PolicyDefaults;
import org.allmende.activity.Activity;
import org.allmende.activity.Policy;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.base.Slice;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.people.People;
import org.allmende.people.Person;
import org.allmende.posts.Interaction;
import org.allmende.posts.InteractionFacts;
import org.allmende.posts.InteractionState;
import org.allmende.posts.Post;
import org.allmende.posts.Posts;

/// What others want to do with a member's posts and must ask for, and what they may without: GoToSocial's part of this
/// API.
final class InteractionsApi {

    private static final int USUAL = 40;
    private static final int MOST = 80;

    private static final Map<String, Interaction> KINDS =
            Map.of("favourites", Interaction.LIKE, "replies", Interaction.REPLY, "reblogs", Interaction.SHARE);

    private final Rooms rooms;
    private final Deeds deeds;
    private final Shapes shapes;

    InteractionsApi(Rooms rooms, Deeds deeds, Shapes shapes) {
        this.rooms = rooms;
        this.deeds = deeds;
        this.shapes = shapes;
    }

    void mount(Endpoints on) {
        on.member("GET /api/v1/interaction_policies/defaults", "read:accounts", (_, member) -> defaults(member));
        on.member("PATCH /api/v1/interaction_policies/defaults", "write:accounts", this::rule);
        on.member("GET /api/v1/interaction_requests", "read:notifications", this::list);
        on.member("GET /api/v1/interaction_requests/{id}", "read:notifications", this::one);
        on.member("POST /api/v1/interaction_requests/{id}/authorize", "write:statuses", this::authorize);
        on.member("POST /api/v1/interaction_requests/{id}/reject", "write:statuses", this::reject);
    }

    private Answer defaults(Member member) {
        var defaults =
                rooms.accounts().find(member.id()).orElseThrow(Finder::missing).defaults();
        return Json.members(json -> visibilities()
                .forEach((name, reach) ->
                        json.value(name, each -> InteractionPolicies.write(each, defaults.policy(reach)))));
    }

    private static Map<String, Reach> visibilities() {
        return Stream.of(Reach.DIRECT, Reach.FOLLOWERS, Reach.UNLISTED, Reach.PUBLIC)
                .collect(Collectors.toMap(
                        Visibilities::word, Function.identity(), (one, _) -> one, java.util.TreeMap::new));
    }

    // What is left out is as it was at the beginning.
    private Answer rule(Request request, Member member) {
        var rules = new EnumMap<Reach, Policy>(Reach.class);
        visibilities()
                .forEach((name, reach) ->
                        InteractionPolicies.read(request.form(), name).ifPresent(policy -> rules.put(reach, policy)));
        var before =
                rooms.accounts().find(member.id()).orElseThrow(Finder::missing).defaults();
        rooms.accounts().setDefaults(member.id(), before.with(new PolicyDefaults(rules)));
        return defaults(member);
    }

    private Answer list(Request request, Member member) {
        var form = request.form();
        var kinds = EnumSet.noneOf(Interaction.class);
        KINDS.forEach((name, kind) -> {
            if (form.bool(name).orElse(true)) {
                kinds.add(kind);
            }
        });
        if (kinds.isEmpty()) {
            throw new Fault(400, "at least one of favourites, replies, or reblogs must be true");
        }
        var post = form.string("status_id")
                .filter(text -> !text.isEmpty())
                .map(text -> PostId.parse(text).orElseThrow(Finder::missing));
        var slice = posts().interactions().waiting(member.id(), kinds, post, Paging.read(request, USUAL, MOST));
        return shapes.paging().linked(shown(slice, member), request, slice);
    }

    private Posts posts() {
        return rooms.posts();
    }

    private Answer one(Request request, Member member) {
        return shown(found(request, member), member);
    }

    private Answer authorize(Request request, Member member) {
        var facts = found(request, member);
        deeds.perform(
                member,
                new Activity.AllowDeed(deeds.fresh(), member.id(), facts.post(), facts.address(), Optional.empty()));
        return shown(found(request, member), member);
    }

    private Answer reject(Request request, Member member) {
        var facts = found(request, member);
        deeds.perform(member, new Activity.RefuseDeed(deeds.fresh(), member.id(), facts.post(), facts.address()));
        return shown(found(request, member), member);
    }

    private InteractionFacts found(Request request, Member member) {
        return Ids.parse(request.path("id"))
                .flatMap(posts().interactions()::find)
                .filter(facts -> facts.author().equals(member.id()))
                .orElseThrow(Finder::missing);
    }

    private Answer shown(InteractionFacts facts, Member member) {
        var context = Context.of(List.of(facts), rooms.people(), posts(), shapes, member);
        return Json.answer(json -> context.write(json, facts));
    }

    private Answer shown(Slice<InteractionFacts> slice, Member member) {
        var context = Context.of(slice.items(), rooms.people(), posts(), shapes, member);
        var items = slice.items().stream().filter(context::complete).toList();
        return Json.answer(json -> json.list(items, facts -> context.write(json, facts)));
    }

    /// The people and posts that some requests are about.
    private record Context(
            Map<ActorId, Person> people, Map<PostId, Post> posts, AccountJson accounts, StatusJson statuses) {

        static Context of(List<InteractionFacts> some, People people, Posts posts, Shapes shapes, Member member) {
            var ids = new ArrayList<PostId>();
            some.forEach(facts -> {
                ids.add(facts.post());
                reply(facts).ifPresent(ids::add);
            });
            var loaded = posts.find(ids.stream().distinct().toList(), member.reader());
            var found = new HashMap<PostId, Post>();
            loaded.forEach(post -> found.put(post.id(), post));
            var actors = people.find(
                    some.stream().map(InteractionFacts::actor).distinct().toList());
            return new Context(
                    actors,
                    found,
                    shapes.accounts(List.copyOf(actors.values())),
                    shapes.statuses(loaded, member.reader()));
        }

        private static Optional<PostId> reply(InteractionFacts facts) {
            return facts.deed().filter(_ -> facts.what() == Interaction.REPLY);
        }

        boolean complete(InteractionFacts facts) {
            return people.containsKey(facts.actor())
                    && posts.containsKey(facts.post())
                    && reply(facts).map(posts::containsKey).orElse(true);
        }

        void write(Json json, InteractionFacts facts) {
            json.object(() -> {
                json.text("id", Long.toString(facts.id()))
                        .text("type", word(facts.what()))
                        .time("created_at", facts.asked())
                        .object(
                                "account",
                                Optional.ofNullable(people.get(facts.actor())),
                                person -> accounts.write(json, person))
                        .object(
                                "status",
                                Optional.ofNullable(posts.get(facts.post())),
                                post -> statuses.write(json, post));
                reply(facts)
                        .map(posts::get)
                        .ifPresent(post -> json.object("reply", Optional.of(post), each -> statuses.write(json, each)));
                facts.decided().ifPresent(when -> json.time(decided(facts.state()), when));
            });
        }

        private static String decided(InteractionState state) {
            return switch (state) {
                case ACCEPTED, PENDING -> "accepted_at";
                case REJECTED, REVOKED -> "rejected_at";
            };
        }

        private static String word(Interaction what) {
            return switch (what) {
                case LIKE -> "favourite";
                case REPLY -> "reply";
                case SHARE -> "reblog";
                case QUOTE -> "quote";
            };
        }
    }
}
