// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.allmende.access.Account;
import org.allmende.access.Role;
import org.allmende.activity.Body;
import org.allmende.activity.Profile;
import org.allmende.base.ActorId;
import org.allmende.people.ActorKind;
import org.allmende.people.Person;

/// A person as this API shows them: `Account` to everybody, `CredentialAccount` to themselves.
final class AccountJson {

    /// The API's permission bits: what apps look at to offer moderation.
    private static final String EVERYTHING = "1";

    private static final String REPORTS_AND_USERS = Integer.toString(1 << 4 | 1 << 10);

    /// What is shown of who is suspended: posts name them still, and apps want to say whom.
    private static final Profile NOTHING =
            new Profile("", Body.EMPTY, List.of(), Optional.empty(), Optional.empty(), false, false, false, false);

    private final Faces faces;
    private final Map<ActorId, Person> moved;

    AccountJson(Faces faces) {
        this(faces, Map.of());
    }

    /// `moved` is where those have gone who moved; `faces` holds theirs too.
    AccountJson(Faces faces, Map<ActorId, Person> moved) {
        this.faces = faces;
        this.moved = moved;
    }

    void write(Json json, Person person) {
        json.object(() -> members(json, person));
    }

    /// As their list of muted people shows somebody: `MutedAccount`.
    void muted(Json json, Person person, Optional<Instant> until) {
        json.object(() -> {
            members(json, person);
            json.time("mute_expires_at", until);
        });
    }

    void own(Json json, Person person, Account account, long requests) {
        json.object(() -> {
            members(json, person);
            json.object("source", () -> source(json, person.profile(), account, requests))
                    .object("role", () -> role(json, account.role()));
        });
    }

    private void members(Json json, Person person) {
        var hidden = person.suspended() || person.erased();
        var profile = hidden ? NOTHING : person.profile();
        json.text("id", person.id().toString())
                .text("username", person.name())
                .text("acct", person.handle())
                .text("display_name", profile.displayName())
                .flag("locked", profile.locked())
                .flag("bot", profile.bot() || person.kind() == ActorKind.SERVICE)
                .flag("discoverable", profile.discoverable())
                .flag("indexable", profile.indexable())
                .flag("noindex", !profile.indexable())
                .flag("group", person.kind() == ActorKind.GROUP)
                // The day alone, as the API promises: the hour somebody joined is nobody's business.
                .time("created_at", person.created().truncatedTo(ChronoUnit.DAYS))
                .text("note", profile.bio().html())
                .text("url", person.url())
                .text("uri", person.uri());
        pictures(json, person, hidden);
        json.number("followers_count", person.followers())
                .number("following_count", person.following())
                .number("statuses_count", person.posts())
                .text("last_status_at", person.lastPost().map(Json::day))
                .flag("hide_collections", profile.hidesFollows())
                .noItems("roles")
                .list("fields", shown(profile), field -> field(json, field, field.html()));
        faces.emojis().named(json, hidden ? Set.of() : person.emojis());
        if (hidden) {
            json.flag("suspended", true);
        }
        if (profile.memorial()) {
            json.flag("memorial", true);
        }
        if (person.limited()) {
            json.flag("limited", true);
        }
        var target = moved.get(person.id());
        if (target != null) {
            json.object("moved", () -> new AccountJson(faces).members(json, target));
        }
    }

    private void pictures(Json json, Person person, boolean hidden) {
        var avatar = hidden ? faces.noAvatar() : faces.avatar(person);
        var header = hidden ? faces.noHeader() : faces.header(person);
        json.text("avatar", avatar)
                .text("avatar_static", avatar)
                .text(
                        "avatar_description",
                        hidden ? "" : faces.described(person.profile().avatar()))
                .text("header", header)
                .text("header_static", header)
                .text(
                        "header_description",
                        hidden ? "" : faces.described(person.profile().header()));
    }

    /// The profile alone, as its member edits it.
    void profile(Json json, Person person) {
        var profile = person.profile();
        json.object(() -> {
            json.text("id", person.id().toString())
                    .text("display_name", profile.displayName())
                    .text("note", profile.bio().source())
                    .list("fields", profile.fields(), field -> field(json, field, field.source()));
            pictures(json, person, false);
            json.flag("locked", profile.locked())
                    .flag("bot", profile.bot())
                    .flag("hide_collections", profile.hidesFollows())
                    .flag("discoverable", profile.discoverable())
                    .flag("indexable", profile.indexable())
                    .flag("show_media", true)
                    .flag("show_media_replies", true)
                    .flag("show_featured", true)
                    .noItems("attribution_domains");
        });
    }

    // Apps know no other place for what is proved; it is not theirs to edit, so it is not in `source`.
    private static List<Profile.Field> shown(Profile profile) {
        return Stream.concat(
                        profile.fields().stream(),
                        profile.identities().stream()
                                .map(one -> new Profile.Field(
                                        "did:key", one.subject(), one.subject(), Optional.of(one.proved()))))
                .toList();
    }

    private static void field(Json json, Profile.Field field, String value) {
        json.object(() -> json.text("name", field.name()).text("value", value).time("verified_at", field.verified()));
    }

    private static void source(Json json, Profile profile, Account account, long requests) {
        var defaults = account.defaults();
        json.text("privacy", Visibilities.word(defaults.audience().reach()))
                .text("quote_policy", QuotePolicies.word(defaults.quotable()))
                .flag("sensitive", defaults.sensitive())
                .text("language", defaults.language())
                .text("note", profile.bio().source())
                .list("fields", profile.fields(), field -> field(json, field, field.source()))
                .number("follow_requests_count", requests)
                .flag("hide_collections", profile.hidesFollows())
                .flag("discoverable", profile.discoverable())
                .flag("indexable", profile.indexable())
                .list("attribution_domains", profile.attributions(), json::text);
    }

    private static void role(Json json, Role role) {
        json.text("id", Integer.toString(role.ordinal()))
                .text("name", role == Role.MEMBER ? "" : role.name().toLowerCase(Locale.ROOT))
                .text("permissions", permissions(role))
                .text("color", "")
                .flag("highlighted", role != Role.MEMBER);
    }

    private static String permissions(Role role) {
        return switch (role) {
            case OWNER -> EVERYTHING;
            case MODERATOR -> REPORTS_AND_USERS;
            case MEMBER -> "0";
        };
    }
}
