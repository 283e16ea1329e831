// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// The browser of this machine, started once per test run; none is ever downloaded.
///
/// Where Chromium is not installed the tests are skipped, and `./allmende test` says so.
final class Chromium {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser");

    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /// A busy machine is no broken program.
    private static final int PATIENCE_MILLISECONDS = 20_000;

    private static Optional<Browser> running;

    private Chromium() {}

    /// The running browser, or a skipped test.
    static synchronized Browser browser() {
        if (running == null) {
            running = program().map(Chromium::start);
        }
        Assumptions.assumeTrue(running.isPresent(), "Chromium is not installed");
        return running.get();
    }

    private static Optional<Path> program() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Browser start(Path program) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLISECONDS);
        // Both end with the test run, whose pipes they hold.
        return Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setHeadless(true)
                        .setArgs(QUIET));
    }

    static int patienceMilliseconds() {
        return PATIENCE_MILLISECONDS;
    }
}
