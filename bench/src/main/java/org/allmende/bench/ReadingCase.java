// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/// Reading: timelines, profiles, threads and notifications, as apps and browsers ask for them.
///
/// Each is asked by one client first, which tells how long an answer takes, and then by several, which tells how many
/// there are in a second. `GET /health` asks the database for nothing; what something costs is told as a multiple of
/// it.
final class ReadingCase {

    private static final int ROUNDS = 3;

    /// Enough for the compiler to have seen the way.
    private static final int WARM_UP = 400;

    private static final Pattern STYLE = Pattern.compile("href=\"(/assets/[^\"]+\\.css[^\"]*)\"");

    private record Way(String name, byte[] request) {}

    private record Round(Load alone, Load many, double processor) {}

    private final Options options;

    ReadingCase(Options options) {
        this.options = options;
    }

    void run(Path folder) throws IOException {
        var keys = Keys.make(options, folder);
        try (var tested = Tested.start(options, folder)) {
            var ways = ways(keys);
            ways.forEach(this::warmUp);
            var idle = tested.megabytes("VmRSS");
            var rounds = new ArrayList<List<Round>>();
            ways.forEach(_ -> rounds.add(new ArrayList<>()));
            for (var round = 0; round < ROUNDS; round++) {
                for (var i = 0; i < ways.size(); i++) {
                    rounds.get(i).add(measure(tested, ways.get(i)));
                }
            }
            print(ways, rounds);
            System.out.printf(
                    "%nMemory: %.0f MB after warming up, %.0f MB after all of it, %.0f MB at most.%n",
                    idle, tested.megabytes("VmRSS"), tested.megabytes("VmHWM"));
        }
    }

    private List<Way> ways(Keys keys) throws IOException {
        var ask = new Ask(options.domain());
        var village = new Village(options.size());
        var store = new VillageStore(null, null, village);
        var star = VillageStore.actor(Village.STAR);
        var thread = store.post(village.longThread);
        var threadPage = "/@" + VillageStore.name(village.author[village.longThread]) + "/" + thread;
        var activity = "Accept: application/activity+json";
        var ways = new ArrayList<Way>();
        ways.add(new Way("GET /health", ask.get("/health")));
        style(ask).ifPresent(path -> ways.add(new Way("the style sheet", ask.get(path))));
        ways.add(new Way("app: home", ask.get("/api/v1/timelines/home?limit=20", keys.reader())));
        ways.add(new Way("app: local, nobody", ask.get("/api/v1/timelines/public?local=true&limit=20")));
        ways.add(new Way("app: public, member", ask.get("/api/v1/timelines/public?limit=20", keys.reader())));
        ways.add(new Way(
                "app: busy tag", ask.get("/api/v1/timelines/tag/" + Words.tag(0) + "?limit=20", keys.reader())));
        ways.add(new Way(
                "app: search, usual word", ask.get("/api/v2/search?type=statuses&q=" + Words.USUAL, keys.reader())));
        ways.add(new Way(
                "app: search, three words",
                ask.get("/api/v2/search?type=statuses&q=" + String.join("%20", Words.THREE), keys.reader())));
        ways.add(new Way("app: notifications", ask.get("/api/v1/notifications?limit=20", keys.reader())));
        ways.add(new Way("app: account", ask.get("/api/v1/accounts/" + star, keys.reader())));
        ways.add(new Way(
                "app: posts of account", ask.get("/api/v1/accounts/" + star + "/statuses?limit=20", keys.reader())));
        ways.add(new Way("app: one post", ask.get("/api/v1/statuses/" + thread, keys.reader())));
        ways.add(new Way("app: thread of 400", ask.get("/api/v1/statuses/" + thread + "/context", keys.reader())));
        ways.add(new Way("app: instance", ask.get("/api/v2/instance")));
        ways.add(new Way("page: home", ask.get("/home", keys.page())));
        ways.add(new Way("page: local, nobody", ask.get("/local")));
        ways.add(new Way("page: profile, nobody", ask.get("/@star")));
        ways.add(new Way("page: thread of 400", ask.get(threadPage)));
        ways.add(new Way("page: notifications", ask.get("/notifications", keys.page())));
        ways.add(new Way("server: actor", ask.get("/ap/actors/" + star, activity)));
        ways.add(
                new Way("server: webfinger", ask.get("/.well-known/webfinger?resource=acct:star@" + options.domain())));
        return ways.stream().filter(this::answered).toList();
    }

    private java.util.Optional<String> style(Ask ask) throws IOException {
        try (var line = new Line(options.port())) {
            var found = STYLE.matcher(line.send(ask.get("/local")).text());
            return found.find() ? java.util.Optional.of(found.group(1)) : java.util.Optional.empty();
        }
    }

    // A way that is not there is told and left out: it would be measured as a very quick one.
    private boolean answered(Way way) {
        try (var line = new Line(options.port())) {
            var reply = line.send(way.request);
            if (!reply.fine()) {
                System.out.println("left out: " + way.name + " answers " + reply.status());
            }
            return reply.fine();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void warmUp(Way way) {
        var time = System.nanoTime();
        try (var line = new Line(options.port())) {
            for (var i = 0;
                    i < WARM_UP && System.nanoTime() - time < options.time().toNanos();
                    i++) {
                line.send(way.request);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Round measure(Tested tested, Way way) {
        var time = options.time().dividedBy(2L * ROUNDS);
        var alone = Load.time(options.port(), 1, time, way.request);
        var before = tested.processor();
        var many = Load.time(options.port(), options.clients(), time, way.request);
        return new Round(
                alone, many, (tested.processor() - before) / many.latencies().count());
    }

    private void print(List<Way> ways, List<List<Round>> rounds) {
        var sheet = new Sheet(
                "what",
                "bytes",
                "p50 alone",
                "p99 alone",
                "times health",
                options.clients() + " clients: /s",
                "p50",
                "p99",
                "processor each",
                "failed");
        var health = median(rounds.getFirst(), round -> round.alone.latencies().p50());
        for (var i = 0; i < ways.size(); i++) {
            var own = rounds.get(i);
            var alone = median(own, round -> round.alone.latencies().p50());
            sheet.row(
                    ways.get(i).name,
                    Sheet.number(own.getFirst().alone.size()),
                    Sheet.millis(alone),
                    Sheet.millis(median(own, round -> round.alone.latencies().p99())),
                    Sheet.times(alone / health),
                    Sheet.number(median(own, round -> round.many.perSecond())),
                    Sheet.millis(median(own, round -> round.many.latencies().p50())),
                    Sheet.millis(median(own, round -> round.many.latencies().p99())),
                    Sheet.millis(1_000 * median(own, Round::processor)),
                    String.valueOf(own.stream()
                            .mapToInt(round -> round.alone.failed() + round.many.failed())
                            .sum()));
        }
        sheet.print("Reading (medians of " + ROUNDS + " rounds)");
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return StartCase.median(rounds.stream().map(figure::applyAsDouble).toList());
    }
}
