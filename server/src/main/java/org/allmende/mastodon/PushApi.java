// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Params;
import org.allmende.http.Request;
import org.allmende.push.From;
import org.allmende.push.Subscription;
import org.allmende.push.Subscriptions;
import org.allmende.push.Wish;
import org.allmende.timelines.NotificationKind;

/// Where an app wants to be woken: one place for each token.
final class PushApi {

    private static final String PATH = "/api/v1/push/subscription";

    /// What other programs wake for; nothing here does, and apps find them in the list all the same.
    private static final List<String> NEVER = List.of("admin.sign_up", "admin.report");

    private final Subscriptions subscriptions;

    PushApi(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    void mount(Endpoints on) {
        on.member("POST " + PATH, "push", this::put);
        on.member("GET " + PATH, "push", (_, member) -> shown(find(member)));
        on.member("PUT " + PATH, "push", this::change);
        on.member("PATCH " + PATH, "push", this::change);
        on.member("DELETE " + PATH, "push", (_, member) -> {
            subscriptions.end(member.token().id());
            return Json.nothing();
        });
    }

    private Subscription find(Member member) {
        return subscriptions.find(member.token().id()).orElseThrow(Finder::missing);
    }

    private Answer put(Request request, Member member) {
        var form = request.form();
        var asked = form.map("subscription");
        var keys = asked.map("keys");
        var subscription = new Subscription(
                member.token().id(),
                member.id(),
                asked.string("endpoint").orElse(""),
                keys.string("p256dh").orElse(""),
                keys.string("auth").orElse(""),
                asked.bool("standard").orElse(false),
                wish(form));
        subscriptions.problem(subscription).ifPresent(problem -> {
            throw new Fault(422, "Validation failed: " + problem);
        });
        subscriptions.put(subscription, Guard.bearer(request).orElseThrow());
        return shown(subscription);
    }

    private Answer change(Request request, Member member) {
        if (!subscriptions.change(member.token().id(), wish(request.form()))) {
            throw Finder.missing();
        }
        return shown(find(member));
    }

    private static Wish wish(Params form) {
        var told = form.map("data");
        var alerts = told.map("alerts");
        var kinds = new HashSet<NotificationKind>();
        for (var kind : NotificationKind.values()) {
            if (alerts.bool(NotificationJson.word(kind)).orElse(false)) {
                kinds.add(kind);
            }
        }
        var from = told.string("policy").or(() -> form.string("policy")).filter(word -> !word.isBlank());
        return new Wish(kinds, from.map(PushApi::from).orElse(From.ALL));
    }

    private static From from(String word) {
        return Arrays.stream(From.values())
                .filter(one -> word(one).equals(word))
                .findFirst()
                .orElseThrow(() -> new Fault(422, "policy must be all, followed, follower or none"));
    }

    private static String word(From from) {
        return from.name().toLowerCase(Locale.ROOT);
    }

    private Answer shown(Subscription one) {
        return Json.members(json -> json.text("id", Long.toString(one.token()))
                .text("endpoint", one.endpoint())
                .flag("standard", one.standard())
                .object("alerts", () -> alerts(json, one.wish().alerts()))
                .text("policy", word(one.wish().from()))
                .text("server_key", subscriptions.publicKey()));
    }

    private static void alerts(Json json, Set<NotificationKind> wanted) {
        for (var kind : NotificationKind.values()) {
            json.flag(NotificationJson.word(kind), wanted.contains(kind));
        }
        NEVER.forEach(word -> json.flag(word, false));
    }
}
