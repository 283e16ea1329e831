// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for each page: it fits a narrow phone, each field has a label, and nothing on it is said twice or comes
/// from elsewhere (the latter `Visitor` watches).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageInBrowserTest {

    private static final String TOO_WIDE =
            "() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)";

    private static final String HEADINGS = "() => document.querySelectorAll('h1').length";

    private static final String SAME_IDS = """
            () => [...document.querySelectorAll('[id]')].map(one => one.id)
                .filter((id, place, all) => all.indexOf(id) !== place)
            """;

    private static final String NAMELESS = """
            () => [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a[href]')]
                .filter(one => !one.hidden && !one.ariaLabel && !one.labels?.length && !one.textContent.trim()
                    && !one.querySelector('img[alt]:not([alt=""])'))
                .map(one => one.outerHTML)
            """;

    private Instance place;
    private Visitor owner;
    private Visitor stranger;
    private String post;

    @BeforeAll
    void furnish() {
        Chromium.browser();
        place = Instance.onSqlite();
        owner = Visitor.onPhone(place);
        owner.goesTo(place.ownerLink());
        owner.fillsIn("the_owner_with_a_very_long_nam");
        owner.presses("Make the owner's account");
        owner.sees("Who can join");
        stranger = Visitor.onPhone(place);
        owner.goesTo("/compose");
        owner.writes("Write a post", "A word that does not want to end: " + "Rhabarberbarbara".repeat(12));
        owner.unfolds("Pictures");
        owner.chooses("file0", TwoInstancesContract.picture());
        owner.presses("Post");
        owner.sees("Posted.");
        post = owner.main().locator("a.when").first().getAttribute("href");
        owner.goesTo(post);
        owner.writes("Write an answer", "And an answer to it");
        owner.presses("Answer");
        owner.sees("And an answer to it");
    }

    @AfterAll
    void close() {
        if (place != null) {
            owner.close();
            stranger.close();
            place.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/home",
                "/local",
                "/federated",
                "/notifications",
                "/notifications?only=mentions",
                "/bookmarks",
                "/likes",
                "/lists",
                "/drafts",
                "/drafts/waiting",
                "/search",
                "/search?q=owner",
                "/search?q=@nobody@localhost:1",
                "/tags/bread",
                "/menu",
                "/compose",
                "/requests",
                "/asked",
                "PROFILE",
                "PROFILE/replies",
                "PROFILE/media",
                "PROFILE/followers",
                "PROFILE/following",
                "POST",
                "POST/history",
                "POST/likes",
                "POST/shares",
                "EDIT",
                "ERASE",
                "/intents/like?object=HERE/ap/posts/NUMBER",
                "/settings/profile",
                "/settings/posting",
                "/settings/password",
                "/settings/second",
                "/settings/sessions",
                "/settings/notifications",
                "/notifications/requests",
                "/settings/luggage",
                "/settings/filters",
                "/settings/filters/new",
                "/settings/blocks",
                "/settings/mutes",
                "/settings/avoided",
                "/settings/avoided/sure?domain=d.example",
                "/settings/tags",
                "/letters",
                "PROFILE/tagged/bread",
                "/settings/identities",
                "/settings/leave",
                "/settings/move",
                "/house",
                "/house/rules",
                "/announcements",
                "/house/announcements",
                "/house/texts/about",
                "/house/texts/terms",
                "/house/reports",
                "/house/people",
                "/house/members",
                "/house/invitations",
                "/house/domains",
                "/house/emojis",
                "/house/jobs",
                "/house/relays",
                "/house/storage",
                "/about",
                "/about/audiences",
                "/terms",
                "/privacy",
                "/look",
                "/there/is/no/such/page"
            })
    void a_member_finds_it_in_order(String path) {
        inOrder(owner, path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/join",
                "/login",
                "/local",
                "/search",
                "/search?q=owner",
                "/tags/bread",
                "/home",
                "/about",
                "/about/audiences",
                "/terms",
                "/privacy",
                "/look",
                "PROFILE",
                "PROFILE/followers",
                "POST",
                "/elsewhere/like/NUMBER",
                "/welcome?key=old"
            })
    void a_stranger_finds_it_in_order(String path) {
        inOrder(stranger, path);
    }

    private void inOrder(Visitor visitor, String path) {
        var number = post.substring(post.lastIndexOf('/') + 1);
        visitor.goesTo(path.replace("PROFILE", post.substring(0, post.lastIndexOf('/')))
                .replace("POST", post)
                .replace("NUMBER", number)
                .replace("HERE", place.address())
                .replace("EDIT", "/posts/" + number + "/edit")
                .replace("ERASE", "/posts/" + number + "/erase"));
        var page = visitor.page();

        assertThat(page.evaluate(TOO_WIDE)).as("pixels too wide").isEqualTo(0);
        assertThat(page.evaluate(HEADINGS)).as("main headings").isEqualTo(1);
        assertThat((List<?>) page.evaluate(SAME_IDS)).as("ids used twice").isEmpty();
        assertThat((List<?>) page.evaluate(NAMELESS)).as("without a name").isEmpty();
    }
}
