// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Body;
import org.allmende.activity.Outcome;
import org.allmende.activity.Profile;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.database.Job;
import org.allmende.database.Jobs;
import org.allmende.database.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the library of media promises on any database.
abstract class MediaContract {

    static final class SetClock extends Clock {
        volatile Instant now = Instant.parse("2026-11-01T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /// The network: what lies at which address, how often it was asked for.
    static final class ScriptedNetwork implements Fetcher {
        final Map<String, byte[]> files = new ConcurrentHashMap<>();
        final AtomicInteger asked = new AtomicInteger();
        final List<Wish> wished = new CopyOnWriteArrayList<>();
        volatile UnaryOperator<InputStream> pace = UnaryOperator.identity();

        @Override
        public void fetch(String url, Wish wish, Drain drain) throws IOException {
            asked.incrementAndGet();
            var bytes = files.get(url);
            if (bytes == null) {
                throw new IOException("nothing at " + url);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            var from = (int) wish.from();
            var to = (int) Math.min(bytes.length, from + wish.length().orElse(bytes.length));
            wished.add(wish);
            drain.take(
                    new Arrival(OptionalLong.of(bytes.length), !wish.entire()),
                    pace.apply(new ByteArrayInputStream(bytes, from, to - from)));
        }
    }

    static final ActorId ANN = new ActorId(1);
    static final ActorId BEN = new ActorId(2);
    static final ActorId STRANGER = new ActorId(3);
    static final PostId POST = new PostId(100);
    static final PostId OTHER = new PostId(101);

    @TempDir
    Path folder;

    final SetClock clock = new SetClock();
    final Ids ids = new Ids(clock);
    final ScriptedNetwork network = new ScriptedNetwork();
    Database database;
    Jobs jobs;
    boolean working;
    Settings settings;
    MediaLibrary library;

    abstract Database open();

    @BeforeEach
    void furnish() {
        database = open();
        jobs = new Jobs(database, Clock.systemUTC());
        settings = new Settings(database, clock);
        library = new MediaLibrary(database, settings, ids, clock, new MediaFolder(folder.resolve("media")), network);
        library.work(jobs);
    }

    @AfterEach
    void leave() {
        jobs.close();
        database.close();
    }

    // Arranging

    Path picture(Color color) {
        return picture(color, 80, 60);
    }

    Path picture(Color color, int width, int height) {
        try {
            var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            var pen = image.createGraphics();
            pen.setColor(color);
            pen.fillRect(0, 0, width, height / 2);
            pen.dispose();
            var file = Files.createTempFile(folder, "", ".png");
            ImageIO.write(image, "png", file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MediaId uploaded(ActorId owner, Color color) throws Refusal {
        return library.upload(owner, picture(color), "", Optional.empty()).id();
    }

    boolean attach(ActorId owner, PostId post, MediaId... media) {
        return database.write(tx -> {
            var attached = library.attach(tx, owner, post, List.of(media));
            if (!attached) {
                tx.undo();
            }
            return attached;
        });
    }

    void erase(PostId post) {
        database.write(tx -> {
            library.erase(tx, post);
            return true;
        });
    }

    List<MediaId> shown(PostId post) {
        return library.of(List.of(post)).getOrDefault(post, List.of()).stream()
                .map(Media::id)
                .toList();
    }

    Optional<StoredFile> file(MediaId id, Size size) {
        return opened(id, size).map(StoredFile.class::cast);
    }

    Optional<Opened> opened(MediaId id, Size size) {
        var media = library.find(id).orElseThrow();
        return library.open(id, media.secret(), size);
    }

    ForeignMedia foreign(PostId post, String url) {
        return new ForeignMedia(STRANGER, post, url, "image/png", "a hill", Optional.empty(), 0, 0, Optional.empty());
    }

    long files() {
        try (var all = Files.walk(folder.resolve("media"))) {
            return all.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void untilJobsAreDone() throws InterruptedException {
        if (!working) {
            jobs.start(true);
            working = true;
        }
        for (var i = 0; i < 200 && jobs.waiting() > 0; i++) {
            TimeUnit.MILLISECONDS.sleep(25);
        }
    }

    // Promises

    @Test
    void an_upload_is_kept_with_a_small_copy_and_opens_only_with_its_secret() throws Exception {
        var media = library.upload(
                ANN, picture(Color.RED, 900, 600), "  a red\u0000 hill ", Optional.of(new Focus(2, 0.5)));

        assertThat(media.state()).isEqualTo(Media.State.READY);
        assertThat(media.description()).isEqualTo("a red hill");
        assertThat(media.focusX()).isEqualTo(1);
        assertThat(media.width()).isEqualTo(900);
        assertThat(media.smallWidth()).isLessThan(900).isPositive();
        assertThat(media.blurhash()).isPresent();
        assertThat(file(media.id(), Size.ORIGINAL).orElseThrow().mime()).startsWith("image/");
        assertThat(ImageIO.read(file(media.id(), Size.SMALL)
                                .orElseThrow()
                                .path()
                                .toFile())
                        .getWidth())
                .isEqualTo(media.smallWidth());
        assertThat(library.open(media.id(), "guessed", Size.ORIGINAL)).isEmpty();
    }

    @Test
    void what_is_no_picture_or_too_much_is_refused_and_leaves_nothing() throws Exception {
        var text = Files.writeString(folder.resolve("evil.png"), "<svg onload=alert(1)>");
        library.decide(new MediaBounds(1_000_000, 1_000_000, 8, Keeping.STORE));
        var large = Files.write(folder.resolve("large.png"), new byte[1_000_001]);

        assertThatThrownBy(() -> library.upload(ANN, text, "", Optional.empty()))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> library.upload(ANN, large, "", Optional.empty()))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.rule()).isEqualTo("media.too_large"));
        assertThatThrownBy(() -> library.upload(ANN, picture(Color.RED), "x".repeat(1_501), Optional.empty()))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.rule()).isEqualTo("media.description_too_long"));

        assertThat(files()).isZero();
    }

    @Test
    void only_own_uploads_that_no_other_post_shows_can_be_attached_and_their_order_is_kept() throws Exception {
        var red = uploaded(ANN, Color.RED);
        var blue = uploaded(ANN, Color.BLUE);
        var bens = uploaded(BEN, Color.GREEN);
        var avatar = library.avatar(ANN, picture(Color.PINK));

        assertThat(attach(ANN, POST, blue, red)).isTrue();
        assertThat(attach(ANN, OTHER, red)).isFalse();
        assertThat(attach(ANN, OTHER, bens)).isFalse();
        assertThat(attach(ANN, OTHER, avatar)).isFalse();
        assertThat(attach(BEN, OTHER, bens, bens)).isFalse();
        assertThat(attach(BEN, OTHER, new MediaId(12345))).isFalse();

        assertThat(shown(POST)).containsExactly(blue, red);
        assertThat(shown(OTHER)).isEmpty();
        assertThat(library.find(red).orElseThrow().post()).contains(POST);
    }

    @Test
    void an_edit_lets_go_what_it_does_not_name_and_the_night_forgets_it() throws Exception {
        var red = uploaded(ANN, Color.RED);
        var blue = uploaded(ANN, Color.BLUE);
        attach(ANN, POST, red, blue);

        attach(ANN, POST, blue);
        var after = shown(POST);
        attach(ANN, POST, red, blue);
        var again = shown(POST);
        attach(ANN, POST, blue);
        clock.now = clock.now.plus(Duration.ofHours(25));
        library.tidy();

        assertThat(after).containsExactly(blue);
        assertThat(again).containsExactly(red, blue);
        assertThat(library.find(red)).isEmpty();
        assertThat(shown(POST)).containsExactly(blue);
    }

    @Test
    void the_same_content_goes_with_the_last_who_uses_it() throws Exception {
        var anns = uploaded(ANN, Color.RED);
        var bens = uploaded(BEN, Color.RED);
        attach(ANN, POST, anns);
        attach(BEN, OTHER, bens);
        var before = files();

        erase(POST);
        untilJobsAreDone();
        var still = file(bens, Size.ORIGINAL);
        erase(OTHER);
        untilJobsAreDone();

        assertThat(before).isLessThanOrEqualTo(2);
        assertThat(still).isPresent();
        assertThat(library.find(anns)).isEmpty();
        assertThat(files()).isZero();
    }

    @Test
    void content_that_is_erased_and_uploaded_at_the_same_time_is_there_afterwards() throws Exception {
        untilJobsAreDone();
        var last = uploaded(ANN, Color.RED);
        for (var round = 0; round < 10; round++) {
            var post = new PostId(1_000 + round);
            attach(ANN, post, last);
            erase(post);
            last = uploaded(ANN, Color.RED);
        }
        untilJobsAreDone();

        assertThat(file(last, Size.ORIGINAL)).isPresent();
        assertThat(file(last, Size.SMALL)).isPresent();
    }

    @Test
    void a_released_upload_can_be_posted_anew_under_another_address() throws Exception {
        var red = uploaded(ANN, Color.RED);
        attach(ANN, POST, red);
        var secret = library.find(red).orElseThrow().secret();

        database.write(tx -> {
            library.release(tx, POST);
            return true;
        });

        assertThat(library.open(red, secret, Size.ORIGINAL)).isEmpty();
        assertThat(attach(ANN, OTHER, red)).isTrue();
        assertThat(file(red, Size.ORIGINAL)).isPresent();
    }

    @Test
    void who_leaves_takes_all_media_along_in_small_steps() throws Exception {
        for (var i = 0; i < 3; i++) {
            attach(ANN, new PostId(200 + i), uploaded(ANN, new Color(i * 50, 0, 0)));
        }
        var bens = uploaded(BEN, Color.GREEN);

        var first = database.write(tx -> library.eraseOf(tx, ANN, 2));
        var second = database.write(tx -> library.eraseOf(tx, ANN, 2));
        untilJobsAreDone();

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(library.of(List.of(new PostId(200), new PostId(202)))).isEmpty();
        assertThat(file(bens, Size.ORIGINAL)).isPresent();
        assertThat(files()).isOne();
    }

    @Test
    void only_the_owner_describes_an_upload() throws Exception {
        var red = uploaded(ANN, Color.RED);

        assertThat(library.describe(BEN, red, Optional.of("mine"), Optional.empty()))
                .isEmpty();
        assertThat(library.describe(ANN, red, Optional.of("a hill"), Optional.of(new Focus(0.1, -0.2))))
                .get()
                .extracting(Media::description, Media::focusY)
                .containsExactly("a hill", -0.2);
    }

    @Test
    void an_avatar_is_worn_with_the_profile_and_the_one_before_is_erased() throws Exception {
        var first = library.avatar(ANN, picture(Color.RED));
        wear(first);
        var second = library.avatar(ANN, picture(Color.BLUE));
        wear(second);
        clock.now = clock.now.plus(Duration.ofHours(25));
        library.tidy();

        assertThat(library.find(first)).isEmpty();
        assertThat(file(second, Size.ORIGINAL)).isPresent();
    }

    private void wear(MediaId avatar) {
        var profile = new Profile(
                "Ann", Body.EMPTY, List.of(), Optional.of(avatar), Optional.empty(), false, false, true, true);
        var update = new Activity.UpdateProfile(ActivityId.of(ids.next()), ANN, profile);
        database.write(tx -> {
            tx.announce(new Accomplished(update, new Outcome.Done(update.id(), ANN.value()), true));
            return true;
        });
    }

    @Test
    void a_foreign_picture_is_fetched_once_however_many_look_at_it() throws Exception {
        network.files.put("https://far.example/a.png", Files.readAllBytes(picture(Color.RED, 900, 600)));
        var id = library.foreign(foreign(POST, "https://far.example/a.png"));
        attach(STRANGER, POST, id);
        var before = library.find(id).orElseThrow();

        var looking = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 20; i++) {
                threads.submit(() -> {
                    looking.await();
                    return library.open(id, before.secret(), Size.SMALL);
                });
            }
            looking.countDown();
        }

        assertThat(before.state()).isEqualTo(Media.State.FOREIGN);
        assertThat(file(id, Size.ORIGINAL).orElseThrow().mime()).isEqualTo("image/png");
        assertThat(library.find(id).orElseThrow().width()).isEqualTo(900);
        assertThat(network.asked.get()).isOne();
    }

