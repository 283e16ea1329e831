// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.allmende.base.Ids;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Params;
import org.allmende.http.Request;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.timelines.NotificationPolicy;
import org.allmende.timelines.NotificationPolicy.Verdict;
import org.allmende.timelines.NotificationRequest;
import org.allmende.timelines.Notifications;
import org.allmende.timelines.Requests;

/// Of whom members want to hear, and who waits to be heard.
final class RequestsApi {

    private static final String READ = "read:notifications";
    private static final String WRITE = "write:notifications";
    private static final String ALL = "/api/v1/notifications/requests";

    private final Notifications notifications;
    private final Shapes shapes;

    RequestsApi(Notifications notifications, Shapes shapes) {
        this.notifications = notifications;
        this.shapes = shapes;
    }

    void mount(Endpoints on) {
        on.member("GET /api/v2/notifications/policy", READ, (_, member) -> policy(member));
        on.member("GET /api/v1/notifications/policy", READ, (_, member) -> older(member));
        for (var verb : List.of("PATCH", "PUT")) {
            on.member(verb + " /api/v2/notifications/policy", WRITE, (request, member) -> {
                change(member, request.form(), "for_", RequestsApi::verdict);
                return policy(member);
            });
            on.member(verb + " /api/v1/notifications/policy", WRITE, (request, member) -> {
                change(member, request.form(), "filter_", RequestsApi::older);
                return older(member);
            });
        }
        on.member("GET " + ALL, READ, this::list);
        // What is accepted is merged at once.
        on.member("GET " + ALL + "/merged", READ, (_, _) -> Json.members(json -> json.flag("merged", true)));
        on.member("GET " + ALL + "/{id}", READ, (request, member) -> {
            var one = find(request, member);
            var writer = writer(List.of(one), member);
            return Json.answer(json -> writer.write(json, one));
        });
        on.member("POST " + ALL + "/accept", WRITE, (request, member) -> {
            requests().accept(member.id(), Finder.ids(request.form(), "id", Ids::parse));
            return Json.nothing();
        });
        on.member("POST " + ALL + "/dismiss", WRITE, (request, member) -> {
            requests().dismiss(member.id(), Finder.ids(request.form(), "id", Ids::parse));
            return Json.nothing();
        });
        on.member("POST " + ALL + "/{id}/accept", WRITE, (request, member) -> {
            requests().accept(member.id(), List.of(find(request, member).id()));
            return Json.nothing();
        });
        on.member("POST " + ALL + "/{id}/dismiss", WRITE, (request, member) -> {
            requests().dismiss(member.id(), List.of(find(request, member).id()));
            return Json.nothing();
        });
    }

    private Requests requests() {
        return notifications.requests();
    }

    private NotificationRequest find(Request request, Member member) {
        return Ids.parse(request.path("id"))
                .flatMap(id -> requests().find(member.id(), id))
                .orElseThrow(Finder::missing);
    }

    private Answer list(Request request, Member member) {
        var slice = requests().of(member.id(), Paging.people(request));
        var writer = writer(slice.items(), member);
        return shapes.paging()
                .linked(Json.answer(json -> json.list(slice.items(), one -> writer.write(json, one))), request, slice);
    }

    private record Writer(AccountJson accounts, StatusJson statuses) {

        void write(Json json, NotificationRequest one) {
            json.object(() -> json.text("id", Long.toString(one.id()))
                    .time("created_at", one.created())
                    .time("updated_at", one.updated())
                    .text("notifications_count", Integer.toString(one.notifications()))
                    .value("account", each -> accounts.write(each, one.from()))
                    .object("last_status", one.last(), post -> statuses.write(json, post)));
        }
    }

    private Writer writer(List<NotificationRequest> requests, Member member) {
        List<Post> posts = requests.stream().flatMap(one -> one.last().stream()).toList();
        List<Person> people = requests.stream().map(NotificationRequest::from).toList();
        var faces = shapes.faces(people.stream(), posts);
        return new Writer(
                new AccountJson(faces), new StatusJson(faces, member.reader(), shapes.sifting(posts, member.reader())));
    }

    private interface Said {

        Verdict read(Params form, String name, Verdict before);
    }

    private void change(Member member, Params form, String prefix, Said said) {
        var before = requests().policy(member.id());
        requests()
                .setPolicy(
                        member.id(),
                        new NotificationPolicy(
                                said.read(form, prefix + "not_following", before.notFollowing()),
                                said.read(form, prefix + "not_followers", before.notFollowers()),
                                said.read(form, prefix + "new_accounts", before.newAccounts()),
                                said.read(form, prefix + "private_mentions", before.privateMentions()),
                                said.read(form, prefix + "limited_accounts", before.limitedAccounts())));
    }

    private static Verdict verdict(Params form, String name, Verdict before) {
        return form.string(name)
                .map(word -> Arrays.stream(Verdict.values())
                        .filter(one -> word(one).equals(word))
                        .findFirst()
                        .orElseThrow(() -> new Fault(422, name + " must be accept, filter or drop")))
                .orElse(before);
    }

    private static Verdict older(Params form, String name, Verdict before) {
        return form.bool(name)
                .map(filter -> filter ? Verdict.FILTER : Verdict.ACCEPT)
                .orElse(before);
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private Answer policy(Member member) {
        return Json.members(json -> {
            each(member, "for_", (name, verdict) -> json.text(name, word(verdict)));
            summary(json, member);
        });
    }

    private Answer older(Member member) {
        return Json.members(json -> {
            each(member, "filter_", (name, verdict) -> json.flag(name, verdict != Verdict.ACCEPT));
            summary(json, member);
        });
    }

    private interface Line {

        Json write(String name, Verdict verdict);
    }

    private void each(Member member, String prefix, Line line) {
        var policy = requests().policy(member.id());
        line.write(prefix + "not_following", policy.notFollowing());
        line.write(prefix + "not_followers", policy.notFollowers());
        line.write(prefix + "new_accounts", policy.newAccounts());
        line.write(prefix + "private_mentions", policy.privateMentions());
        line.write(prefix + "limited_accounts", policy.limitedAccounts());
    }

    private void summary(Json json, Member member) {
        var summary = requests().summary(member.id());
        json.object(
                "summary",
                () -> json.number("pending_requests_count", summary.requests())
                        .number("pending_notifications_count", summary.notifications()));
    }
}
