// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.allmende.activity.Emoji;
import org.allmende.base.Ids;
import org.allmende.database.Database;
import org.allmende.database.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What custom emoji promise on any database.
abstract class EmojisContract {

    private static final String HERE = "https://b.example/cat.png";
    private static final Emoji.Custom CAT = new Emoji.Custom("cat", "b.example");

    @TempDir
    Path folder;

    private final MediaContract.SetClock clock = new MediaContract.SetClock();
    private final MediaContract.ScriptedNetwork network = new MediaContract.ScriptedNetwork();
    private Database database;
    private MediaLibrary library;
    private Emojis emojis;

    abstract Database open();

    @BeforeEach
    void furnish() {
        database = open();
        library = new MediaLibrary(
                database,
                new Settings(database, clock),
                new Ids(clock),
                clock,
                new MediaFolder(folder.resolve("media")),
                network);
        emojis = library.emojis();
    }

    @AfterEach
    void leave() {
        database.close();
    }

    private Path picture() {
        try {
            return Files.write(Files.createTempFile(folder, "", ".png"), png());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] png() {
        try {
            var image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
            image.setRGB(5, 5, Color.ORANGE.getRGB());
            var out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void told(String url, String updated) {
        emojis.learn(
                "b.example",
                List.of(new ForeignEmoji(
                        "cat",
                        url,
                        Optional.of(updated).filter(text -> !text.isEmpty()).map(Instant::parse))));
    }

    private CustomEmoji cat() {
        return emojis.find(CAT).orElseThrow();
    }

    @Test
    void a_foreign_picture_is_fetched_when_somebody_looks_and_served_by_us() {
        network.files.put(HERE, png());
        told(HERE, "");

        assertThat(network.asked).hasValue(0);
        var picture = cat().picture();
        assertThat(library.open(picture.id(), picture.secret(), Size.SMALL)).isPresent();
        assertThat(network.asked).hasValue(1);
        assertThat(emojis.find(new Emoji.Custom("cat", ""))).isEmpty();
        assertThat(emojis.find(new Emoji.Custom("cat", "c.example"))).isEmpty();
    }

    @Test
    void hearing_the_same_again_writes_nothing() {
        told(HERE, "2026-01-01T00:00:00.123456789Z");
        var before = cat();

        told(HERE, "2026-01-01T00:00:00.123456789Z");
        told(HERE, "2025-01-01T00:00:00Z");
        told(HERE, "");

        assertThat(cat()).isEqualTo(before);
    }

    @Test
    void a_new_picture_has_a_new_address_and_an_old_one_does_not_come_back() {
        told(HERE, "2026-01-01T00:00:00Z");
        var before = cat().picture();

        told("https://b.example/cat2.png", "2026-02-01T00:00:00Z");
        told(HERE, "2026-01-01T00:00:00Z");
        told(HERE, "");

        assertThat(cat().picture().remoteUrl()).contains("https://b.example/cat2.png");
        assertThat(library.find(before.id())).isEmpty();
    }

    @Test
    void the_same_address_with_a_newer_date_is_looked_at_again() {
        told(HERE, "2026-01-01T00:00:00Z");
        var before = cat().picture();

        told(HERE, "2026-02-01T00:00:00Z");

        assertThat(cat().picture().id()).isNotEqualTo(before.id());
    }

    @Test
    void wild_names_and_addresses_are_left_aside_and_nothing_is_without_end() {
        var told = new ArrayList<>(List.of(
                new ForeignEmoji("a b", HERE, Optional.empty()),
                new ForeignEmoji("\"><script>", HERE, Optional.empty()),
                new ForeignEmoji("a".repeat(65), HERE, Optional.empty()),
                new ForeignEmoji("data", "data:image/png;base64,AAAA", Optional.empty())));
        for (int i = 0; i < 300; i++) {
            told.add(new ForeignEmoji("e" + i, HERE, Optional.empty()));
        }

        emojis.learn("b.example", told);

        assertThat(database.<Long>read(tx ->
                        tx.query("SELECT count(*) FROM emoji").mapTo(Long.class).one()))
                .isEqualTo(Emojis.PER_DOCUMENT_MAX);
        assertThatThrownBy(() -> emojis.learn("", List.of(new ForeignEmoji("cat", HERE, Optional.empty()))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ours_are_added_renamed_hidden_and_removed() throws Refusal {
        var first = emojis.add("cat", "animals", picture());
        var second = emojis.add("dog", "", picture());

        assertThat(emojis.ours()).extracting(CustomEmoji::shortcode).containsExactly("dog", "cat");
        assertThat(library.open(first.picture().id(), first.picture().secret(), Size.ORIGINAL))
                .isPresent();
        assertThat(emojis.change(first.id(), "kitten", "animals", false)).isTrue();
        assertThat(emojis.find(new Emoji.Custom("kitten", "")).orElseThrow().listed())
                .isFalse();
        assertThatThrownBy(() -> emojis.change(first.id(), "dog", "", true))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.rule()).isEqualTo("emoji.taken"));
        emojis.remove(second.id());
        assertThat(emojis.ours()).extracting(CustomEmoji::shortcode).containsExactly("kitten");
        assertThat(library.find(second.picture().id())).isEmpty();
    }

    @Test
    void ours_have_names_that_everybody_understands_and_pictures_that_are_pictures() throws IOException {
        for (var name : List.of("", "a", "ä_b", "a-b", "a".repeat(33), "a b")) {
            assertThatThrownBy(() -> emojis.add(name, "", picture()))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.rule()).isEqualTo("emoji.name"));
        }
        var text = Files.writeString(Files.createTempFile(folder, "", ".png"), "<svg onload=alert(1)>");
        assertThatThrownBy(() -> emojis.add("cat", "", text)).isInstanceOf(Refusal.class);
        assertThat(emojis.ours()).isEmpty();
    }

    @Test
    void nobody_changes_ours_by_talking_of_theirs() throws Refusal {
        var ours = emojis.add("cat", "", picture());
        told(HERE, "");
        var theirs = cat();

        assertThat(emojis.change(theirs.id(), "dog", "", true)).isFalse();
        emojis.remove(theirs.id());

        assertThat(cat()).isEqualTo(theirs);
        assertThat(emojis.find(List.of(CAT, ours.emoji()))).containsOnlyKeys(CAT, ours.emoji());
        assertThat(emojis.find(theirs.id())).isEmpty();
    }

    @Test
    void a_picture_that_others_took_away_is_learned_anew() {
        told(HERE, "2026-01-01T00:00:00Z");
        database.write(tx -> {
            library.ornaments().erase(tx, List.of(cat().picture().id()));
            return true;
        });
        assertThat(emojis.find(CAT)).isEmpty();

        told(HERE, "2026-01-01T00:00:00Z");

        assertThat(emojis.find(CAT)).isPresent();
    }
}
