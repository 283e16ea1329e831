// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.allmende.TestKeys;
import org.allmende.activity.Activity;
import org.allmende.activity.Audience;
import org.allmende.activitypub.ForeignServer.Page;
import org.allmende.activitypub.Outbox.Mail;
import org.allmende.activitystreams.WireActivity.Kind;
import org.allmende.base.ActorId;
import org.allmende.base.RsaKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Servers that hang, drip, refuse and vanish, and what others notice of it: nothing.
class DeliveryTroubleTest {

    private static final RsaKeys KEYS = TestKeys.RSA;

    private final MovedClock clock = new MovedClock();
    private HomeInstance home;
    private ForeignServer well;
    private ActorId ann;

    @BeforeEach
    void open() {
        home = new HomeInstance(clock);
        well = new ForeignServer(clock);
        ann = home.member("ann");
    }

    @AfterEach
    void close() {
        home.close();
        well.close();
    }

    /// A server of which we only see what it does to a connection, at every address of this machine.
    private static final class Rude implements AutoCloseable {

        interface Manner {
            void treat(Socket socket) throws Exception;
        }

        private final ServerSocket server;
        private final Set<Socket> open = ConcurrentHashMap.newKeySet();
        private final Map<String, AtomicInteger> now = new ConcurrentHashMap<>();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger all = new AtomicInteger();

