// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.allmende.activity.Circle;
import org.allmende.activity.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireQuoteTest {

    private static final String QUOTED = "https://a.example/notes/1";

    private static WireJson json(String members) throws Unreadable {
        return WireJson.parse(
                ("{\"@context\":\"https://www.w3.org/ns/activitystreams\"," + members + "}").getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"quoteUri\":\"https://a.example/notes/1\"",
                "\"quoteUrl\":\"https://a.example/notes/1\"",
                "\"as:quoteUrl\":\"https://a.example/notes/1\"",
                "\"_misskey_quote\":\"https://a.example/notes/1\"",
                "\"https://misskey-hub.net/ns#_misskey_quote\":\"https://a.example/notes/1\"",
                "\"quoteUri\":null,\"quoteUrl\":[\"https://a.example/notes/1\"]",
                "\"tag\":[{\"type\":\"Link\",\"rel\":\"https://misskey-hub.net/ns#_misskey_quote\","
                        + "\"href\":\"https://a.example/notes/1\"}]"
            })
    void the_older_spellings_know_of_no_consent(String members) throws Unreadable {
        assertThat(WireQuote.read(json(members))).contains(new WireQuote(QUOTED, Optional.empty(), true));
    }

    @Test
    void the_newest_spelling_goes_first_and_names_its_proof() throws Unreadable {
        var both = json("\"quoteUri\":\"https://b.example/2\",\"quote\":{\"id\":\"" + QUOTED
                + "\"},\"https://w3id.org/fep/044f#quoteAuthorization\":\"https://a.example/stamps/1\"");

        assertThat(WireQuote.read(both))
                .contains(new WireQuote(QUOTED, Optional.of("https://a.example/stamps/1"), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"quote\":true",
                "\"quote\":\"javascript:alert(1)\"",
                "\"tag\":[{\"type\":\"Link\",\"rel\":\"tag\",\"href\":\"https://a.example/notes/1\"}]",
                "\"tag\":[{\"type\":\"Mention\",\"href\":\"https://a.example/notes/1\"}]",
                "\"name\":\"RE\""
            })
    void what_quotes_nothing_is_no_quote(String members) throws Unreadable {
        assertThat(WireQuote.read(json(members))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"type\":\"Note\"",
                "\"type\":\"QuoteAuthorization\",\"interactingObject\":\"https://b.example/1\"",
                "\"type\":\"QuoteAuthorization\",\"attributedTo\":\"https://c.example/u\","
                        + "\"interactingObject\":\"https://b.example/1\",\"interactionTarget\":\"https://a.example/1\""
            })
    void what_is_no_whole_stamp_of_its_author_is_none(String members) throws Unreadable {
        assertThat(WireStamp.read(json("\"id\":\"https://a.example/stamps/1\"," + members)))
                .isEmpty();
    }

    @Test
    void a_policy_is_read_in_its_newer_words_and_its_older_ones() throws Unreadable {
        var policy = WirePolicy.read(
                json("""
                        "interactionPolicy":{
                          "canQuote":{"automaticApproval":["as:Public"],"manualApproval":"https://a.example/f"},
                          "canReply":{"always":["https://a.example/f"],"approvalRequired":["as:Public"]},
                          "canLike":{"automaticApproval":[],"manualApproval":[]}}"""),
                address -> Optional.of(address.equals(Vocabulary.PUBLIC) ? Circle.EVERYBODY : Circle.FOLLOWERS));

        assertThat(policy)
                .contains(new Policy(
                        new Policy.Rule(Set.of(Circle.EVERYBODY), Set.of(Circle.FOLLOWERS)),
                        new Policy.Rule(Set.of(Circle.FOLLOWERS), Set.of(Circle.EVERYBODY)),
                        Policy.Rule.NOBODY,
                        Policy.Rule.EVERYBODY));
        assertThat(policy.map(Policy::text).map(Policy::of)).isEqualTo(policy);
        assertThat(WirePolicy.read(json("\"type\":\"Note\""), _ -> Optional.empty()))
                .isEmpty();
    }
}
