// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.allmende.access.PostDefaults;
import org.allmende.activity.Policy;
import org.allmende.base.Hashes;
import org.allmende.base.PostId;
import org.allmende.desk.Paper;
import org.allmende.media.Media;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.posts.PostSource;

/// Makes the forms in which posts are written: empty ones, answers, and those of posts to be edited.
final class Drafts {

    private static final int ONCE_BYTES = 12;

    private final Hall hall;

    Drafts(Hall hall) {
        this.hall = hall;
    }

    /// What stands on top of the home timeline.
    DraftForm quick(Visit visit) {
        return fresh(
                visit,
                true,
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                visit.member().account().defaults());
    }

    DraftForm empty(Visit visit, String text) {
        return fresh(
                visit,
                false,
                Optional.empty(),
                Optional.empty(),
                text,
                "",
                visit.member().account().defaults());
    }

    /// One for a certain audience, where one of that name is asked for.
    DraftForm addressed(Visit visit, String text, String audience) {
        var usual = visit.member().account().defaults();
        var chosen = AudienceChoice.of(audience).map(AudienceChoice::audience).orElse(usual.audience());
        return fresh(visit, false, Optional.empty(), Optional.empty(), text, "", usual.with(chosen));
    }

    /// A post about another one.
    DraftForm quote(Visit visit, Post post) {
        return fresh(
                visit,
                false,
                Optional.empty(),
                Optional.of(post.id()),
                "",
                post.summary().orElse(""),
                visit.member().account().defaults());
    }

    /// An answer goes to whom the post went, and no further than the writer usually goes.
    DraftForm reply(Visit visit, Post post, boolean quick) {
        var member = visit.member();
        var usual = member.account().defaults();
        var theirs = AudienceChoice.of(post.audience());
        var mine = AudienceChoice.of(usual.audience());
        var audience = narrower(theirs, mine);
        var defaults = usual.with(audience.audience());
        return fresh(
                visit,
                quick,
                Optional.of(post.id()),
                Optional.empty(),
                mentions(member, post),
                post.summary().orElse(""),
                defaults);
    }

    private static AudienceChoice narrower(AudienceChoice one, AudienceChoice other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static String mentions(Member member, Post post) {
        var handles = new LinkedHashSet<String>();
        handles.add("@" + post.author().handle());
        post.mentions().stream().map(Person::handle).map("@"::concat).forEach(handles::add);
        handles.remove("@" + member.person().handle());
        return handles.stream().map(handle -> handle + " ").collect(Collectors.joining());
    }

    private DraftForm fresh(
            Visit visit,
            boolean quick,
            Optional<PostId> reply,
            Optional<PostId> quote,
            String text,
            String warning,
            PostDefaults defaults) {
        var language = defaults.language().orElse(visit.words().tag());
        return new DraftForm(
                reply.isPresent() ? "compose.title.reply" : "compose.title.post",
                "/compose",
                reply.isPresent() ? "compose.button.reply" : "compose.button.post",
                Hashes.secret(ONCE_BYTES),
                false,
                quick,
                !quick,
                reply,
                quote,
                List.of(),
                text,
                warning,
                defaults.sensitive(),
                AudienceChoice.of(defaults.audience()),
                PolicyChoice.Four.of(defaults.policy(defaults.audience().reach())),
                language,
                languages(visit, language),
                List.of(),
                picturesMax(),
                PollFields.EMPTY,
                lengthMax(),
                Optional.empty(),
                "");
    }

    List<LanguageName> languages(Visit visit, String chosen) {
        var near = new LinkedHashSet<String>();
        if (!chosen.isEmpty()) {
            near.add(chosen);
        }
        near.add(visit.words().tag());
        near.addAll(hall.rooms().house().nameplate().languages());
        return LanguageList.names(visit.words(), near);
    }

    int picturesMax() {
        return hall.rooms().media().bounds().perPostMax();
    }

    int lengthMax() {
        return hall.rooms().composer().bounds().lengthMax();
    }

    /// The form of a post that is edited. Its poll stays as it is.
    DraftForm edit(Visit visit, Post post, PostSource source) {
        var language = post.language().orElse("");
        return new DraftForm(
                "compose.title.edit",
                "/posts/" + post.id() + "/edit",
                "compose.button.edit",
                Hashes.secret(ONCE_BYTES),
                true,
                false,
                true,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                source.text(),
                source.summary().orElse(""),
                post.sensitive(),
                AudienceChoice.of(post.audience()),
                PolicyChoice.Four.of(post.policy().orElse(Policy.UNSAID)),
                language,
                languages(visit, language),
                attached(post.media()),
                picturesMax(),
                PollFields.EMPTY,
                lengthMax(),
                Optional.empty(),
                "");
    }

    /// What lies on the desk, to go on with it.
    DraftForm paper(Visit visit, DraftForm fresh, Paper paper) {
        var what = paper.manuscript();
        var language = what.language().orElse("");
        var media = hall.rooms().media().find(what.media());
        return new DraftForm(
                        fresh.title(),
                        fresh.action(),
                        fresh.button(),
                        fresh.once(),
                        false,
                        false,
                        true,
                        what.inReplyTo(),
                        what.quote(),
                        List.of(),
                        what.text(),
                        what.summary().orElse(""),
                        what.sensitive(),
                        AudienceChoice.of(what.audience()),
                        PolicyChoice.Four.of(what.policy()),
                        language,
                        languages(visit, language),
                        attached(what.media().stream()
                                .filter(media::containsKey)
                                .map(media::get)
                                .toList()),
                        picturesMax(),
                        what.poll().map(PollFields::of).orElse(PollFields.EMPTY),
                        lengthMax(),
                        Optional.empty(),
                        "")
                .from(Optional.of(paper.id()), paper.due().map(Writing::hour).orElse(""));
    }

    static List<DraftForm.Attached> attached(List<Media> media) {
        return media.stream()
                .map(one -> new DraftForm.Attached(one.id(), Faces.address(one, true), one.description()))
                .toList();
    }
}
