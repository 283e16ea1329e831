// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.allmende.access.Registration;
import org.allmende.base.Hashes;
import org.allmende.base.PostId;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.moderation.DomainPolicy;
import org.allmende.moderation.HouseText;
import org.allmende.moderation.Level;
import org.allmende.posts.PostBounds;
import org.allmende.posts.Reader;
import org.allmende.text.Html;
import org.allmende.text.PlainText;

/// What this instance is, for whoever wants to know.
final class InstanceApi {

    private static final Duration ACTIVE_MONTH = Duration.ofDays(30);
    private static final Duration PEERS_KEPT = Duration.ofMinutes(10);
    private static final int DOMAINS_AT_ONCE = 500;

    /// More than any instance has on its list; a list without end would keep the connection for ever.
    private static final int DOMAINS_MAX = 10_000;

    private static final int PEERS_FOUND = 10;
    private static final int EMBEDDED_LETTERS = 500;
    private static final int EMBED_WIDTH = 400;
    private static final Duration EMBED_KEPT = Duration.ofDays(1);

    private final Rooms rooms;
    private final String version;
    private final Cache<String, List<String>> peers =
            Caffeine.newBuilder().expireAfterWrite(PEERS_KEPT).build();

    InstanceApi(Rooms rooms, String version) {
        this.rooms = rooms;
        this.version = version;
    }

    void mount(Endpoints on) {
        on.open("GET /api/v1/instance", _ -> first());
        on.open("GET /api/v2/instance", _ -> second());
        on.open(
                "GET /api/v1/instance/rules",
                _ -> Json.answer(json -> InstanceJson.rules(json, rooms.house().rules())));
        on.open("GET /api/v1/instance/languages", _ -> languages());
        on.open("GET /api/v1/instance/extended_description", _ -> text(HouseText.Kind.ABOUT));
        on.open("GET /api/v1/instance/privacy_policy", _ -> text(HouseText.Kind.PRIVACY));
        on.open("GET /api/v1/instance/terms_of_service", _ -> terms());
        on.open("GET /api/v1/instance/terms_of_service/{date}", this::terms);
        on.open("GET /api/v1/peers/search", this::searchPeers);
        on.open("GET /api/oembed", this::embed);
        // Who is let in here is let in at once; there is no address to confirm.
        on.member("GET /api/v1/emails/check_confirmation", "read:accounts", (_, _) -> Json.answer(json -> json.yes()));
        on.member("POST /api/v1/emails/confirmations", "write:accounts", (_, _) -> {
            throw new Fault(403, "This method is only available while the e-mail is awaiting confirmation");
        });
        on.open("GET /api/v1/instance/domain_blocks", _ -> domains());
        on.open("GET /api/v1/instance/translation_languages", _ -> Json.nothing());
        on.open("GET /api/v1/instance/peers", _ -> {
            var known = peers();
            return Json.answer(json -> json.list(known, json::text));
        });
        // What happens each week is not counted.
        on.open("GET /api/v1/instance/activity", _ -> Json.noItems());
    }

    private Answer first() {
        var bounds = rooms.composer().bounds();
        var shape = shape(bounds);
        var registration = rooms.accounts().registration();
        var nameplate = rooms.house().nameplate();
        return Json.members(json -> {
            json.text("uri", rooms.links().addresses().handles())
                    .text("title", nameplate.title())
                    .text("short_description", nameplate.description())
                    .text("description", nameplate.description())
                    .text("email", nameplate.contactEmail())
                    .text("version", shape.version())
                    .object(
                            "urls",
                            () -> json.text("streaming_api", rooms.links().streaming()))
                    .object(
                            "stats",
                            () -> json.number(
                                            "user_count",
                                            rooms.people().counts().members())
                                    .number(
                                            "status_count",
                                            rooms.people().counts().posts())
                                    .number("domain_count", peers().size()))
                    .text("thumbnail", rooms.links().header())
                    .texts("languages", nameplate.languages())
                    .flag("registrations", InstanceJson.open(registration))
                    .flag("approval_required", registration == Registration.APPROVAL)
                    .flag("invites_enabled", registration == Registration.INVITATION)
                    .number("max_toot_chars", bounds.lengthMax())
                    .object(
                            "poll_limits",
                            () -> json.number("max_options", bounds.pollOptionsMax())
                                    .number("max_option_chars", bounds.pollOptionLengthMax()))
                    .object("configuration", () -> {
                        shape.accounts(json);
                        shape.statuses(json);
                        shape.media(json);
                        shape.polls(json);
                        shape.reactions(json);
                    })
                    .object("pleroma", () -> shape.features(json))
                    .none("contact_account")
                    .value("rules", _ -> InstanceJson.rules(json, rooms.house().rules()));
        });
    }

    private InstanceJson shape(PostBounds bounds) {
        return new InstanceJson(rooms.links(), version, bounds, rooms.media().bounds());
    }

    // Asked by everybody who looks at us, and slow to change.
    private List<String> peers() {
        return peers.get("peers", _ -> rooms.people().domains(DOMAINS_MAX));
    }

