// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.allmende.access.Role;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What owners tell everybody, as apps show it.
class AnnouncementsTest {

    private static final String PATH = "/api/v1/announcements";

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static AppClient ann;
    private static AppClient bob;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        var nobody = AppClient.nobody(instance.address());
        ann = nobody.with(instance.token(instance.join("ann", Role.OWNER), "read write"));
        bob = nobody.with(instance.token(instance.join("bob"), "read write"));
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    @Test
    void it_is_told_answered_and_put_away() {
        var id = instance.announce("We <b>move</b> on Sunday");
        var path = PATH + "/" + id;

        var told = bob.get(PATH).json().path(0);
        assertThat(told.path("id").asString()).isEqualTo(Long.toString(id));
        assertThat(told.path("content").asString()).isEqualTo("<p>We &lt;b&gt;move&lt;/b&gt; on Sunday</p>");
        assertThat(bob.put(path + "/reactions/%F0%9F%94%A5").status()).isEqualTo(200);
        assertThat(ann.put(path + "/reactions/%F0%9F%94%A5").status()).isEqualTo(200);
        assertThat(ann.put(path + "/reactions/nothing").status()).isEqualTo(422);
        var answer = bob.get(PATH).json().path(0).path("reactions").path(0);
        assertThat(answer.path("count").asInt()).isEqualTo(2);
        assertThat(answer.path("me").asBoolean()).isTrue();
        assertThat(bob.delete(path + "/reactions/%F0%9F%94%A5").status()).isEqualTo(200);
        assertThat(bob.get(PATH)
                        .json()
                        .path(0)
                        .path("reactions")
                        .path(0)
                        .path("me")
                        .asBoolean())
                .isFalse();

        assertThat(bob.post(path + "/dismiss").status()).isEqualTo(200);
        assertThat(bob.get(PATH).json().size()).isZero();
        assertThat(bob.get(PATH + "?with_dismissed=true")
                        .json()
                        .path(0)
                        .path("read")
                        .asBoolean())
                .isTrue();
        assertThat(ann.get(PATH).json().size()).isEqualTo(1);
        assertThat(bob.post(PATH + "/1/dismiss").status()).isEqualTo(404);
    }
}
