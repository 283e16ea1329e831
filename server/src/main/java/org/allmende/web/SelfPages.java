// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.Profile;
import org.allmende.base.MediaId;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Params;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.media.Refusal;
import org.allmende.text.Urls;

/// What a member shows of themselves.
final class SelfPages {

    private static final String PATH = "/settings/profile";

    private final Hall hall;
    private final Uploads uploads;

    SelfPages(Hall hall) {
        this.hall = hall;
        this.uploads = new Uploads(hall.rooms().media(), hall.rooms().spool());
    }

    void mount(Routes pages, Routes roomy) {
        pages.get(PATH, this::show);
        roomy.post(PATH, this::change);
    }

    private Answer show(Request request) {
        var visit = Visit.of(request);
        return page(visit, 200, new Filled(values(visit.member().person().profile()), Map.of()));
    }

    private static Map<String, String> values(Profile profile) {
        var values = new HashMap<String, String>();
        values.put("display", profile.displayName());
        values.put("bio", profile.bio().source());
        for (int i = 0; i < Math.min(SelfPage.FIELDS, profile.fields().size()); i++) {
            values.put("field" + i, profile.fields().get(i).name());
            values.put("value" + i, profile.fields().get(i).source());
        }
        values.put("locked", tick(profile.locked()));
        values.put("bot", tick(profile.bot()));
        values.put("discoverable", tick(profile.discoverable()));
        values.put("indexable", tick(profile.indexable()));
        values.put("hidden", tick(profile.hidesFollows()));
        values.put("attributions", String.join("\n", profile.attributions()));
        return values;
    }

    private static String tick(boolean yes) {
        return yes ? "1" : "";
    }

    private Answer page(Visit visit, int status, Filled form) {
        var page = new SelfPage(
                hall.frames().of(visit, visit.say("settings.profile"), Place.SETTINGS),
                Tabs.settings(visit, PATH),
                form,
                hall.faces().of(visit.member().person()).picture());
        return Print.page(status, out -> JteselfGenerated.render(out, null, page));
    }

    private Answer change(Request request) {
        var visit = Visit.of(request);
        var member = visit.member();
        hall.limits().write(member);
        var typed = new Typed(request.form());
        var profile = profile(visit, member, typed, request.form());
        if (!typed.sound()) {
            return again(visit, typed);
        }
        try {
            hall.deeds().perform(visit, new Activity.UpdateProfile(hall.deeds().fresh(), member.id(), profile));
            return Print.go(Notice.SAVED.after(PATH));
        } catch (Fault fault) {
            if (fault.status() >= 500) {
                throw fault;
            }
            typed.wrong("", fault.message());
            return again(visit, typed);
        }
    }

    private Answer again(Visit visit, Typed typed) {
        var names = new ArrayList<>(
                List.of("display", "bio", "locked", "bot", "discoverable", "indexable", "hidden", "attributions"));
        for (int i = 0; i < SelfPage.FIELDS; i++) {
            names.add("field" + i);
            names.add("value" + i);
        }
        return page(visit, 422, typed.filled(names.toArray(String[]::new)));
    }

    private Profile profile(Visit visit, Member member, Typed typed, Params form) {
        var before = member.person().profile();
        var words = visit.words();
        var name = typed.bounded(words, "display", SelfPage.NAME_MAX);
        var bio = typed.bounded(words, "bio", SelfPage.BIO_MAX);
        var composer = hall.rooms().composer();
        return new Profile(
                name,
                bio.equals(before.bio().source()) ? before.bio() : composer.about(bio),
                fields(visit, typed, before),
                picture(visit, typed, form, "avatar", before.avatar()),
                picture(visit, typed, form, "header", before.header()),
                typed.ticked("locked"),
                typed.ticked("bot"),
                typed.ticked("discoverable"),
                typed.ticked("indexable"),
                typed.ticked("hidden"),
                before.identities(),
                attributions(typed),
                before.memorial());
    }

    // People paste whole addresses.
    private static List<String> attributions(Typed typed) {
        return typed.text("attributions")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> Urls.domainOf(line)
                        .or(() -> Urls.domainOf("https://" + line + "/"))
                        .orElse(line))
                .distinct()
                .toList();
    }

    // A line that stays as it is keeps what was found out about it. Those that an app added beyond ours stay too.
    private List<Profile.Field> fields(Visit visit, Typed typed, Profile before) {
        var fields = new ArrayList<Profile.Field>();
        for (int i = 0; i < SelfPage.FIELDS; i++) {
            var name = typed.bounded(visit.words(), "field" + i, SelfPage.FIELD_MAX);
            var value = typed.bounded(visit.words(), "value" + i, SelfPage.FIELD_MAX);
            if (!name.isEmpty() || !value.isEmpty()) {
                before.fields().stream()
                        .filter(old -> old.name().equals(name) && old.source().equals(value))
                        .findFirst()
                        .or(() -> Optional.of(hall.rooms().composer().field(name, value)))
                        .ifPresent(fields::add);
            }
        }
        before.fields().stream().skip(SelfPage.FIELDS).forEach(fields::add);
        return fields;
    }

    private Optional<MediaId> picture(Visit visit, Typed typed, Params form, String name, Optional<MediaId> before) {
        var me = visit.member().id();
        var file = form.upload(name).filter(upload -> upload.bytes() > 0);
        if (file.isEmpty()) {
            return typed.ticked("no-" + name) ? Optional.empty() : before;
        }
        var library = hall.rooms().media();
        try {
            return Optional.of(uploads.with(
                    file.get(), path -> name.equals("avatar") ? library.avatar(me, path) : library.header(me, path)));
        } catch (Refusal refusal) {
            typed.wrong(name, visit.words().rule(refusal.rule(), 0, refusal.getMessage()));
            return before;
        }
    }
}
