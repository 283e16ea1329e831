// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.allmende.activity.Audience;
import org.allmende.activitypub.ForeignServer.Page;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.WireActor;
import org.allmende.activitystreams.WireJson;
import org.allmende.base.ActorId;
import org.allmende.people.Person;
import org.allmende.text.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// People who are called by another domain than that of their server: ours and others'.
class SplitDomainTest {

    private final MovedClock clock = new MovedClock();
    private ForeignServer front;
    private HomeInstance split;
    private HomeInstance other;
    private ActorId ann;

    @BeforeEach
    void open() {
        front = new ForeignServer(clock);
        split = HomeInstance.calledBy(front.domain(), clock);
        other = new HomeInstance(clock);
        ann = split.member("ann");
    }

    @AfterEach
    void close() {
        other.close();
        split.close();
        front.close();
    }

    private static WireJson json(HttpResponse<String> response) {
        try {
            assertThat(response.statusCode()).isEqualTo(200);
            return WireJson.parse(response.body().getBytes(UTF_8));
        } catch (Unreadable e) {
            throw new AssertionError(response.body(), e);
        }
    }

    private static String query(String account) {
        return "/.well-known/webfinger?resource=acct%3A"
                + account.replace("@", "%40").replace(":", "%3A");
    }

    private String handle() {
        return "ann@" + front.domain();
    }

    private void redirects(String target, String to) {
        front.says(target, new Page(302, "text/plain", "", Map.of("Location", to)));
    }

    private Optional<Person> found(String handle) {
        return other.federation.lookup().lookup(Handle.parse(handle).orElseThrow());
    }

    @Test
    void both_domains_lead_to_the_member_who_is_called_by_one() throws Unreadable {
        for (var domain : Set.of(front.domain(), split.addresses.authority())) {
            var answer = json(split.get(query("ann@" + domain)));
            assertThat(answer.text("subject", 200)).contains("acct:" + handle());
            assertThat(answer.raw().toString()).contains(split.addresses.actor(ann));
        }
        assertThat(split.get("/.well-known/host-meta").body())
                .contains(split.addresses.authority() + "/.well-known/webfinger?resource={uri}");
        assertThat(WireActor.read(json(split.get(split.addresses.actor(ann)))).webfinger())
                .contains(Handle.parse(handle()).orElseThrow());
        assertThat(split.get(query("ann@elsewhere.example")).statusCode()).isEqualTo(404);
    }

    @Test
    void others_find_us_where_webfinger_is_redirected() {
        redirects(query(handle()), split.addresses.at(query(handle())));

        assertThat(found(handle()).orElseThrow().handle()).isEqualTo(handle());
        assertThat(found("ann@" + split.addresses.authority()).orElseThrow().handle())
                .isEqualTo(handle());
        assertThat(other.people.byUri(split.addresses.actor(ann)).orElseThrow().domain())
                .isEqualTo(front.domain());
    }

    @Test
    void others_find_us_where_host_meta_alone_is_redirected() {
        redirects("/.well-known/host-meta", split.addresses.at("/.well-known/host-meta"));

        assertThat(found(handle()).orElseThrow().handle()).isEqualTo(handle());
    }

    @Test
    void a_name_that_its_domain_does_not_confirm_is_not_believed() {
        assertThat(found(handle())).isEmpty();
        assertThat(found("ann@" + split.addresses.authority()).orElseThrow().domain())
                .isEqualTo(split.addresses.authority());

        front.finger(handle(), "http://127.0.0.1:9/somebody-else");
        assertThat(other.federation
                        .lookup()
                        .person(split.addresses.actor(ann))
                        .orElseThrow()
                        .domain())
                .isEqualTo(split.addresses.authority());
    }

    @Test
    void a_host_meta_that_leads_to_us_or_nowhere_leads_nowhere() {
        front.says(
                "/.well-known/host-meta",
                "application/xrd+xml",
                "<XRD><Link rel=\"lrdd\" template=\"" + other.addresses.at("/.well-known/webfinger?resource={uri}")
                        + "\"/></XRD>");
        assertThat(found(handle())).isEmpty();

        front.says(
                "/.well-known/host-meta",
                "application/xrd+xml",
                "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///\">]><XRD>&a;");
        assertThat(found(handle())).isEmpty();
    }

    @Test
    void members_are_found_by_both_and_mentioned_by_one() {
        for (var domain : Set.of(front.domain(), split.addresses.authority())) {
            var seen = Handle.parse("ann@" + domain).orElseThrow();
            assertThat(split.federation.lookup().lookup(seen).map(Person::id)).contains(ann);
            assertThat(split.people.search("ann@" + domain, 5, Optional.empty(), Optional.empty()))
                    .hasSize(1);
        }
        var ben = split.member("ben");
        var post = split.says(ben, "hello", Audience.PUBLIC, ann);

        assertThat(split.get(split.addresses.post(post)).body()).contains("\"@" + handle() + "\"");
    }
}