    @Test
    void what_could_not_be_fetched_or_is_no_picture_is_left_alone_for_a_while() {
        network.files.put("https://far.example/b.png", "no picture".getBytes());
        var broken = library.foreign(foreign(POST, "https://far.example/b.png"));
        var absent = library.foreign(foreign(POST, "https://far.example/c.png"));

        for (var i = 0; i < 3; i++) {
            assertThat(file(broken, Size.ORIGINAL)).isEmpty();
            assertThat(file(absent, Size.ORIGINAL)).isEmpty();
        }
        var first = network.asked.get();
        clock.now = clock.now.plus(Duration.ofMinutes(16));
        file(absent, Size.ORIGINAL);

        assertThat(first).isEqualTo(2);
        assertThat(network.asked.get()).isEqualTo(3);
        assertThat(files()).isZero();
    }

    @Test
    void the_copy_looked_at_longest_ago_gives_way_and_comes_again_when_asked_for() throws Exception {
        var urls = List.of("https://far.example/1.png", "https://far.example/2.png", "https://far.example/3.png");
        for (var url : urls) {
            network.files.put(url, Files.readAllBytes(picture(new Color(url.hashCode()), 300, 200)));
        }
        var ids = urls.stream().map(url -> library.foreign(foreign(POST, url))).toList();
        attach(STRANGER, POST, ids.toArray(MediaId[]::new));
        file(ids.get(0), Size.ORIGINAL);
        file(ids.get(1), Size.ORIGINAL);
        var bytes = library.find(ids.get(0)).orElseThrow().bytes()
                + library.find(ids.get(1)).orElseThrow().bytes();
        library.decide(new MediaBounds(1_000_000, bytes + 10, 8, Keeping.STORE));
        clock.now = clock.now.plus(Duration.ofDays(2));
        file(ids.get(0), Size.ORIGINAL);

        file(ids.get(2), Size.ORIGINAL);

        assertThat(library.find(ids.get(0)).orElseThrow().state()).isEqualTo(Media.State.READY);
        assertThat(library.find(ids.get(1)).orElseThrow().state()).isEqualTo(Media.State.FOREIGN);
        assertThat(file(ids.get(1), Size.ORIGINAL)).isPresent();
    }

