// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.Emoji;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Params;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.posts.Post;
import org.allmende.text.Pictographs;

/// The buttons under posts: all belong to one form of the page, and each is named for what it does.
final class DeedPages {

    private static final List<String> NAMES = List.of(
            "react",
            "unreact",
            "like",
            "unlike",
            "share",
            "unshare",
            "bookmark",
            "unbookmark",
            "pin",
            "unpin",
            "quiet",
            "loud",
            "vote");

    /// The script asks with this header for the new row of buttons alone.
    private static final String PARTIAL = "X-Partial";

    private final Hall hall;

    DeedPages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.post("/deeds", this::perform);
    }

    /// `value` is the number of the post, and behind a dot that of its place in the list; of a reaction also the emoji,
    /// behind a blank.
    private record Pressed(String name, PostId post, PostId entry, String emoji) {

        static Optional<Pressed> read(Params form) {
            return NAMES.stream()
                    .filter(form::has)
                    .findFirst()
                    .flatMap(name -> form.string(name).flatMap(value -> read(name, value)));
        }

        private static Optional<Pressed> read(String name, String value) {
            var blank = value.indexOf(' ');
            var number = blank < 0 ? value : value.substring(0, blank);
            var emoji = blank < 0 ? "" : value.substring(blank + 1);
            var dot = number.indexOf('.');
            var post = PostId.parse(dot < 0 ? number : number.substring(0, dot));
            var entry = dot < 0 ? post : PostId.parse(number.substring(dot + 1));
            return post.flatMap(id -> entry.map(place -> new Pressed(name, id, place, emoji)));
        }
    }

    private Answer perform(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().write(member);
        var form = request.form();
        var pressed = Pressed.read(form).orElseThrow(() -> Fault.malformed("There is no such button."));
        var post = hall.rooms()
                .posts()
                .find(pressed.post, visit.reader())
                .map(Post::shown)
                .orElseThrow(Fault::missing);
        perform(visit, member, pressed, post, form);
        if (request.header(PARTIAL).isPresent()) {
            return row(visit, pressed);
        }
        var back = LocalPath.of(form.string("back").orElse("")).orElse(PostPages.page(post));
        return Print.go(back + (back.contains("#") ? "" : "#p" + pressed.entry));
    }

    private void perform(Visit visit, Member member, Pressed pressed, Post post, Params form) {
        var deeds = hall.deeds();
        var posts = hall.rooms().posts();
        var me = member.id();
        var id = post.id();
        switch (pressed.name) {
            case "like" -> deeds.perform(visit, new Activity.Like(deeds.fresh(), me, id));
            case "unlike" -> deeds.perform(visit, new Activity.Unlike(deeds.fresh(), me, id));
            case "react" ->
                deeds.perform(visit, new Activity.React(deeds.fresh(), me, id, emoji(visit, pressed, form)));
            case "unreact" ->
                deeds.perform(visit, new Activity.Unreact(deeds.fresh(), me, id, emoji(visit, pressed, form)));
            case "share" -> {
                var share = hall.rooms().ids().post();
                deeds.perform(visit, new Activity.Share(deeds.fresh(), me, share, id, post.audience()));
            }
            case "unshare" -> deeds.perform(visit, new Activity.Unshare(deeds.fresh(), me, id));
            case "pin" -> deeds.perform(visit, new Activity.Pin(deeds.fresh(), me, id));
            case "unpin" -> deeds.perform(visit, new Activity.Unpin(deeds.fresh(), me, id));
            case "vote" -> deeds.perform(visit, new Activity.Vote(deeds.fresh(), me, id, choices(form, id)));
            case "bookmark" -> posts.bookmark(me, id);
            case "unbookmark" -> posts.unbookmark(me, id);
            case "quiet" -> posts.muteThread(me, id);
            case "loud" -> posts.unmuteThread(me, id);
            default -> throw new IllegalStateException("read only what is known");
        }
    }

    // A button brings its emoji; else one was typed.
    private static Emoji emoji(Visit visit, Pressed pressed, Params form) {
        var typed = form.string("emoji").orElse("").strip();
        var meant = pressed.emoji.isEmpty() ? typed : pressed.emoji;
        return Pictographs.one(meant)
                .<Emoji>map(Emoji.Sign::new)
                .or(() -> Emoji.parse(meant.startsWith(":") ? meant : ":" + meant + ":"))
                .orElseThrow(() -> new Fault(422, visit.say("rule.reaction.emoji")));
    }

    private static List<Integer> choices(Params form, PostId post) {
        return form.strings("c" + post).stream()
                .map(text -> Ids.parse(text).map(Math::toIntExact).orElse(null))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private Answer row(Visit visit, Pressed pressed) {
        var now = hall.rooms()
                .posts()
                .find(pressed.entry, visit.reader())
                .or(() -> hall.rooms().posts().find(pressed.post, visit.reader()));
        var card = hall.cards().of(now.orElseThrow(Fault::missing), visit);
        return Print.page(out -> JteactsGenerated.render(out, null, visit.words(), card));
    }
}
