// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'Note','object':'https://a.example/1'}",
                "{'@type':'as:Note','as:object':{'@id':'https://a.example/1'}}",
                "{'type':['Custom','https://www.w3.org/ns/activitystreams#Note'],"
                        + "'https://www.w3.org/ns/activitystreams#object':[{'id':'https://a.example/1'}]}",
                "{'type':['as:Note'],'object':['https://a.example/1',null]}"
            })
    void each_spelling_means_the_same(String text) throws Unreadable {
        var json = parse(text);

        assertThat(json.is("Note")).isTrue();
        assertThat(json.address("object")).contains("https://a.example/1");
        assertThat(json.addresses("object")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'to':'as:Public'}",
                "{'to':['Public']}",
                "{'to':'https://www.w3.org/ns/activitystreams#Public'}",
                "{'to':{'id':'as:Public'}}"
            })
    void the_public_has_many_names(String text) throws Unreadable {
        assertThat(parse(text).addresses("to")).containsExactly(Vocabulary.PUBLIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'HTTPS://A.example/1'}",
                "{'id':'https://A.example/1'}",
                "{'id':'https://a.example:443/1'}",
                "{'id':'https://a.example./1'}",
                "{'id':'https://user@a.example/1'}",
                "{'id':'https://ä.example/1'}",
                "{'id':'javascript:alert(1)'}",
                "{'id':'/1'}",
                "{'id':''}",
                "{'id':7}",
                "{'id':['https://a.example/1','https://b.example/1']}",
                "{'id':{'id':'https://a.example/1'}}",
                "{'id':null}",
                "{}"
            })
    void what_is_no_address_in_its_one_spelling_is_no_id(String text) throws Unreadable {
        assertThat(parse(text).id()).isEmpty();
    }

    @Test
    void ids_keep_their_query_and_fragment() throws Unreadable {
        assertThat(parse("{'id':'https://a.example/?author=1#main-key'}").id())
                .contains("https://a.example/?author=1#main-key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "null",
                "{'id':1",
                "{} {}",
                "{'id':'a','id':'b'}",
                "{'id':'https://a.example/1','@id':'https://b.example/1'}",
                "{'object':'https://a.example/1','as:object':'https://b.example/1'}",
                "{'object':{'actor':'https://a.example/1','as:actor':'https://b.example/1'}}",
                "{'@graph':[]}",
                "{'object':[{'@included':{}}]}",
                "{'object':{'@reverse':{}}}",
                "{'@nest':{}}",
                "{'content':'a\\u0000b'}",
                "{'content':'\\ud800'}",
                "{'a\\udfff':1}",
                "{'n':1e999}",
                "{'n':NaN}",
                "{'@context':'https://schema.org'}",
                "{'@context':[]}",
                "{'@context':[AS,7]}"
            })
    void what_means_nothing_or_two_things_is_refused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(Unreadable.class).hasMessageEndingWith(".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'actor':'as:target'}",
                "{'actor':null}",
                "{'object':{'@id':'as:target','@type':'@id'}}",
                "{'to':{'@type':'@id'}}",
                "{'id':'as:url'}",
                "{'identity':'@id'}",
                "{'x':'@graph'}",
                "{'x':{'@id':'@included'}}",
                "{'x':{'@reverse':'as:actor'}}",
                "{'as':'https://evil.example/#'}",
                "{'as:actor':'as:target'}",
                "{'https://www.w3.org/ns/activitystreams#actor':'as:target'}",
                "{'Note':'as:Delete'}",
                "{'publicKey':'https://evil.example/key'}",
                "{'contentMap':{'@id':'as:name','@container':'@language'}}",
                "{'@import':'https://evil.example/context'}",
                "{'Person':{'@id':'as:Person','@context':{'actor':'as:target'}}}"
            })
    void a_context_that_changes_what_words_mean_is_refused(String context) {
        assertThatThrownBy(() -> parse("{'@context':[AS," + context + "]}"))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("@");
        assertThatThrownBy(() -> parse("{'@context':AS,'object':{'@context':" + context + "}}"))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("@");
    }

    @Test
    void a_context_that_agrees_with_us_is_read() throws Unreadable {
        parse("{'@context':[AS,'https://anything.example/context',{'@language':'und','@vocab':'https://x.example/#',"
                + "'id':'@id','type':'@type','as':'https://www.w3.org/ns/activitystreams#','actor':'as:actor',"
                + "'object':{'@id':'as:object','@type':'@id'},'contentMap':{'@id':'as:content','@container':'@language'},"
                + "'mine':'https://x.example/#mine','inbox':'ldp:inbox'}]}");
    }

    @Test
    void the_bounds_hold() throws Unreadable {
        var deep = "{'a':".repeat(WireParser.DEPTH_MAX + 1) + "1" + "}".repeat(WireParser.DEPTH_MAX + 1);
        var items = "1,".repeat(WireParser.ITEMS_MAX) + "1";

        assertThatThrownBy(() -> parse(deep)).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> parse("{'to':[" + items + "]}")).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> parse("{'n':" + "1".repeat(WireParser.NUMBER_LENGTH_MAX + 1) + "}"))
                .isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> parse("{'a':'" + "x".repeat(WireParser.BYTES_MAX) + "'}"))
                .isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> WireJson.parse("{\"a\":1}".getBytes(UTF_16))).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> WireJson.parse(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .isInstanceOf(Unreadable.class);
        assertThat(parse("{'content':'" + "x".repeat(500_000) + "'}").text("content", 3))
                .contains("xxx");
    }

    @Test
    void texts_are_never_cut_inside_a_character() throws Unreadable {
        assertThat(parse("{'name':'a🌻'}").text("name", 2)).contains("a");
        assertThat(parse("{'name':'a🌻'}").text("name", 3)).contains("a🌻");
        assertThat(parse("{'name':[{'@value':'b','@language':'en'}]}").text("name", 3))
                .contains("b");
    }

    @Test
    void times_are_read_with_and_without_their_zone() throws Unreadable {
        var noon = Instant.parse("2026-11-01T12:00:00Z");

        for (var text : List.of(
                "2026-11-01T12:00:00Z",
                "2026-11-01T12:00:00.000000Z",
                "2026-11-01T13:00:00+01:00",
                "2026-11-01T07:00:00-05:00",
                "2026-11-01T12:00:00",
                "2026-11-01T12:00Z")) {
            assertThat(parse("{'published':'" + text + "'}").instant("published"))
                    .as(text)
                    .contains(noon);
        }
        for (var text : List.of("", "noon", "1926-11-01T12:00:00Z", "+12026-11-01T12:00:00Z", "2026-13-01T12:00:00Z")) {
            assertThat(parse("{'published':'" + text + "'}").instant("published"))
                    .as(text)
                    .isEmpty();
        }
    }

    @Test
    void the_page_for_people_is_found_among_links() throws Unreadable {
        assertThat(parse("{'url':'https://a.example/page'}").page()).contains("https://a.example/page");
        assertThat(parse("{'url':[{'href':'https://a.example/v.mp4','mediaType':'video/mp4'},"
                                + "{'href':'https://a.example/page','mediaType':'text/html'}]}")
                        .page())
                .contains("https://a.example/page");
        assertThat(parse("{'url':{'href':'https://a.example/v.mp4','mediaType':'video/mp4'}}")
                        .page())
                .isEmpty();
        assertThat(parse("{'url':'javascript:alert(1)'}").page()).isEmpty();
    }

    @Test
    void only_documents_that_are_announced_as_such_are_documents() {
        var profile = "profile=\"https://www.w3.org/ns/activitystreams\"";

        assertThat(WireJson.announcedBy("application/activity+json")).isTrue();
        assertThat(WireJson.announcedBy("Application/Activity+JSON; charset=utf-8"))
                .isTrue();
        assertThat(WireJson.announcedBy("application/ld+json; charset=utf-8;" + profile))
                .isTrue();
        assertThat(WireJson.announcedBy("application/ld+json")).isFalse();
        assertThat(WireJson.announcedBy("application/ld+json; profile=\"https://x.example\""))
                .isFalse();
        assertThat(WireJson.announcedBy("application/json; " + profile)).isFalse();
        assertThat(WireJson.announcedBy("text/html")).isFalse();
        assertThat(WireJson.announcedBy("")).isFalse();
    }

    private static WireJson parse(String text) throws Unreadable {
        return WireJson.parse(text.replace('\'', '"')
                .replace("AS", "\"" + Vocabulary.ACTIVITY_STREAMS + "\"")
                .getBytes(UTF_8));
    }
}