    @Test
    void an_edit_of_a_foreign_post_keeps_the_ids_of_what_it_keeps() {
        var first = library.foreign(foreign(POST, "https://far.example/a.png"));
        attach(STRANGER, POST, first);
        var again = library.foreign(new ForeignMedia(
                STRANGER,
                POST,
                "https://far.example/a.png",
                "",
                "a mountain",
                Optional.empty(),
                0,
                0,
                Optional.empty()));
        var elsewhere = library.foreign(foreign(OTHER, "https://far.example/a.png"));

        assertThat(again).isEqualTo(first);
        assertThat(elsewhere).isNotEqualTo(first);
        assertThat(library.find(first).orElseThrow().description()).isEqualTo("a mountain");
        assertThat(attach(STRANGER, OTHER, elsewhere)).isTrue();
    }

    @Test
    void a_stranger_has_one_avatar_whose_address_changes_with_the_picture() {
        var first = library.foreignAvatar(STRANGER, "https://far.example/me.png");
        var secret = library.find(first).orElseThrow().secret();
        var same = library.foreignAvatar(STRANGER, "https://far.example/me.png");
        var sameSecret = library.find(same).orElseThrow().secret();

        var changed = library.foreignAvatar(STRANGER, "https://far.example/me-too.png");
        clock.now = clock.now.plus(Duration.ofDays(2));
        library.tidy();

        assertThat(same).isEqualTo(first);
        assertThat(sameSecret).isEqualTo(secret);
        assertThat(changed).isEqualTo(first);
        assertThat(library.find(changed).orElseThrow().secret()).isNotEqualTo(secret);
    }

