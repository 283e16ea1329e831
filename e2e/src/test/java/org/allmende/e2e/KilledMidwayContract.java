// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Both servers are killed in the middle of a thousand deliveries. What was acknowledged arrives, once.
abstract class KilledMidwayContract {

    private static final int POSTS = 1_000;
    private static final int WRITERS = 6;

    abstract Instance open();

    @Test
    void a_thousand_deliveries_arrive_exactly_once_though_both_ends_are_killed() throws Exception {
        try (var here = open();
                var there = open()) {
            var alice = here.member("alice");
            var bob = there.member("bob");
            bob.follow(alice);
            var id = bob.find(alice.handle());
            var written = new AtomicInteger();

            try (var writers = Executors.newFixedThreadPool(WRITERS)) {
                var all = IntStream.range(0, POSTS)
                        .<Future<?>>mapToObj(number -> writers.submit(() -> {
                            alice.saysOnce("post number " + number);
                            written.incrementAndGet();
                        }))
                        .toList();
                Wait.until("a third is written", Duration.ofMinutes(2), () -> written.get() > POSTS / 3);
                there.kill();
                there.start();
                Wait.until("two thirds are written", Duration.ofMinutes(2), () -> written.get() > 2 * POSTS / 3);
                here.kill();
                here.start();
                finish(all);
            }

            Wait.until(
                    "all have arrived",
                    Duration.ofMinutes(3),
                    () -> received(bob, id).size() >= POSTS);
            var texts = received(bob, id);
            assertThat(texts).hasSize(POSTS);
            assertThat(new HashSet<>(texts)).hasSize(POSTS);
        }
    }

    private static void finish(List<Future<?>> all) throws InterruptedException, ExecutionException {
        for (var one : all) {
            one.get();
        }
    }

    private static List<String> received(Member reader, String author) {
        var texts = new java.util.ArrayList<String>();
        var page = reader.list("/api/v1/accounts/" + author + "/statuses?limit=40");
        while (!page.isEmpty()) {
            page.forEach((JsonNode status) -> texts.add(status.path("content").asString()));
            page = reader.list("/api/v1/accounts/" + author + "/statuses?limit=40&max_id="
                    + page.getLast().path("id").asString());
        }
        return texts;
    }
}
