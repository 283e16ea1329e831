// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import org.allmende.people.Elsewhere.Way;
import org.allmende.people.Elsewhere.Wish;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaysElsewhereTest {

    private static final String POST = "https://home.example/ap/posts/1";
    private static final String GONE_TO = "?o=https%3A%2F%2Fhome.example%2Fap%2Fposts%2F1";

    private final MovedClock clock = new MovedClock();
    private HomeInstance home;
    private ForeignServer server;

    @BeforeEach
    void open() {
        home = new HomeInstance(clock);
        server = new ForeignServer(clock);
    }

    @AfterEach
    void close() {
        home.close();
        server.close();
    }

    private void answers(String account, String subject, String... links) {
        server.says(
                "/.well-known/webfinger?resource=acct%3A"
                        + account.replace("@", "%40").replace(":", "%3A"),
                "application/jrd+json",
                "{\"subject\":\"acct:" + subject + "\",\"links\":[" + String.join(",", links) + "]}");
    }

    private String self() {
        return "{\"rel\":\"self\",\"type\":\"application/activity+json\",\"href\":\"" + server.base + "/users/bob\"}";
    }

    private static String link(String rel, String property, String template) {
        return "{\"rel\":\"" + rel + "\",\"" + property + "\":\"" + template + "\"}";
    }

    private String bob() {
        return "bob@" + server.domain();
    }

    private Way way(String typed, Wish wish) {
        return home.federation.elsewhere().way(typed, wish, POST);
    }

    private String page(String typed, Wish wish) {
        return way(typed, wish) instanceof Way.To(var page)
                ? page.toString()
                : way(typed, wish).toString();
    }

    @Test
    void each_wish_has_its_own_intent_and_the_rest_goes_the_old_way() {
        answers(
                bob(),
                bob(),
                self(),
                link(WaysElsewhere.INTENT + "like", "template", server.base + "/like?o={object}"),
                link(WaysElsewhere.INTENT + "Follow", "href", server.base + "/follow?o={object}"),
                link(WaysElsewhere.INTENT + "Create", "template", server.base + "/share?text={content}"),
                link(WaysElsewhere.SUBSCRIBE, "template", server.base + "/interact?o={uri}"));

        assertThat(page("@" + bob(), Wish.LIKE)).isEqualTo(server.base + "/like" + GONE_TO);
        assertThat(page(bob(), Wish.FOLLOW)).isEqualTo(server.base + "/follow" + GONE_TO);
        assertThat(page(bob(), Wish.ANSWER)).isEqualTo(server.base + "/interact" + GONE_TO);
        assertThat(page("acct:" + bob(), Wish.SHARE)).isEqualTo(server.base + "/interact" + GONE_TO);
    }

    @Test
    void an_address_counts_only_at_the_server_itself_and_over_tls() {
        answers(
                bob(),
                bob(),
                self(),
                link(WaysElsewhere.SUBSCRIBE, "template", "https://evil.example/interact?o={uri}"),
                link(WaysElsewhere.INTENT + "Like", "template", "javascript:alert({object})"),
                link(WaysElsewhere.INTENT + "Follow", "template", "http://plain.example/?o={object}"));

        assertThat(way(bob(), Wish.LIKE)).isEqualTo(new Way.Unoffered(server.domain()));
        assertThat(way(bob(), Wish.FOLLOW)).isEqualTo(new Way.Unoffered(server.domain()));
    }

    @Test
    void who_is_called_otherwise_must_be_called_so_there_too() {
        var template = link(WaysElsewhere.SUBSCRIBE, "template", server.base + "/interact?o={uri}");
        answers(bob(), "robert@" + server.domain(), self(), template);
        assertThat(way(bob(), Wish.LIKE)).isEqualTo(new Way.Silent(server.domain()));

        answers("robert@" + server.domain(), "robert@" + server.domain(), self(), template);
        assertThat(page(bob(), Wish.LIKE)).isEqualTo(server.base + "/interact" + GONE_TO);
    }

    @Test
    void a_server_alone_is_asked_for_itself() {
        server.says(
                "/.well-known/webfinger?resource=http%3A%2F%2F"
                        + server.domain().replace(":", "%3A") + "%2F",
                "application/jrd+json",
                "{\"subject\":\"acct:x@" + server.domain() + "\",\"links\":["
                        + link(WaysElsewhere.SUBSCRIBE, "template", server.base + "/interact?o={uri}") + "]}");

        assertThat(page(server.domain(), Wish.LIKE)).isEqualTo(server.base + "/interact" + GONE_TO);
        assertThat(page(server.base + "/@bob", Wish.LIKE)).isEqualTo(server.base + "/interact" + GONE_TO);
    }

    @Test
    void what_cannot_be_read_is_not_asked_about() {
        assertThat(way("bob", Wish.LIKE)).isEqualTo(new Way.Unreadable());
        assertThat(way(" ", Wish.LIKE)).isEqualTo(new Way.Unreadable());
        assertThat(way("x".repeat(700), Wish.LIKE)).isEqualTo(new Way.Unreadable());
        assertThat(way("ann@" + home.addresses.authority(), Wish.LIKE)).isEqualTo(new Way.Here());
        assertThat(way("nobody@" + server.domain(), Wish.LIKE)).isEqualTo(new Way.Silent(server.domain()));
    }
}