    @Test
    void a_picture_of_an_emoji_belongs_to_nobody_and_goes_when_it_is_given_back() throws Exception {
        network.files.put("https://far.example/blob.png", Files.readAllBytes(picture(Color.RED, 600, 300)));
        var foreign = database.<MediaId>write(tx ->
                library.ornaments().foreign(tx, Ornaments.Kind.EMOJI, "far.example", "https://far.example/blob.png"));
        var other = database.<MediaId>write(tx ->
                library.ornaments().foreign(tx, Ornaments.Kind.EMOJI, "far.example", "https://far.example/blob.png"));
        var own = library.ornaments().own(Ornaments.Kind.EMOJI, picture(Color.BLUE));
        var forgotten = library.ornaments().own(Ornaments.Kind.PREVIEW, picture(Color.GREEN));
        database.write(tx -> {
            library.ornaments().keep(tx, own);
            return true;
        });
        clock.now = clock.now.plus(Duration.ofHours(25));
        library.tidy();

        assertThat(file(foreign, Size.SMALL)).isPresent();
        assertThat(library.find(foreign).orElseThrow())
                .extracting(Media::width, Media::height, Media::smallWidth)
                .containsExactly(256, 128, 128);
        assertThat(file(own, Size.ORIGINAL)).isPresent();
        assertThat(library.find(forgotten)).isEmpty();
        assertThat(other).isNotEqualTo(foreign);

        database.write(tx -> {
            library.ornaments().erase(tx, List.of(foreign, own, other));
            return true;
        });
        untilJobsAreDone();

        assertThat(library.find(foreign)).isEmpty();
        assertThat(files()).isZero();
    }

