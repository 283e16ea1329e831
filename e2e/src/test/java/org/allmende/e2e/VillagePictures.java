// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Makes the pictures in `docs/images` from real pages of two invented villages: `./allmende test
/// -Dtest=VillagePictures`.
///
/// No test of the usual run: its name keeps it out.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VillagePictures {

    /// Pictures are taken minutes after everything was written, on ports that change: both would look odd.
    private static final String STAGED = """
            ([here, there]) => {
                const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                while (walk.nextNode()) {
                    const text = walk.currentNode;
                    text.data = text.data.replaceAll(here, 'millhollow.example').replaceAll(there, 'harbour.example');
                }
                for (const box of document.querySelectorAll('textarea')) {
                    box.value = box.value.replaceAll(here, 'millhollow.example').replaceAll(there, 'harbour.example');
                }
                const ago = ['3 min', '11 min', '26 min', '48 min', '1 h', '2 h', '3 h', '5 h', '8 h', '1 d', '2 d'];
                document.querySelectorAll('.when time, .note time').forEach((time, place) => {
                    if (/^(now|[0-9]+ min)$/.test(time.textContent.trim())) {
                        time.textContent = ago[Math.min(place, ago.length - 1)];
                    }
                });
            }
            """;

    private Village village;

    @BeforeAll
    void settle() {
        Chromium.browser();
        village = new Village();
    }

    @AfterAll
    void close() {
        if (village != null) {
            village.close();
        }
    }

    @Test
    void the_main_pages_are_pictured() {
        for (var colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            picture(1280, 960, 1, "desktop", colours);
            picture(390, 844, 2, "phone", colours);
        }
    }

    private void picture(int width, int height, int dots, String device, ColorScheme colours) {
        var ending = "-" + device + "-" + colours.name().toLowerCase(java.util.Locale.ROOT) + ".png";
        try (var context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setDeviceScaleFactor(dots)
                        .setColorScheme(colours)
                        .setLocale("en-GB"))) {
            var page = context.newPage();
            shoot(page, "/", "start" + ending, _ -> {});
            page.navigate(village.here().address() + "/login");
            page.locator("[name=name]").fill("marta");
            page.locator("main [name=password]").fill(Member.PASSWORD);
            page.locator("main button").click();
            page.waitForURL("**/home");
            shoot(page, "/notifications", "notifications" + ending, _ -> {});
            shoot(page, "/home", "home" + ending, _ -> {});
            shoot(page, "/@tomas", "profile" + ending, _ -> {});
            shoot(page, "/compose", "compose" + ending, VillagePictures::write);
            // A conversation is long.
            page.setViewportSize(width, height * 3 / 2);
            shoot(page, "/home", "thread" + ending, VillagePictures::openConversation);
        }
    }

    private static void openConversation(Page page) {
        page.locator("article", new Page.LocatorOptions().setHasText("She floats!"))
                .first()
                .locator("a.when")
                .click();
        page.waitForURL(java.util.regex.Pattern.compile("/@ailsa.*/\\d+"));
    }

    private static void write(Page page) {
        page.locator("#text")
                .fill(
                        "Seed swap on Sunday, two o'clock, in the old school. Beans, tomatoes, and stories how they got here."
                                + "\n\n#seeds #orchard");
        page.locator("summary")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Poll"))
                .click();
        page.getByLabel("Answer 1").fill("I bring seeds");
        page.getByLabel("Answer 2").fill("I bring cake");
    }

    private void shoot(Page page, String path, String name, Consumer<Page> after) {
        page.navigate(village.here().address() + path);
        after.accept(page);
        page.evaluate("() => document.querySelectorAll('img').forEach(one => { one.loading = 'eager'; })");
        page.waitForFunction("() => [...document.images].every(one => one.complete)");
        page.evaluate(STAGED, List.of(village.here().domain(), village.there().domain()));
        page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(System.getProperty("allmende.images"), name)));
    }
}
