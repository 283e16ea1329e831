// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.allmende.app.TrialInstance;
import org.allmende.base.ActorId;
import org.allmende.moderation.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What an open page is told while it is open.
@Timeout(30)
class LivePagesTest {

    @TempDir
    static Path folder;

    private static TrialInstance instance;
    private static ActorId annId;
    private static Browser ann;
    private static Browser bob;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        annId = instance.join("ann");
        instance.join("bob");
        ann = Browser.of(instance, "ann");
        bob = Browser.of(instance, "bob");
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    @Test
    void news_is_announced_by_number_and_only_to_who_may_see_it() {
        try (var live = bob.listen("/live?of=federated")) {
            ann.write("between ann and herself", "audience=direct");
            ann.write("for all", "audience=public");
            var post = ann.get("/@ann").find("id=\"p(\\d+)\"").orElseThrow();

            assertThat(live.next()).isEqualTo("news " + post);
            assertThat(live.more(Duration.ofMillis(300))).isEmpty();
        }
    }

    @Test
    void the_own_posts_are_no_news_and_mentions_are_counted() {
        try (var live = bob.listen("/live?of=local")) {
            bob.write("my own words", "audience=public");
            ann.write("@bob look", "audience=direct");

            assertThat(live.next()).isEqualTo("unread 1");
        }
    }

    @Test
    void a_session_that_ends_hears_nothing_more() {
        var elsewhere = Browser.of(instance, "bob");
        try (var live = elsewhere.listen("/live?of=local")) {
            bob.get("/settings/sessions");
            bob.post("/settings/sessions/end");
            ann.write("after the end", "audience=public");

            assertThat(live.ended()).isTrue();
        }
    }

    @Test
    void who_is_suspended_hears_nothing_more() {
        var eve = instance.join("eve");
        var hers = Browser.of(instance, "eve");
        try (var live = hers.listen("/live?of=local")) {
            instance.decide(annId, eve, Level.SUSPEND);

            assertThat(live.ended()).isTrue();
        }
    }

    @Test
    void who_is_limited_makes_no_news_for_passers_by() {
        var carl = instance.join("carl");
        instance.decide(annId, carl, Level.LIMIT);
        try (var live = bob.listen("/live?of=local")) {
            Browser.of(instance, "carl").write("look at me", "audience=public");
            ann.write("for everybody", "audience=public");
            var post = ann.get("/@ann").find("id=\"p(\\d+)\"").orElseThrow();

            assertThat(live.next()).isEqualTo("news " + post);
        }
    }

    @Test
    void who_is_not_logged_in_is_sent_away_for_good() {
        assertThat(new Browser(instance.address()).get("/live?of=local").status())
                .isEqualTo(204);
    }
}
