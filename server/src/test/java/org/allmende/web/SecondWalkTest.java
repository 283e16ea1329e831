// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.allmende.app.TrialInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The second factor, set up and used in a browser without scripts.
class SecondWalkTest {

    private static final String PASSWORD = "password=" + TrialInstance.PASSWORD;

    @TempDir
    static Path folder;

    private static TrialInstance instance;

    @BeforeAll
    static void open() {
        instance = TrialInstance.start(folder);
        instance.join("ann");
    }

    @AfterAll
    static void close() {
        instance.close();
    }

    @Test
    void who_has_only_the_password_does_not_come_in() {
        var ann = Browser.of(instance, "ann");
        ann.get("/settings/second");
        var stranger = ann.post("/settings/second/begin", "password=guess");
        var making = ann.post("/settings/second/begin", PASSWORD);
        var secret = making.find("<code dir=\"ltr\">([A-Z2-7]+)</code>").orElseThrow();
        var wrong = ann.post("/settings/second/confirm", "code=000000");
        var on = ann.post("/settings/second/confirm", "code=" + instance.secondCode(secret));
        var codes = on.all("<li><code>([a-z2-7-]+)</code>");

        assertThat(stranger.status()).isEqualTo(422);
        assertThat(making.html()).contains("<svg class=\"qr\"").contains("otpauth://totp/");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(codes).hasSize(10);
        assertThat(ann.get("/settings/second").html())
                .doesNotContain(codes.getFirst())
                .doesNotContain(secret);

        var browser = new Browser(instance.address());
        var asked = browser.login("ann");
        var ticket = asked.find("name=\"ticket\" value=\"([^\"]+)\"").orElseThrow();
        assertThat(browser.get("/home").path()).startsWith("/login");
        assertThat(browser.post("/login/second", "ticket=" + ticket, "code=123456")
                        .status())
                .isEqualTo(422);
        assertThat(browser.post("/login/second", "ticket=guess", "code=" + codes.getFirst())
                        .status())
                .isEqualTo(422);
        assertThat(browser.get("/home").path()).startsWith("/login");
        assertThat(browser.post("/login/second", "ticket=" + ticket, "code=" + codes.getFirst(), "next=/local")
                        .path())
                .isEqualTo("/local");

        browser.get("/settings/second");
        browser.post("/settings/second/end", PASSWORD);
        assertThat(new Browser(instance.address()).login("ann").path()).isEqualTo("/home");
    }
}
