// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.Optional;
import org.allmende.activity.Emoji;
import org.allmende.base.Ids;
import org.allmende.http.Answer;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.http.Upload;
import org.allmende.media.CustomEmoji;
import org.allmende.media.Emojis;
import org.allmende.media.Refusal;
import org.allmende.media.Size;
import org.allmende.media.StoredFile;

/// Where owners and moderators look after the custom emoji of this place.
final class EmojiPages {

    private static final String PATH = "/house/emojis";

    private final Hall hall;
    private final Emojis emojis;
    private final Uploads uploads;

    EmojiPages(Hall hall) {
        this.hall = hall;
        this.emojis = hall.rooms().media().emojis();
        this.uploads = new Uploads(hall.rooms().media(), hall.rooms().spool());
    }

    void mount(Routes pages, Routes roomy) {
        pages.get(PATH, request -> page(Visit.of(request), 200, Filled.EMPTY))
                .post(PATH + "/{id}", this::change)
                .post(PATH + "/{id}/remove", this::remove)
                .post("/house/emoji-copies", this::copy);
        roomy.post(PATH, this::add);
    }

    private Answer page(Visit visit, int status, Filled form) {
        visit.staff();
        var page = new EmojisPage(
                hall.frames().of(visit, visit.say("house.emojis"), Place.HOUSE),
                Tabs.house(visit, PATH),
                form,
                emojis.ours().stream().map(EmojiPages::line).toList());
        return Print.page(status, out -> JteemojisGenerated.render(out, null, page));
    }

    private static EmojisPage.Line line(CustomEmoji one) {
        return new EmojisPage.Line(
                Long.toString(one.id()),
                Faces.address(one.picture(), true),
                one.shortcode(),
                one.category(),
                one.listed());
    }

    /// Something that may be refused.
    private interface Attempt {
        void go() throws Refusal;
    }

    private Answer attempt(Visit visit, Typed typed, String field, Attempt attempt) {
        if (typed.sound()) {
            try {
                attempt.go();
                return Print.go(Notice.SAVED.after(PATH));
            } catch (Refusal refusal) {
                typed.wrong(field, visit.words().rule(refusal.rule(), 0, refusal.getMessage()));
            }
        }
        return page(visit, 422, typed.filled("shortcode", "category", "foreign"));
    }

    private Answer add(Request request) {
        var visit = Visit.of(request);
        visit.staff();
        var typed = new Typed(request.form());
        var file = request.form().upload("picture").filter(upload -> upload.bytes() > 0);
        if (file.isEmpty()) {
            typed.wrong("picture", visit.say("form.required"));
        }
        return attempt(visit, typed, "shortcode", () -> add(typed, file.orElseThrow()));
    }

    private void add(Typed typed, Upload file) throws Refusal {
        var name = name(typed.line("shortcode"));
        uploads.with(file, path -> emojis.add(name, typed.line("category"), path));
    }

    private static String name(String typed) {
        return typed.replace(":", "").strip();
    }

    private Answer change(Request request) {
        var visit = Visit.of(request);
        visit.staff();
        var typed = new Typed(request.form());
        return attempt(visit, typed, "", () -> {
            var id = Ids.parse(request.path("id"));
            if (id.isPresent()) {
                emojis.change(id.get(), name(typed.line("shortcode")), typed.line("category"), typed.ticked("listed"));
            }
        });
    }

    private Answer remove(Request request) {
        Visit.of(request).staff();
        Ids.parse(request.path("id")).ifPresent(emojis::remove);
        return Print.go(Notice.DELETED.after(PATH));
    }

    private Answer copy(Request request) {
        var visit = Visit.of(request);
        visit.staff();
        var typed = new Typed(request.form());
        var meant = foreign(typed.line("foreign"));
        if (meant.isEmpty()) {
            typed.wrong("foreign", visit.say("emojis.copy.unknown"));
        }
        return attempt(visit, typed, "foreign", () -> copy(meant.orElseThrow()));
    }

    /// What `name@domain` means, if it was seen here.
    private Optional<CustomEmoji> foreign(String typed) {
        var bare = typed.startsWith(":") ? typed : ":" + typed + ":";
        return Emoji.parse(bare).flatMap(emoji -> switch (emoji) {
            case Emoji.Custom custom -> emojis.find(custom).filter(one -> !one.local());
            case Emoji.Sign _ -> Optional.empty();
        });
    }

    // Others allow names that not all understand.
    private void copy(CustomEmoji one) throws Refusal {
        var picture = one.picture();
        var here = hall.rooms().media().open(picture.id(), picture.secret(), Size.ORIGINAL);
        if (here.isPresent() && here.get() instanceof StoredFile file) {
            emojis.add(one.shortcode().replaceAll("[^A-Za-z0-9_]", "_"), "", file.path());
        } else {
            throw new Refusal("emoji.not_here", "Its picture cannot be had just now.");
        }
    }
}
