// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Posts that wait, and drafts, as apps see them.
class PapersTest {

    private static final String WAITING = "/api/v1/scheduled_statuses";
    private static final String DRAFTS = "/api/allmende/v1/drafts";

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static AppClient ann;
    private static AppClient bob;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        var nobody = AppClient.nobody(instance.address());
        ann = nobody.with(instance.token(instance.join("ann"), "read write"));
        bob = nobody.with(instance.token(instance.join("bob"), "read write"));
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    private static String in(Duration time) {
        return Clock.systemUTC().instant().plus(time).toString();
    }

    @Test
    void a_post_with_an_hour_waits_for_it_and_is_on_no_timeline() {
        var made = ann.post(
                "/api/v1/statuses",
                "status=see you there",
                "visibility=private",
                "spoiler_text=a date",
                "poll[options][]=yes",
                "poll[options][]=no",
                "poll[expires_in]=3600",
                "scheduled_at=" + in(Duration.ofHours(2)));

        assertThat(made.status()).isEqualTo(200);
        var params = made.json().path("params");
        assertThat(params.path("text").asString()).isEqualTo("see you there");
        assertThat(params.path("visibility").asString()).isEqualTo("private");
        assertThat(params.path("poll").path("expires_in").asString()).isEqualTo("3600");
        assertThat(Instant.parse(made.json().path("scheduled_at").asString()))
                .isAfter(Clock.systemUTC().instant());
        assertThat(ann.get("/api/v1/timelines/home").json().toString()).doesNotContain("see you there");
        assertThat(ann.get(WAITING).json().path(0).path("id").asString()).isEqualTo(made.id());
        assertThat(ann.get(WAITING).header("Link")).contains("min_id=" + made.id());
        assertThat(bob.get(WAITING).json().size()).isZero();
        assertThat(bob.get(WAITING + "/" + made.id()).status()).isEqualTo(404);
        assertThat(bob.delete(WAITING + "/" + made.id()).status()).isEqualTo(404);

        var later = in(Duration.ofDays(3));
        assertThat(ann.put(WAITING + "/" + made.id(), "scheduled_at=" + later)
                        .json()
                        .path("scheduled_at")
                        .asString())
                .startsWith(later.substring(0, 16));
        assertThat(ann.put(WAITING + "/" + made.id(), "scheduled_at=" + in(Duration.ofMinutes(1)))
                        .status())
                .isEqualTo(422);
        assertThat(ann.delete(WAITING + "/" + made.id()).status()).isEqualTo(200);
        assertThat(ann.get(WAITING + "/" + made.id()).status()).isEqualTo(404);
    }

    @Test
    void an_hour_that_is_none_and_a_post_that_is_none_are_refused_at_once() {
        var due = "scheduled_at=" + in(Duration.ofHours(1));
        assertThat(ann.post("/api/v1/statuses", "status=x", "scheduled_at=soon").status())
                .isEqualTo(422);
        assertThat(ann.post("/api/v1/statuses", "status=x", "scheduled_at=" + in(Duration.ofMinutes(2)))
                        .status())
                .isEqualTo(422);
        assertThat(ann.post("/api/v1/statuses", "status=", due).status()).isEqualTo(422);
        assertThat(ann.post("/api/v1/statuses", "status=x", "in_reply_to_id=1", due)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void hours_are_read_in_every_spelling() {
        var day = Clock.systemUTC()
                .instant()
                .plus(Duration.ofDays(40))
                .atOffset(ZoneOffset.UTC)
                .toLocalDate();
        for (var spelled :
                new String[] {"T10:00:00.000Z", "T12:00:00+02:00", "T12:00:00+0200", " 10:00:00", "T10:00"}) {
            var made = ann.post("/api/v1/statuses", "status=x", "scheduled_at=" + day + spelled);
            assertThat(made.json().path("scheduled_at").asString()).as(spelled).isEqualTo(day + "T10:00:00.000Z");
        }
    }

    @Test
    void a_draft_is_kept_changed_and_said() {
        var empty = ann.post(DRAFTS, "status=");
        var draft = ann.post(DRAFTS, "status=frist");
        ann.put(DRAFTS + "/" + draft.id(), "status=first of all");

        assertThat(empty.status()).isEqualTo(200);
        assertThat(ann.post(DRAFTS + "/" + empty.id() + "/publish").status()).isEqualTo(422);
        assertThat(ann.get(DRAFTS + "/" + empty.id()).status()).isEqualTo(200);
        assertThat(bob.post(DRAFTS + "/" + draft.id() + "/publish").status()).isEqualTo(404);
        var said = ann.post(DRAFTS + "/" + draft.id() + "/publish");
        assertThat(said.json().path("content").asString()).isEqualTo("<p>first of all</p>");
        assertThat(ann.get(DRAFTS + "/" + draft.id()).status()).isEqualTo(404);
        assertThat(ann.get(WAITING).json().toString()).doesNotContain("first of all");
    }
}
