// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.PollDraft;
import org.allmende.base.Ids;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;
import org.allmende.desk.Manuscript;
import org.allmende.desk.PollWish;
import org.allmende.http.Params;
import org.allmende.http.Upload;
import org.allmende.media.Media;
import org.allmende.media.MediaLibrary;
import org.allmende.media.Refusal;

/// Reads what was typed into the form of a post. Pictures are taken in at once, so that a refusal of the text does not
/// lose them.
final class Writing {

    private final Visit visit;
    private final Typed typed;
    private final Params form;
    private final MediaLibrary library;
    private final Uploads uploads;
    private final List<String> problems = new ArrayList<>();
    private final List<Media> media = new ArrayList<>();
    /// No place is further from Greenwich than fourteen hours.
    private static final int ZONE_MINUTES_MAX = 14 * 60;

    private boolean undescribed;

    /// `shown` are pictures of the post that is edited: they are the writer's although a post shows them.
    Writing(Visit visit, Params form, MediaLibrary library, Uploads uploads, List<Media> shown) {
        this.visit = visit;
        this.typed = new Typed(form);
        this.form = form;
        this.library = library;
        this.uploads = uploads;
        keep(shown);
        bring();
    }

    // Pictures that an earlier round has brought, with what has been typed about them since.
    private void keep(List<Media> shown) {
        var without = new HashSet<>(typed.all("without"));
        var ids = typed.all("media").stream()
                .limit(2L * library.bounds().perPostMax())
                .toList();
        var alts = typed.all("media-alt");
        for (int i = 0; i < ids.size(); i++) {
            var alt = i < alts.size() ? alts.get(i) : "";
            if (!without.contains(ids.get(i))) {
                MediaId.parse(ids.get(i))
                        .flatMap(library::find)
                        .filter(one -> one.owner().equals(visit.member().id()))
                        .filter(one -> one.post().isEmpty()
                                || shown.stream().anyMatch(other -> other.id().equals(one.id())))
                        .ifPresent(one -> described(one, alt));
            }
        }
    }

    private void described(Media one, String alt) {
        try {
            media.add(library.describe(one.owner(), one.id(), Optional.of(alt.strip()), Optional.empty())
                    .orElse(one));
        } catch (Refusal refusal) {
            problems.add(visit.words().rule(refusal.rule(), 0, refusal.getMessage()));
            media.add(one);
        }
    }

    private void bring() {
        var most = library.bounds().perPostMax();
        for (int i = 0; i < most; i++) {
            var alt = typed.line("alt" + i);
            for (var file : form.uploads("file" + i)) {
                // A field left empty comes as a file without name and content.
                if (file.bytes() > 0) {
                    bring(file, alt, most);
                }
            }
        }
    }

    private void bring(Upload file, String alt, int most) {
        if (media.size() >= most) {
            problems.add(visit.say("compose.pictures.many", most));
            return;
        }
        try {
            media.add(uploads.take(visit.member().id(), file, alt));
            undescribed |= alt.isEmpty();
        } catch (Refusal refusal) {
            problems.add(visit.words().rule(refusal.rule(), 0, refusal.getMessage()));
        }
    }

    /// The writer asked for more room, or chose pictures where they could not describe them.
    boolean wantsMore() {
        return typed.ticked("more") || undescribed && form.has("file0") && !form.has("alt0");
    }

    List<String> problems() {
        return problems;
    }

    void wrong(String problem) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    boolean sound() {
        return problems.isEmpty();
    }

    String once() {
        return typed.line("once");
    }

    String text() {
        return typed.text("text");
    }

    Optional<String> warning() {
        return Optional.of(typed.line("warning")).filter(text -> !text.isEmpty());
    }

    boolean sensitive() {
        return typed.ticked("sensitive");
    }

    Optional<String> language() {
        return LanguageList.chosen(typed.line("language"));
    }

    AudienceChoice audience() {
        return AudienceChoice.of(typed.line("audience")).orElse(AudienceChoice.PUBLIC);
    }

    Optional<PostId> reply() {
        return PostId.parse(typed.line("reply"));
    }

    Optional<PostId> quote() {
        return PostId.parse(typed.line("quote"));
    }

    /// What others may do with it. A form that does not ask means what its writer usually means.
    PolicyChoice.Four may() {
        return PolicyChoice.Four.of(
                typed,
                visit.member().account().defaults().policy(audience().audience().reach()));
    }

    List<Media> media() {
        return media;
    }

    /// Where it lay on the desk.
    Optional<Long> paper() {
        return Ids.parse(typed.line("paper"));
    }

    boolean kept() {
        return typed.ticked("keep");
    }

    /// The hour for which it is meant. Browsers with scripts say how far their clock is from universal time.
    Optional<Instant> hour() {
        var at = typed.line("at");
        if (at.isEmpty()) {
            return Optional.empty();
        }
        try {
            var zone = form.integer("zone").filter(minutes -> Math.abs(minutes) <= ZONE_MINUTES_MAX);
            return Optional.of(
                    LocalDateTime.parse(at).minusMinutes(zone.orElse(0)).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            wrong(visit.say("compose.later.wrong"));
            return Optional.empty();
        }
    }

    /// As the field for it takes it.
    static String hour(Instant when) {
        return LocalDateTime.ofInstant(when, ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    /// All of it, as typed.
    Manuscript manuscript(String format) {
        var fields = poll();
        var options =
                fields.options().stream().filter(option -> !option.isBlank()).toList();
        return new Manuscript(
                text(),
                format,
                warning(),
                sensitive() || warning().isPresent() && !media.isEmpty(),
                language(),
                audience().audience(),
                reply(),
                media.stream().map(Media::id).toList(),
                options.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new PollWish(
                                options, fields.multiple(), fields.hidden(), Duration.ofMinutes(fields.minutes()))),
                quote(),
                may().policy());
    }

    PollFields poll() {
        var options = new ArrayList<>(typed.all("option").stream()
                .map(String::strip)
                .limit(PollDraft.OPTIONS_MAX)
                .toList());
        while (options.size() < 4) {
            options.add("");
        }
        var lasts = form.integer("lasts").filter(PollFields.LASTS::contains).orElse(PollFields.EMPTY.minutes());
        return new PollFields(options, typed.ticked("multiple"), typed.ticked("hide"), lasts);
    }

    /// The poll, if one was asked for; what is wrong with it is noted.
    Optional<PollDraft> pollDraft(Clock clock) {
        var fields = poll();
        if (!fields.asked()) {
            return Optional.empty();
        }
        var options =
                fields.options().stream().filter(option -> !option.isBlank()).toList();
        if (options.size() < 2) {
            problems.add(visit.say("compose.poll.few"));
            return Optional.empty();
        }
        var closes = clock.instant().plus(Duration.ofMinutes(fields.minutes()));
        return Optional.of(PollDraft.of(options, fields.multiple(), fields.hidden(), closes));
    }
}
