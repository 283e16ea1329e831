// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import java.util.Optional;
import org.allmende.access.PostDefaults;
import org.allmende.activity.Activity;
import org.allmende.activity.Profile;
import org.allmende.base.MediaId;
import org.allmende.base.Page;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;

/// A member's own profile and preferences.
final class ProfileApi {

    private final Rooms rooms;
    private final Deeds deeds;
    private final Finder finder;
    private final Shapes shapes;
    private final MediaApi uploads;

    ProfileApi(Rooms rooms, Deeds deeds, Finder finder, Shapes shapes, MediaApi uploads) {
        this.rooms = rooms;
        this.deeds = deeds;
        this.finder = finder;
        this.shapes = shapes;
        this.uploads = uploads;
    }

    void mount(Endpoints on, Endpoints large) {
        on.member("GET /api/v1/accounts/verify_credentials", "profile read:accounts", (_, member) -> own(member));
        on.member("GET /api/v1/preferences", "read:accounts", (_, member) -> preferences(member));
        large.member("PATCH /api/v1/accounts/update_credentials", "write:accounts", this::update);
        on.member("GET /api/v1/profile", "profile read:accounts", (_, member) -> bare(member));
        large.member("PATCH /api/v1/profile", "write:accounts", (request, member) -> {
            change(request, member);
            return bare(member);
        });
        large.member("PUT /api/v1/profile", "write:accounts", (request, member) -> {
            change(request, member);
            return bare(member);
        });
        on.member("DELETE /api/v1/profile/avatar", "write:accounts", (_, member) -> {
            var profile = finder.person(member.id()).profile();
            return changed(member, profile.withPictures(Optional.empty(), profile.header()));
        });
        on.member("DELETE /api/v1/profile/header", "write:accounts", (_, member) -> {
            var profile = finder.person(member.id()).profile();
            return changed(member, profile.withPictures(profile.avatar(), Optional.empty()));
        });
    }

    private Answer own(Member member) {
        var person = finder.person(member.id());
        var account = rooms.accounts().find(member.id()).orElseThrow(Finder::missing);
        var requests = person.profile().locked()
                ? rooms.follows()
                        .requests(member.id(), Page.first(Page.LIMIT_MAX))
                        .items()
                        .size()
                : 0;
        var writer = shapes.accounts(List.of(person));
        return Json.answer(json -> writer.own(json, person, account, requests));
    }

    private Answer preferences(Member member) {
        var defaults =
                rooms.accounts().find(member.id()).orElseThrow(Finder::missing).defaults();
        return Json.members(json -> json.text(
                        "posting:default:visibility",
                        Visibilities.word(defaults.audience().reach()))
                .flag("posting:default:sensitive", defaults.sensitive())
                .text("posting:default:language", defaults.language())
                .text("posting:default:quote_policy", QuotePolicies.word(defaults.quotable()))
                .text("reading:expand:media", "default")
                .flag("reading:expand:spoilers", false)
                .flag("reading:autoplay:gifs", false));
    }

    private Answer bare(Member member) {
        var person = finder.person(member.id());
        var writer = shapes.accounts(List.of(person));
        return Json.answer(json -> writer.profile(json, person));
    }

    private Answer update(Request request, Member member) {
        change(request, member);
        return own(member);
    }

    private void change(Request request, Member member) {
        var form = ProfileForm.read(request.form());
        var person = finder.person(member.id());
        var defaults = form.changesDefaults() ? Optional.of(defaults(form, member)) : Optional.<PostDefaults>empty();
        var avatar = form.avatar()
                .map(file -> uploads.with(member, file, path -> rooms.media().avatar(member.id(), path)));
        var header = form.header()
                .map(file -> uploads.with(member, file, path -> rooms.media().header(member.id(), path)));
        perform(member, profile(form, person.profile(), avatar, header));
        defaults.ifPresent(wanted -> rooms.accounts().setDefaults(member.id(), wanted));
        var profile = finder.person(member.id()).profile();
        form.avatarDescription().ifPresent(words -> describe(member, profile.avatar(), words));
        form.headerDescription().ifPresent(words -> describe(member, profile.header(), words));
    }

    private void describe(Member member, Optional<MediaId> picture, String words) {
        picture.ifPresent(id -> MediaApi.describe(
                rooms.media(),
                member,
                id,
                new DescriptionForm(Optional.empty(), Optional.of(words), Optional.empty())));
    }

    private PostDefaults defaults(ProfileForm form, Member member) {
        var before =
                rooms.accounts().find(member.id()).orElseThrow(Finder::missing).defaults();
        var audience = form.privacy()
                .map(word -> Visibilities.read(word, before.audience().localOnly())
                        .orElseThrow(
                                () -> new Fault(422, "source[privacy] must be public, unlisted, private or direct")))
                .orElse(before.audience());
        var language = form.language().isPresent() ? form.language().filter(tag -> !tag.isBlank()) : before.language();
        var quotable = form.quotePolicy()
                .map(word -> QuotePolicies.rule(word)
                        .orElseThrow(() -> new Fault(422, "source[quote_policy] must be public, followers or nobody")))
                .orElse(before.quotable());
        return new PostDefaults(
                audience, form.sensitive().orElse(before.sensitive()), language, quotable, before.policies());
    }

    private Profile profile(ProfileForm form, Profile before, Optional<MediaId> avatar, Optional<MediaId> header) {
        return new Profile(
                form.displayName().orElse(before.displayName()),
                form.note().map(rooms.composer()::about).orElse(before.bio()),
                form.fields().map(this::fields).orElse(before.fields()),
                avatar.or(before::avatar),
                header.or(before::header),
                form.locked().orElse(before.locked()),
                form.bot().orElse(before.bot()),
                form.discoverable().orElse(before.discoverable()),
                form.indexable().orElse(before.indexable()),
                form.hidesFollows().orElse(before.hidesFollows()),
                before.identities(),
                form.attributions().orElse(before.attributions()),
                before.memorial());
    }

    private List<Profile.Field> fields(List<ProfileForm.Line> lines) {
        return lines.stream()
                .map(line -> rooms.composer().field(line.name(), line.value()))
                .toList();
    }

    private Answer changed(Member member, Profile profile) {
        perform(member, profile);
        return own(member);
    }

    private void perform(Member member, Profile profile) {
        deeds.perform(member, new Activity.UpdateProfile(deeds.fresh(), member.id(), profile));
    }
}
