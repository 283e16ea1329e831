// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import org.allmende.base.Addresses;

/// Posts of a member with followers on other servers, each with an inbox of their own: until all have it.
final class OutboundCase {

    private static final int HOSTS = 20;
    private static final int POSTS = 8;

    private final Options options;

    OutboundCase(Options options) {
        this.options = options;
    }

    void run(Path folder) throws IOException {
        var keys = Keys.make(options, folder);
        var followers = options.foreignFollowers();
        try (var tested = Tested.start(options, folder);
                var elsewhere = new Elsewhere(HOSTS);
                var line = new Line(options.port())) {
            var writer = VillageStore.actor(Village.WRITER);
            var address = new Addresses(URI.create("http://" + options.domain())).actor(writer);
            var follows = new ArrayList<byte[]>();
            for (var i = 0; i < followers; i++) {
                follows.add(elsewhere
                        .stranger(i)
                        .letter("/ap/actors/" + writer + "/inbox", options.domain())
                        .follow(address));
            }
            var began = System.nanoTime();
            var followed = Load.each(options.port(), options.clients(), follows);
            if (followed.failed() > 0) {
                throw new IllegalStateException(followed.failed() + " follows were refused");
            }
            // Each is answered with an Accept.
            var accepts = (elsewhere.await(followers) - began) / 1e9;
            var sheet = new Sheet("what", "deliveries", "seconds", "deliveries/s", "answered in");
            sheet.row(
                    "follows accepted",
                    String.valueOf(followers),
                    Sheet.times(accepts),
                    Sheet.number(followers / accepts),
                    Sheet.millis(followed.latencies().p50()));
            for (var i = 0; i < POSTS; i++) {
                post(sheet, line, elsewhere, keys, i);
            }
            var before = tested.processor();
            burst(sheet, line, elsewhere, keys);
            var each = 1_000 * (tested.processor() - before) / POSTS / followers;
            sheet.print("Outbound (" + followers + " followers with inboxes of their own on " + HOSTS + " servers)");
            System.out.printf("%nProcessor: %.2f ms a delivery. Memory: %.0f MB.%n", each, tested.megabytes("VmRSS"));
        }
    }

    private void post(Sheet sheet, Line line, Elsewhere elsewhere, Keys keys, int number) throws IOException {
        var had = elsewhere.arrived();
        var began = System.nanoTime();
        publish(line, keys, number);
        var answered = System.nanoTime();
        var seconds = (elsewhere.await(had + options.foreignFollowers()) - began) / 1e9;
        sheet.row(
                "post " + (number + 1),
                String.valueOf(options.foreignFollowers()),
                Sheet.times(seconds),
                Sheet.number(options.foreignFollowers() / seconds),
                Sheet.millis((answered - began) / 1e6));
    }

    private void burst(Sheet sheet, Line line, Elsewhere elsewhere, Keys keys) throws IOException {
        var had = elsewhere.arrived();
        var amount = POSTS * options.foreignFollowers();
        var began = System.nanoTime();
        for (var i = 0; i < POSTS; i++) {
            publish(line, keys, POSTS + i);
        }
        var answered = System.nanoTime();
        var seconds = (elsewhere.await(had + amount) - began) / 1e9;
        sheet.row(
                POSTS + " posts at once",
                String.valueOf(amount),
                Sheet.times(seconds),
                Sheet.number(amount / seconds),
                Sheet.millis((answered - began) / 1e6 / POSTS));
    }

    private void publish(Line line, Keys keys, int number) throws IOException {
        var body = "{\"status\":\"To all of you elsewhere, number %d\",\"visibility\":\"public\"}".formatted(number);
        var reply = line.send(new Ask(options.domain())
                .post("/api/v1/statuses", "application/json", body.getBytes(UTF_8), keys.writer()));
        if (!reply.fine()) {
            throw new IllegalStateException("answered " + reply.status() + ": " + reply.text());
        }
    }
}