    private Answer second() {
        var bounds = rooms.composer().bounds();
        var shape = shape(bounds);
        var registration = rooms.accounts().registration();
        var nameplate = rooms.house().nameplate();
        return Json.members(json -> {
            json.text("domain", rooms.links().addresses().handles())
                    .text("title", nameplate.title())
                    .text("version", shape.version())
                    .text("source_url", shape.source())
                    .text("description", nameplate.description())
                    .object(
                            "usage",
                            () -> json.object(
                                    "users",
                                    () -> json.number(
                                            "active_month", rooms.accounts().active(ACTIVE_MONTH))));
            shape.thumbnail(json);
            json.noItems("icon").texts("languages", nameplate.languages()).object("configuration", () -> {
                shape.addresses(json);
                json.object("vapid", () -> json.text("public_key", rooms.push().publicKey()));
                shape.accounts(json);
                shape.statuses(json);
                shape.media(json);
                shape.polls(json);
                shape.reactions(json);
                json.object("translation", () -> json.flag("enabled", false)).flag("limited_federation", false);
            });
            shape.registrations(json, registration);
            shape.dialect(json);
            shape.contact(json, nameplate);
            json.value("rules", _ -> InstanceJson.rules(json, rooms.house().rules()));
        });
    }

    private Answer languages() {
        return Json.answer(json -> json.list(
                rooms.house().nameplate().languages(),
                code -> json.object(() -> json.text("code", code)
                        .text("name", Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH)))));
    }

    private Answer text(HouseText.Kind kind) {
        var text = rooms.house().text(kind);
        return Json.members(json -> json.time("updated_at", text.written()).text("content", text.html()));
    }

    private Answer terms() {
        return terms(rooms.house().text(HouseText.Kind.TERMS), Optional.empty());
    }

    // Of several versions of a day the last is the one that held.
    private Answer terms(Request request) {
        var next = Optional.<HouseText>empty();
        for (var text : rooms.house().versions(HouseText.Kind.TERMS)) {
            if (Json.day(text.written()).equals(request.path("date"))) {
                return terms(text, next);
            }
            next = Optional.of(text);
        }
        throw Finder.missing();
    }

    private static Answer terms(HouseText text, Optional<HouseText> next) {
        return Json.members(json -> json.text("effective_date", Json.day(text.written()))
                .flag("effective", next.isEmpty())
                .text("content", text.html())
                .text("succeeded_by", next.map(HouseText::written).map(Json::day)));
    }

    private Answer searchPeers(Request request) {
        var wanted = request.query("q").orElse("").strip().toLowerCase(Locale.ROOT);
        var found = wanted.isEmpty()
                ? List.<String>of()
                : peers().stream()
                        .filter(domain -> domain.startsWith(wanted))
                        .limit(PEERS_FOUND)
                        .toList();
        return Json.answer(json -> json.list(found, json::text));
    }

    // Other sites may quote what everybody may see; frames of ours stand on no other site.
    private Answer embed(Request request) {
        var addresses = rooms.links().addresses();
        var url = request.query("url").orElse("");
        var post = Optional.of(url)
                .filter(addresses::ours)
                .flatMap(one -> PostId.parse(one.substring(one.lastIndexOf('/') + 1)))
                .flatMap(id -> rooms.posts().find(id, Reader.ANYONE))
                .filter(one -> one.shared().isEmpty()
                        && one.author().local()
                        && (one.url().equals(url) || one.uri().equals(url)))
                .orElseThrow(Finder::missing);
        var author = post.author();
        var text = PlainText.excerpt(post.summary().orElse(post.body().html()), EMBEDDED_LETTERS);
        var house = rooms.house().nameplate().title();
        return Json.members(json -> json.text("type", "rich")
                .text("version", "1.0")
                .text("author_name", author.title())
                .text("author_url", author.url())
                .text("provider_name", house)
                .text("provider_url", addresses.at("/"))
                .number("cache_age", EMBED_KEPT.toSeconds())
                .text(
                        "html",
                        "<blockquote><p>%s</p><a href=\"%s\" rel=\"noopener\">%s</a></blockquote>"
                                .formatted(Html.escape(text), Html.escape(post.url()), Html.escape(author.title())))
                .number("width", EMBED_WIDTH)
                .none("height"));
    }

    private Answer domains() {
        var all = new ArrayList<DomainPolicy>();
        List<DomainPolicy> some;
        do {
            some = rooms.domains().list(all.isEmpty() ? "" : all.getLast().domain(), DOMAINS_AT_ONCE);
            all.addAll(some);
        } while (some.size() == DOMAINS_AT_ONCE && all.size() < DOMAINS_MAX);
        all.removeIf(policy -> policy.level() == Level.NONE);
        return Json.answer(json -> json.list(
                all,
                policy -> json.object(() -> json.text("domain", policy.domain())
                        .text("digest", Hashes.sha256Hex(policy.domain()))
                        .text("severity", policy.suspended() ? "suspend" : "silence")
                        .text("comment", Optional.of(policy.reason()).filter(text -> !text.isEmpty())))));
    }
}