        Rude(Manner manner) throws IOException {
            server = new ServerSocket(0, 1_000);
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try {
                        var socket = server.accept();
                        Thread.ofVirtual().start(() -> serve(socket, manner));
                    } catch (IOException _) {
                        return;
                    }
                }
            });
        }

        private void serve(Socket socket, Manner manner) {
            open.add(socket);
            all.incrementAndGet();
            var here = now.computeIfAbsent(socket.getLocalAddress().getHostAddress(), _ -> new AtomicInteger());
            most.accumulateAndGet(here.incrementAndGet(), Math::max);
            try (socket) {
                manner.treat(socket);
            } catch (Exception _) {
                // They hung up.
            }
            here.decrementAndGet();
        }

        String at(int host, int inbox) {
            return "http://127.3." + host / 250 + "." + (1 + host % 250) + ":" + server.getLocalPort() + "/" + inbox;
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        }
    }

    private void send(List<String> inboxes) {
        home.database.write(tx -> {
            new Outbox(home.database, home.addresses, clock).send(tx, home.ids.next(), ann, new Mail(note(), inboxes));
            return true;
        });
    }

    private JsonNode note() {
        return JsonMapper.shared().readTree("""
                {"id":"%s","type":"Create","actor":"%s","object":"%s"}
                """.formatted(
                        home.addresses.actor(ann) + "#1", home.addresses.actor(ann), home.addresses.actor(ann)));
    }

    private static boolean within(Duration time, BooleanSupplier come) throws InterruptedException {
        var deadline = System.nanoTime() + time.toNanos();
        while (!come.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        return come.getAsBoolean();
    }

    @Test
    void a_server_that_hangs_drips_or_is_not_there_delays_no_other() throws Exception {
        int dead;
        try (var free = new ServerSocket(0)) {
            dead = free.getLocalPort();
        }
        try (var hanging = new Rude(_ -> Thread.sleep(Duration.ofMinutes(5)));
                var dripping = new Rude(socket -> {
                    var answer = "HTTP/1.1 202 Accepted\r\nX-Patience: ".getBytes(US_ASCII);
                    for (var i = 0; i < 1_000; i++) {
                        socket.getOutputStream().write(i < answer.length ? answer[i] : 'x');
                        Thread.sleep(1_000);
                    }
                })) {
            var inboxes = new ArrayList<String>();
            for (var inbox = 0; inbox < 20; inbox++) {
                for (var host = 0; host < 50; host++) {
                    inboxes.add(hanging.at(host, inbox));
                    inboxes.add(dripping.at(host, inbox));
                }
                inboxes.add("http://127.0.0.1:" + dead + "/" + inbox);
            }
            for (var inbox = 0; inbox < 100; inbox++) {
                inboxes.add(well.base + "/inbox/" + inbox);
            }

            send(inboxes);

            // Shorter than anybody of the others may be silent.
            assertThat(within(Duration.ofSeconds(8), () -> well.delivered().size() == 100))
                    .as(() -> well.delivered().size() + " of 100 have come")
                    .isTrue();
            assertThat(hanging.most).hasValue(1);
            assertThat(dripping.most).hasValue(1);
        }
    }

    @Test
    void a_server_that_fails_again_and_again_rests_with_all_that_waits_for_it() throws Exception {
        well.inbox(500);
        send(IntStream.range(0, 60).mapToObj(i -> well.base + "/inbox/" + i).toList());

        home.settle();
        var tried = well.delivered().size();
        well.inbox(202);
        home.pass(Duration.ofSeconds(61));

        // Five in a row, and what was under way with them.
        assertThat(tried).isBetween(5, 8);
        assertThat(within(Duration.ofSeconds(10), () -> waiting() <= tried)).isTrue();
        home.pass(Duration.ofMinutes(5));
        assertThat(well.delivered().stream().map(one -> one.target()).distinct())
                .hasSize(60);
        assertThat(home.jobs.dead(1)).noneMatch(job -> job.reason().contains("500"));
    }

    private long waiting() {
        return home.jobs.waiting(Outbox.DELIVER, List.of(well.domain())).getOrDefault(well.domain(), 0L);
    }

    @Test
    void what_passes_is_tried_again_and_what_does_not_is_not() {
        for (var status : List.of(400, 404, 410, 501)) {
            var before = well.delivered().size();
            well.inbox(status);
            send(List.of(well.base + "/inbox"));
            home.settle();
            home.pass(Duration.ofHours(1));
            // The second signature, where the first was not read.
            var knocks = status == 400 ? well.delivered().size() - before : 1;
            assertThat(well.delivered()).as("after " + status).hasSize(before + knocks);
            assertThat(home.jobs.deadLanes(9)).anyMatch(lane -> lane.reason().contains(" " + status));
        }
        for (var status : List.of(401, 408, 429, 502)) {
            well.inbox(_ -> new Page(status, "text/plain", "", Map.of()));
            send(List.of(well.base + "/inbox/" + status));
            home.settle();
            var failed = well.delivered().size();
            well.inbox(202);
            home.pass(Duration.ofHours(1));
            assertThat(well.delivered()).as("after " + status).hasSizeGreaterThan(failed);
            assertThat(waiting()).isZero();
        }
    }

    @Test
    void who_leaves_is_told_of_to_every_server_that_is_known() {
        home.says(ann, "Hello", Audience.PUBLIC);
        try (var stranger = new ForeignServer(clock)) {
            home.meet(stranger.actor("never-followed", KEYS));
            home.meet(stranger.actor("nor-this-one", KEYS));

            home.does(new Activity.EraseActor(home.next(), ann));
            home.settle();

            assertThat(stranger.delivered(Kind.DELETE)).hasSize(1);
            assertThat(stranger.delivered().getLast().target()).isEqualTo("/inbox");
        }
    }

    @Test
    void an_answer_reaches_the_followers_of_whom_it_answers() {
        var bob = home.member("bob");
        var fan = well.actor("fan", KEYS);
        home.follower(well, fan, ann);
        var first = home.says(ann, "Hello", Audience.PUBLIC);
        home.settle();

        home.says(bob, HomeInstance.draft("Hello yourself", Audience.PUBLIC, Optional.of(first), Optional.empty()));
        home.settle();

        assertThat(well.delivered(Kind.CREATE)).hasSize(2);
    }

    @Test
    void who_liked_a_post_is_told_of_its_edit() {
        var fan = well.actor("fan", KEYS);
        var post = home.says(ann, "Helo", Audience.PUBLIC);
        home.settle();
        well.send(
                home,
                fan,
                ForeignServer.activity(fan.uri() + "/likes/1", "Like", fan, '"' + home.addresses.post(post) + '"'));

        home.does(new Activity.Edit(
                home.next(),
                ann,
                post,
                HomeInstance.draft("Hello", Audience.PUBLIC, Optional.empty(), Optional.empty())));
        home.settle();

        assertThat(well.delivered(Kind.UPDATE)).hasSize(1);
    }
}
