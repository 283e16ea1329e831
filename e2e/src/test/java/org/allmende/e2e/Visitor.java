// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Somebody at a browser of their own, who knows no more than the pages show.
///
/// Whatever a page complains of, fails to load, or asks of anybody but its own instance is remembered, and `close`
/// fails because of it.
final class Visitor implements AutoCloseable {

    private static final int PHONE = 360;
    private static final int DESKTOP = 1280;

    private final Instance home;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Visitor(Instance home, boolean script, int width) {
        this.home = home;
        this.context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setJavaScriptEnabled(script)
                        .setViewportSize(width, 800)
                        .setLocale("en-GB"));
        context.setDefaultTimeout(Chromium.patienceMilliseconds());
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            // Answers are looked at below: a form that was filled in wrongly is answered with 422, and that is right.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onRequest(this::watch);
        page.onResponse(this::watch);
    }

    static Visitor at(Instance home) {
        return new Visitor(home, true, DESKTOP);
    }

    static Visitor withoutScript(Instance home) {
        return new Visitor(home, false, DESKTOP);
    }

    static Visitor onPhone(Instance home) {
        return new Visitor(home, true, PHONE);
    }

    private void watch(Request request) {
        if (!request.url().startsWith(home.address() + "/")) {
            complaints.add(page.url() + " asks another host: " + request.url());
        }
    }

    private void watch(Response response) {
        var document = response.request().resourceType().equals("document");
        if (document
                && !response.headers()
                        .getOrDefault("content-security-policy", "")
                        .contains("default-src 'none'")) {
            complaints.add(response.url() + " has no policy");
        }
        if (!document && response.status() >= 400) {
            complaints.add(page.url() + " cannot load " + response.url() + ": " + response.status());
        }
    }

    Page page() {
        return page;
    }

    Visitor goesTo(String path) {
        page.navigate(path.startsWith("http") ? path : home.address() + path);
        return this;
    }

    /// Makes an account, as a stranger would.
    Visitor joins(String name) {
        goesTo("/join");
        fillsIn(name);
        presses("Join");
        assertThat(page).hasURL(home.address() + "/home");
        return this;
    }

    /// The form that makes an account.
    void fillsIn(String name) {
        writes("Name", name);
        writes("Password", Member.PASSWORD);
        page.locator("[name=terms]").check();
    }

    Visitor logsIn(String name, String password) {
        goesTo("/login");
        writes("Name or e-mail", name);
        writes("Password", password);
        presses("Log in");
        return this;
    }

    /// Opens what somebody shows of themselves: by the search page, as one who was told a handle.
    void finds(String handle) {
        goesTo("/search");
        main().getByRole(AriaRole.SEARCHBOX).fill(handle);
        button("Search").click();
        main().locator("a.by").filter(containing(handle)).first().click();
    }

    void follows(String handle) {
        finds(handle);
        presses("Follow");
        waitsFor("the follow of " + handle, () -> button("Unfollow").isVisible());
    }

    void writes(String label, String text) {
        main().locator("input, textarea")
                .and(main().getByLabel(label, new Locator.GetByLabelOptions().setExact(true)))
                .fill(text);
    }

    void presses(String name) {
        presses(button(name));
    }

    /// A button sends a form. It has arrived when this is over, so that going elsewhere does not hold it up.
    void presses(Locator button) {
        page.waitForResponse(response -> response.request().method().equals("POST"), button::click);
    }

    void opens(String link) {
        link(link).click();
    }

    /// Opens what is folded away.
    void unfolds(String summary) {
        main().locator("summary").filter(containing(summary)).first().click();
    }

    void unfoldsMore() {
        main().locator("summary[aria-label=More]").first().click();
    }

    void chooses(String name, byte[] picture) {
        page.locator("[name='" + name + "']").setInputFiles(new FilePayload(name + ".png", "image/png", picture));
    }

    /// Posts from the page that is for it.
    void posts(String text) {
        goesTo("/compose");
        writes("Write a post", text);
        presses("Post");
        sees("Posted.");
    }

    void logsOut() {
        presses(button(page.locator("nav").first(), "Log out"));
    }

    Locator main() {
        return page.locator("main");
    }

    Locator button(String name) {
        return button(main(), name);
    }

    Locator link(String name) {
        return main().getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    /// Buttons under posts are called for what they do, and how often it was done.
    static Locator button(Locator within, String name) {
        // Read by the browser, which knows no \Q.
        var literal = name.replaceAll("[.?*+()\\[\\]]", "\\\\$0");
        var called = Pattern.compile("^" + literal + "(,.*| \\(.*\\))?$");
        return within.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(called))
                .first();
    }

    /// The post, notification or answer in which this is written.
    Locator post(String text) {
        return main().locator("article").filter(containing(text)).first();
    }

    void opensPost(String text) {
        post(text).locator("a.when").click();
        assertThat(main().locator("article.main")).containsText(text);
    }

    private static Locator.FilterOptions containing(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    void sees(String text) {
        assertThat(main().getByText(text).first()).isVisible();
    }

    void doesNotSee(String text) {
        assertThat(main()).not().containsText(text);
    }

    /// Looks at the page again and again until this is on it.
    void awaits(String path, String text) {
        goesTo(path);
        waitsFor(text + " on " + path, () -> main().textContent().contains(text));
    }

    void awaitsEndOf(String path, String text) {
        goesTo(path);
        waitsFor("no " + text + " on " + path, () -> !main().textContent().contains(text));
    }

    void waitsFor(String what, java.util.function.BooleanSupplier happened) {
        Wait.until(what, () -> {
            if (happened.getAsBoolean()) {
                return true;
            }
            page.reload();
            return happened.getAsBoolean();
        });
    }

    @Override
    public void close() {
        context.close();
        if (!complaints.isEmpty()) {
            throw new AssertionError(String.join("\n", complaints));
        }
    }
}
