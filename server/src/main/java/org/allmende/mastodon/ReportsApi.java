// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.time.Clock;
import java.util.List;
import org.allmende.activity.Activity;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;

/// Tells the moderators.
final class ReportsApi {

    private static final List<String> CATEGORIES = List.of("spam", "legal", "violation", "other");

    private final Deeds deeds;
    private final Finder finder;
    private final Shapes shapes;
    private final Clock clock;

    ReportsApi(Deeds deeds, Finder finder, Shapes shapes, Clock clock) {
        this.deeds = deeds;
        this.finder = finder;
        this.shapes = shapes;
        this.clock = clock;
    }

    void mount(Endpoints on) {
        on.member("POST /api/v1/reports", "write:reports", this::report);
    }

    private Answer report(Request request, Member member) {
        var form = request.form();
        var target = finder.person(form.string("account_id")
                .flatMap(ActorId::parse)
                .orElseThrow(() -> new Fault(422, "account_id must be the id of an account")));
        var posts = Finder.ids(form, "status_ids", PostId::parse);
        var comment = form.string("comment").orElse("");
        var forward = form.bool("forward").orElse(false);
        var category = form.string("category").filter(CATEGORIES::contains).orElse("other");
        var number = deeds.perform(
                member, new Activity.Report(deeds.fresh(), member.id(), target.id(), posts, comment, forward));
        var writer = shapes.accounts(List.of(target));
        return Json.members(json -> json.text("id", Long.toString(number))
                .flag("action_taken", false)
                .none("action_taken_at")
                .text("category", category)
                .text("comment", comment)
                .flag("forwarded", forward)
                .time("created_at", clock.instant())
                .texts("status_ids", posts)
                .none("rule_ids")
                .value("target_account", _ -> writer.write(json, target)));
    }
}
