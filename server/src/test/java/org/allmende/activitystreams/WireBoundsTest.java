// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.allmende.TestKeys;
import org.allmende.activity.PollDraft;
import org.allmende.text.SafeHtml;
import org.junit.jupiter.api.Test;

/// Documents with more of everything than anybody means (GHSA-gg8q-rcg7-p79g, GHSA-6x3w-9g92-gvf3): cut off where the
/// rest does without, refused where it does not.
class WireBoundsTest {

    private static final String PEM = TestKeys.next().open().pem().replace("\n", "\\n");

    @Test
    void an_actor_with_too_much_to_say_is_cut_off() throws Unreadable {
        var actor = WireActor.read(parse("""
                {"id":"https://a.example/1","type":"Person","preferredUsername":"anna","inbox":"https://a.example/i",
                 "name":"%s","summary":"%s","attachment":[%s],"alsoKnownAs":[%s],"publicKey":[%s]}
                """.formatted(
                        "n".repeat(3_000),
                        "s".repeat(30_000),
                        many(
                                80,
                                _ -> "{\"type\":\"PropertyValue\",\"name\":\"%s\",\"value\":\"%s\"}"
                                        .formatted("f".repeat(3_000), "v".repeat(3_000))),
                        many(400, i -> "\"https://b.example/" + i + '"'),
                        many(
                                40,
                                i -> "{\"id\":\"https://a.example/1#" + i
                                        + "\",\"owner\":\"https://a.example/1\",\"publicKeyPem\":\"" + PEM + "\"}"))));

        assertThat(actor.name()).hasSize(WireActor.NAME_LENGTH_MAX);
        assertThat(actor.summary()).hasSize(WireActor.SUMMARY_LENGTH_MAX);
        assertThat(actor.fields()).hasSize(WireActor.FIELDS_MAX).allSatisfy(field -> {
            assertThat(field.name()).hasSize(WireActor.FIELD_LENGTH_MAX);
            assertThat(field.html()).hasSize(WireActor.FIELD_LENGTH_MAX);
        });
        assertThat(actor.alsoKnownAs()).hasSize(WireActor.ALSO_KNOWN_AS_MAX);
        assertThat(actor.requestKeys()).hasSize(WireKey.KEYS_MAX);
    }

    @Test
    void a_post_with_too_much_in_it_is_cut_off() throws Unreadable {
        var note = WireNote.read(parse("""
                {"id":"https://a.example/n","type":"Note","attributedTo":"https://a.example/1","summary":"%s",
                 "content":"%s","tag":[%s,%s,%s],"attachment":[%s]}
                """.formatted(
                        "s".repeat(20_000),
                        "c".repeat(200_000),
                        many(600, i -> "{\"type\":\"Mention\",\"href\":\"https://b.example/" + i + "\"}"),
                        many(300, i -> "{\"type\":\"Hashtag\",\"name\":\"#tag" + i + "\"}"),
                        many(300, i -> "{\"type\":\"Hashtag\",\"name\":\"#more" + i + "\"}"),
                        many(
                                60,
                                i -> "{\"type\":\"Image\",\"url\":\"https://a.example/" + i
                                        + "\",\"name\":\"%s\"}".formatted("d".repeat(11_000))))));

        assertThat(note.summary().orElseThrow()).hasSize(WireNote.SUMMARY_LENGTH_MAX);
        assertThat(note.html()).hasSize(SafeHtml.LENGTH_MAX);
        assertThat(note.taggings().mentions()).hasSize(WireNote.MENTIONS_MAX);
        assertThat(note.taggings().hashtags()).hasSize(WireNote.TAGS_MAX - 600);
        assertThat(note.attachments())
                .hasSize(WireNote.ATTACHMENTS_MAX)
                .allSatisfy(picture -> assertThat(picture.description()).hasSize(WirePicture.DESCRIPTION_LENGTH_MAX));
    }

    @Test
    void a_poll_of_too_many_options_is_no_poll() throws Unreadable {
        assertThat(WirePoll.read(parse(poll(PollDraft.OPTIONS_MAX)))).isPresent();
        assertThat(WirePoll.read(parse(poll(PollDraft.OPTIONS_MAX + 1)))).isEmpty();
    }

    @Test
    void an_activity_of_too_many_objects_is_refused() throws Unreadable {
        assertThat(WireActivity.read(parse(flag(WireActivity.SUBJECTS_MAX))).subjects())
                .hasSize(WireActivity.SUBJECTS_MAX);
        assertThatThrownBy(() -> WireActivity.read(parse(flag(WireActivity.SUBJECTS_MAX + 1))))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void very_many_very_small_values_are_not_read() throws Unreadable {
        var lists = many(9_000, _ -> "[]");
        var few = "{\"a\":[" + lists + "],\"b\":[" + lists + "],\"c\":[" + lists + "],\"d\":[" + lists + "]}";
        var many = few.substring(0, few.length() - 1) + ",\"e\":[" + lists + "],\"f\":[" + lists + "]}";

        assertThat(parse(few).raw()).hasSize(4);
        assertThat(many.length()).isLessThan(WireParser.BYTES_MAX);
        assertThatThrownBy(() -> parse(many)).isInstanceOf(Unreadable.class);
    }

    private static String poll(int options) {
        return "{\"type\":\"Question\",\"oneOf\":[" + many(options, i -> "{\"name\":\"" + i + "\"}") + "]}";
    }

    private static String flag(int objects) {
        return "{\"type\":\"Flag\",\"actor\":\"https://a.example/1\",\"object\":["
                + many(objects, i -> "\"https://b.example/" + i + '"') + "]}";
    }

    private static String many(int times, IntFunction<String> one) {
        return IntStream.range(0, times).mapToObj(one).collect(Collectors.joining(","));
    }

    private static WireJson parse(String text) throws Unreadable {
        return WireJson.parse(text.getBytes(UTF_8));
    }
}
