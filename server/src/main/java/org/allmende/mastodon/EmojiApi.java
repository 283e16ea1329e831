// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.Emoji;
import org.allmende.base.Page;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.media.MediaLibrary;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.posts.Posts;
import org.allmende.posts.Reaction;
import org.allmende.text.Pictographs;

/// The custom emoji of this instance, and reacting with any: as Pleroma's apps do it, and as those of Mastodon's
/// relatives do.
final class EmojiApi {

    /// Who reacted is shown in a row of faces.
    private static final int REACTORS_MAX = 40;

    private final MediaLibrary library;
    private final Posts posts;
    private final Deeds deeds;
    private final Finder finder;
    private final Shapes shapes;
    private final Links links;

    EmojiApi(Rooms rooms, Deeds deeds, Finder finder, Shapes shapes) {
        this.library = rooms.media();
        this.posts = rooms.posts();
        this.deeds = deeds;
        this.finder = finder;
        this.shapes = shapes;
        this.links = rooms.links();
    }

    void mount(Endpoints on) {
        on.open("GET /api/v1/custom_emojis", _ -> ours());
        on.member("POST /api/v1/statuses/{id}/react/{emoji}", "write:favourites", this::react);
        on.member("POST /api/v1/statuses/{id}/unreact/{emoji}", "write:favourites", this::unreact);
        on.member("PUT /api/v1/pleroma/statuses/{id}/reactions/{emoji}", "write:favourites", this::react);
        on.member("DELETE /api/v1/pleroma/statuses/{id}/reactions/{emoji}", "write:favourites", this::unreact);
        on.anybody("GET /api/v1/pleroma/statuses/{id}/reactions", "read:statuses", (request, caller) -> {
            var post = finder.post(request, caller.reader()).shown();
            return reactors(post, post.reactions(), caller);
        });
        on.anybody("GET /api/v1/pleroma/statuses/{id}/reactions/{emoji}", "read:statuses", (request, caller) -> {
            var post = finder.post(request, caller.reader()).shown();
            var emoji = emoji(request);
            return reactors(
                    post,
                    post.reactions().stream()
                            .filter(one -> one.emoji().equals(emoji))
                            .toList(),
                    caller);
        });
    }

    private Answer ours() {
        var all = library.emojis().ours();
        var writer = new EmojiJson(links, Map.of());
        return Json.answer(json -> json.list(all, one -> writer.one(json, one)));
    }

    private Answer react(Request request, Member member) {
        var post = finder.post(request, member.reader()).shown().id();
        deeds.perform(member, new Activity.React(deeds.fresh(), member.id(), post, emoji(request)));
        return shapes.post(finder.post(post, member.reader()), member.reader());
    }

    private Answer unreact(Request request, Member member) {
        var post = finder.post(request, member.reader()).shown().id();
        deeds.perform(member, new Activity.Unreact(deeds.fresh(), member.id(), post, emoji(request)));
        return shapes.post(finder.post(post, member.reader()), member.reader());
    }

    private Emoji emoji(Request request) {
        return read(request.path("emoji")).orElseThrow(() -> new Fault(422, "This is no emoji."));
    }

    // A character, `name`, `:name:`, or either with the server whose it is, which may be this one.
    private Optional<Emoji> read(String text) {
        return Pictographs.one(text).<Emoji>map(Emoji.Sign::new).or(() -> custom(text));
    }

    private Optional<Emoji> custom(String text) {
        var code = text.startsWith(":") ? text : ":" + text + ":";
        return Emoji.parse(code.replace("@" + links.addresses().handles() + ":", ":"));
    }

    private record Reactors(Reaction reaction, List<Person> people) {}

    private Answer reactors(Post post, List<Reaction> reactions, Caller caller) {
        var all = reactions.stream()
                .map(one -> new Reactors(
                        one,
                        posts.reactedWith(post.id(), one.emoji(), Page.first(REACTORS_MAX), caller.reader())
                                .items()))
                .toList();
        var faces = shapes.faces(all.stream().flatMap(one -> one.people.stream()), List.of(post));
        var accounts = new AccountJson(faces);
        return Json.answer(json -> json.list(
                all,
                one -> json.object(() -> {
                    faces.emojis().reaction(json, one.reaction);
                    json.list("accounts", one.people, person -> accounts.write(json, person));
                })));
    }
}