    static byte[] film(int length) {
        var film = new byte[length];
        new Random(length).nextBytes(film);
        System.arraycopy("\0\0\0\u0018ftypisom".getBytes(StandardCharsets.ISO_8859_1), 0, film, 0, 12);
        return film;
    }

    MediaId foreignFilm(String url) {
        return library.foreign(
                new ForeignMedia(STRANGER, POST, url, "video/mp4", "", Optional.empty(), 640, 360, Optional.empty()));
    }

    static byte[] copied(Opened opened, long from, long length) {
        try {
            if (opened instanceof Film film) {
                var out = new ByteArrayOutputStream();
                film.copy(from, length, out);
                return out.toByteArray();
            }
            var all = Files.readAllBytes(((StoredFile) opened).path());
            return Arrays.copyOfRange(all, (int) from, (int) Math.min(all.length, from + length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void untilStored(MediaId id) throws InterruptedException {
        for (var i = 0; i < 200 && library.find(id).orElseThrow().file().isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(25);
        }
    }

    @Test
    void a_foreign_film_comes_once_is_kept_as_it_is_and_gives_way_like_pictures() throws Exception {
        var film = film(100_000);
        network.files.put("https://far.example/a.mp4", film);
        var id = foreignFilm("https://far.example/a.mp4");

        assertThat(opened(id, Size.SMALL)).isEmpty();
        assertThat(copied(opened(id, Size.ORIGINAL).orElseThrow(), 500, 20))
                .containsExactly(Arrays.copyOfRange(film, 500, 520));
        untilStored(id);
        var stored = file(id, Size.ORIGINAL).orElseThrow();
        assertThat(stored.mime()).isEqualTo("video/mp4");
        assertThat(copied(stored, 0, 100_000)).containsExactly(film);
        assertThat(library.find(id).orElseThrow().width()).isEqualTo(640);
        assertThat(network.asked.get()).isOne();

        library.decide(new MediaBounds(1_000_000, 99_999, 8, Keeping.STORE));
        untilJobsAreDone();
        assertThat(files()).isZero();
        assertThat(library.find(id).orElseThrow().state()).isEqualTo(Media.State.FOREIGN);
    }

    @Test
    void what_is_larger_than_its_share_of_the_room_is_passed_on_in_parts_and_not_kept() throws Exception {
        var film = film(100_000);
        network.files.put("https://far.example/a.mp4", film);
        var id = foreignFilm("https://far.example/a.mp4");
        library.decide(new MediaBounds(1_000_000, 8 * 99_999, 8, Keeping.STORE));

        var opened = opened(id, Size.ORIGINAL).orElseThrow();
        assertThat(copied(opened, 70_000, 20)).containsExactly(Arrays.copyOfRange(film, 70_000, 70_020));
        assertThat(copied(opened(id, Size.ORIGINAL).orElseThrow(), 0, 100_000)).containsExactly(film);

        assertThat(files()).isZero();
        network.pace = body -> new ByteArrayInputStream(new byte[100]);
        assertThatThrownBy(() -> ((Film) opened).copy(0, 100_000, OutputStream.nullOutputStream()))
                .as("it broke off")
                .isInstanceOf(IOException.class);
        assertThat(network.wished.stream().filter(Fetcher.Wish::entire)).hasSize(1);
        assertThat(network.wished).anySatisfy(wish -> assertThat(wish.from()).isEqualTo(70_000));
    }

    @Test
    void who_keeps_nothing_keeps_nothing_and_still_asks_once_for_a_picture_that_many_see() throws Exception {
        network.files.put("https://far.example/a.png", Files.readAllBytes(picture(Color.RED, 900, 600)));
        network.files.put("https://far.example/a.mp4", film(100_000));
        var picture = library.foreign(foreign(POST, "https://far.example/a.png"));
        var film = foreignFilm("https://far.example/a.mp4");
        assertThat(file(picture, Size.SMALL)).isPresent();
        assertThat(files()).isEqualTo(2);

        library.decide(new MediaBounds(1_000_000, 1L << 30, 8, Keeping.PASS_THROUGH));
        untilJobsAreDone();
        assertThat(files()).isZero();
        assertThat(ImageIO.read(file(picture, Size.SMALL).orElseThrow().path().toFile()))
                .isNotNull();
        assertThat(file(picture, Size.ORIGINAL)).isPresent();
        assertThat(copied(opened(film, Size.ORIGINAL).orElseThrow(), 0, 100_000))
                .hasSize(100_000);

        assertThat(library.find(picture).orElseThrow().file()).isEmpty();
        assertThat(library.find(film).orElseThrow().file()).isEmpty();
        assertThat(network.wished.stream().filter(Fetcher.Wish::entire)).hasSize(2);
        library.decide(new MediaBounds(1_000_000, 1L << 30, 8, Keeping.STORE));
        assertThat(files()).isZero();
    }

    /// Another node of this instance tells the database, and nobody tells us.
    private void decidedElsewhere(Keeping keeping) {
        database.write(tx -> {
            tx.later(Job.of("media.shrink", ""));
            return tx.change("INSERT INTO setting (name, value) VALUES (:name, :value)"
                            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")
                    .bind("name", MediaLibrary.FOREIGN_KEPT.key())
                    .bind("value", MediaLibrary.FOREIGN_KEPT.write().apply(keeping))
                    .execute();
        });
    }

    @Test
    void no_copy_stays_here_when_another_node_has_heard_that_none_are_kept() throws Exception {
        network.files.put("https://far.example/a.mp4", film(100_000));
        network.files.put("https://far.example/b.mp4", film(200_000));
        var kept = foreignFilm("https://far.example/a.mp4");
        var coming = foreignFilm("https://far.example/b.mp4");
        copied(opened(kept, Size.ORIGINAL).orElseThrow(), 0, 100_000);
        untilStored(kept);

        decidedElsewhere(Keeping.PASS_THROUGH);
        untilJobsAreDone();
        assertThat(files()).isZero();

        decidedElsewhere(Keeping.STORE);
        untilJobsAreDone();
        network.pace = body -> {
            decidedElsewhere(Keeping.PASS_THROUGH);
            untilNothingWaits();
            return body;
        };
        copied(opened(coming, Size.ORIGINAL).orElseThrow(), 0, 200_000);
        untilGone();
        assertThat(files()).isZero();
    }

    private void untilNothingWaits() {
        try {
            untilJobsAreDone();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void untilGone() throws InterruptedException {
        for (var i = 0; i < 400 && files() > 0; i++) {
            TimeUnit.MILLISECONDS.sleep(25);
        }
    }

    @Test
    void a_film_that_drips_is_given_up_and_one_that_nobody_waits_for_too() throws Exception {
        network.files.put("https://far.example/slow.mp4", film(1_000_000));
        var slow = foreignFilm("https://far.example/slow.mp4");
        var reading = new CountDownLatch(1);
        network.pace = body -> dripping(body, reading, Duration.ofSeconds(5));

        var opened = opened(slow, Size.ORIGINAL).orElseThrow();
        var reader = new OutputStream() {
            @Override
            public void write(int one) {
                reading.countDown();
            }
        };
        assertThatThrownBy(() -> ((Film) opened).copy(0, 1_000_000, reader)).isInstanceOf(IOException.class);
        assertThat(opened(slow, Size.ORIGINAL)).isEmpty();
        assertThat(network.asked.get()).isOne();

        network.files.put("https://far.example/left.mp4", film(40_000_000));
        var left = foreignFilm("https://far.example/left.mp4");
        network.pace = body -> dripping(body, new CountDownLatch(0), Duration.ofMillis(100));
        assertThat(opened(left, Size.ORIGINAL)).isPresent();
        network.pace = UnaryOperator.identity();
        for (var i = 0; i < 400 && files() > 0; i++) {
            TimeUnit.MILLISECONDS.sleep(25);
        }
        assertThat(files()).isZero();
        assertThat(opened(left, Size.ORIGINAL)).as("no failure of its home").isPresent();
    }

    /// The clock goes on with every read after the first, once somebody is there.
    InputStream dripping(InputStream body, CountDownLatch reading, Duration each) {
        return new FilterInputStream(body) {
            private boolean begun;

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                try {
                    if (begun && length > 0 && !reading.await(20, TimeUnit.SECONDS)) {
                        throw new IOException("nobody reads");
                    }
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                begun = true;
                clock.now = clock.now.plus(each);
                return super.read(bytes, from, Math.min(length, 16 * 1024));
            }
        };
    }

    @Test
    void what_is_no_film_is_not_passed_on_and_rests_longer_each_time() {
        network.files.put("https://far.example/a.mp4", "<html><script>alert(1)</script></html>".getBytes());
        network.files.put("https://far.example/b.mp4", new byte[0]);
        var html = foreignFilm("https://far.example/a.mp4");
        var nothing = foreignFilm("https://far.example/b.mp4");

        assertThat(opened(html, Size.ORIGINAL)).isEmpty();
        assertThat(opened(html, Size.ORIGINAL)).isEmpty();
        assertThat(opened(nothing, Size.ORIGINAL)).isEmpty();
        assertThat(network.asked.get()).isEqualTo(2);

        clock.now = clock.now.plus(Duration.ofMinutes(16));
        assertThat(opened(html, Size.ORIGINAL)).isEmpty();
        assertThat(network.asked.get()).isEqualTo(3);
        clock.now = clock.now.plus(Duration.ofMinutes(16));
        assertThat(opened(html, Size.ORIGINAL)).isEmpty();
        assertThat(network.asked.get()).as("rests twice as long").isEqualTo(3);
        clock.now = clock.now.plus(Duration.ofMinutes(16));
        assertThat(opened(html, Size.ORIGINAL)).isEmpty();
        assertThat(network.asked.get()).isEqualTo(4);
    }

    @Test
    void one_slow_server_does_not_take_all_places() throws Exception {
        network.pace = body -> {
            try {
                TimeUnit.SECONDS.sleep(3);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return body;
        };
        var slow = new ArrayList<MediaId>();
        for (var i = 0; i < 8; i++) {
            network.files.put("https://slow.example/" + i, Files.readAllBytes(picture(Color.RED)));
            slow.add(library.foreign(foreign(POST, "https://slow.example/" + i)));
        }
        network.files.put("https://far.example/a.png", Files.readAllBytes(picture(Color.RED)));
        var other = library.foreign(foreign(POST, "https://far.example/a.png"));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            slow.forEach(id -> threads.submit(() -> opened(id, Size.SMALL)));
            for (var i = 0; i < 100 && network.wished.size() < 4; i++) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            network.pace = UnaryOperator.identity();

            assertThat(opened(other, Size.SMALL)).isPresent();
            assertThat(network.wished).hasSize(5);
        }
    }

    @Test
    void what_is_hidden_is_found_by_nobody_keeps_no_files_and_comes_back() throws Exception {
        network.files.put("https://far.example/a.png", Files.readAllBytes(picture(Color.RED)));
        var picture = library.foreign(foreign(POST, "https://far.example/a.png"));
        attach(STRANGER, POST, picture);
        var face = library.foreignAvatar(STRANGER, "https://far.example/a.png");
        var secret = library.find(picture).orElseThrow().secret();
        file(picture, Size.SMALL);
        file(face, Size.SMALL);
        var own = uploaded(STRANGER, Color.BLUE);

        var more = database.write(tx -> library.hideOf(tx, STRANGER, true, 1));
        var last = database.write(tx -> library.hideOf(tx, STRANGER, true, 5));
        untilJobsAreDone();

        assertThat(more).isTrue();
        assertThat(last).isFalse();
        assertThat(shown(POST)).isEmpty();
        assertThat(library.find(face)).isEmpty();
        assertThat(library.find(own)).isPresent();
        assertThat(library.open(picture, secret, Size.SMALL)).isEmpty();
        assertThat(files()).isLessThanOrEqualTo(2);

        database.write(tx -> library.hideOf(tx, STRANGER, false, 5));
        assertThat(shown(POST)).containsExactly(picture);
        assertThat(file(face, Size.SMALL)).isPresent();
    }

    @Test
    void what_a_stranger_says_about_a_file_is_bounded_and_checked() {
        assertThatThrownBy(() -> foreign(POST, "javascript:alert(1)")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> foreign(POST, "https://far.example/" + "a".repeat(2_048)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new ForeignMedia(
                        STRANGER,
                        POST,
                        "https://far.example/a",
                        "x".repeat(101),
                        "y\u0000".repeat(20_000),
                        Optional.of("LEHV6nWB2yk8pyo0adR*.7kCMdn"),
                        -1,
                        Integer.MAX_VALUE,
                        Optional.of(new Focus(Double.NaN, -9))))
                .satisfies(foreign -> {
                    assertThat(foreign.mime()).isEmpty();
                    assertThat(foreign.description()).hasSize(10_000).doesNotContain("\u0000");
                    assertThat(foreign.blurhash()).isEmpty();
                    assertThat(foreign.width()).isZero();
                    assertThat(foreign.height()).isEqualTo(100_000);
                    assertThat(foreign.focus()).contains(new Focus(0, -1));
                });
    }
}
