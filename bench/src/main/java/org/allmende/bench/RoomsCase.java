// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.posts.AuthorFilter;
import org.allmende.posts.PublicFilter;
import org.allmende.posts.Reader;
import org.allmende.posts.TagFilter;
import org.allmende.timelines.NotificationFilter;
import org.allmende.timelines.NotificationKind;

/// The questions behind the pages, without HTTP: where the time goes when a page is slow.
final class RoomsCase {

    private static final int PAGE = 20;
    private static final int ROUNDS = 3;

    // A question that takes seconds is not asked a thousand times to learn that.
    private static final int CALLS_MAX = 20_000;
    private static final int CALLS_MIN = 3;

    private record Question(String name, IntSupplier ask) {}

    private record Measured(Latencies latencies, Latencies processor, int items, double statements) {}

    // Waiting for others on the machine is not in this; it tells more than the clock where many work.
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private final Options options;

    RoomsCase(Options options) {
        this.options = options;
    }

    void run(Path folder) {
        try (var floors = new Floors(options, folder)) {
            var questions = questions(floors);
            var results = new ArrayList<List<Measured>>();
            questions.forEach(_ -> results.add(new ArrayList<>()));
            for (var round = 0; round < ROUNDS; round++) {
                for (var i = 0; i < questions.size(); i++) {
                    results.get(i).add(measure(floors, questions.get(i)));
                }
            }
            print(questions, results);
        }
    }

    private List<Question> questions(Floors floors) {
        var page = Page.first(PAGE);
        var reader = VillageStore.actor(Village.READER);
        var member = Reader.member(reader);
        var village = new Village(options.size());
        var store = new VillageStore(null, null, village);
        var deep = Page.below(store.post(options.size().posts() / 2).value(), PAGE);
        var home = floors.home.read(reader, page).items();
        var older = Page.below(home.getLast().id().value(), PAGE);
        var busiest = busiest(village);
        var rare = new TagFilter(List.of("subject7"), List.of("subject8"), List.of(), PublicFilter.FEDERATED);
        var kinds = new NotificationFilter(EnumSet.allOf(NotificationKind.class), Optional.empty());
        return List.of(
                new Question("nothing (an empty transaction)", () -> floors.database.read(_ -> 0)),
                new Question(
                        "home, first page",
                        () -> floors.home.read(reader, page).items().size()),
                new Question(
                        "home, second page",
                        () -> floors.home.read(reader, older).items().size()),
                new Question("public, of here", () -> posts(floors, PublicFilter.LOCAL, page, member)),
                new Question(
                        "public, all, for nobody", () -> posts(floors, PublicFilter.FEDERATED, page, Reader.ANYONE)),
                new Question("public, all, in the middle", () -> posts(floors, PublicFilter.FEDERATED, deep, member)),
                new Question(
                        "public, only media", () -> posts(floors, new PublicFilter(false, false, true), page, member)),
                new Question(
                        "by the busiest author",
                        () -> floors.posts
                                .by(busiest, AuthorFilter.ALL, page, member)
                                .items()
                                .size()),
                new Question(
                        "by the busiest, no answers",
                        () -> floors.posts
                                .by(busiest, AuthorFilter.POSTS, page, member)
                                .items()
                                .size()),
                new Question(
                        "by the busiest, pinned",
                        () -> floors.posts
                                .by(busiest, AuthorFilter.PINNED, page, member)
                                .items()
                                .size()),
                new Question(
                        "by the busiest, only media",
                        () -> floors.posts
                                .by(busiest, AuthorFilter.MEDIA, page, member)
                                .items()
                                .size()),
                new Question(
                        "thread of 400, from its root", () -> thread(floors, store.post(village.longThread), member)),
                new Question(
                        "a single post",
                        () -> floors.posts.find(home.getFirst().id(), member).isPresent() ? 1 : 0),
                new Question(
                        "tag, many posts",
                        () -> floors.posts
                                .tagged(TagFilter.of("subject0"), page, member)
                                .items()
                                .size()),
                new Question(
                        "two tags at once",
                        () -> floors.posts.tagged(rare, page, member).items().size()),
                new Question(
                        "notifications",
                        () -> floors.notifications
                                .of(reader, kinds, page)
                                .items()
                                .size()),
                new Question(
                        "notifications, unread",
                        () -> floors.notifications.unread(reader, Ids.first(java.time.Instant.EPOCH))),
                new Question(
                        "liked", () -> floors.posts.liked(reader, page).items().size()),
                new Question(
                        "followers of the star",
                        () -> floors.follows
                                .followers(VillageStore.actor(Village.STAR), page)
                                .items()
                                .size()),
                new Question(
                        "search for people",
                        () -> floors.people
                                .search("person_12", 10, Optional.empty(), Optional.empty())
                                .size()),
                new Question("how many posts of here", () ->
                        (int) floors.people.counts().posts()));
    }

    private static int posts(Floors floors, PublicFilter filter, Page page, Reader reader) {
        return floors.posts.publicTimeline(filter, page, reader).items().size();
    }

    private static int thread(Floors floors, PostId id, Reader reader) {
        return floors.posts.thread(id, reader).orElseThrow().descendants().size();
    }

    private static org.allmende.base.ActorId busiest(Village village) {
        var best = 0;
        for (var person = 0; person < village.written.length; person++) {
            best = village.written[person] > village.written[best] ? person : best;
        }
        return VillageStore.actor(best);
    }

    private Measured measure(Floors floors, Question question) {
        var until = System.nanoTime()
                + options.time()
                        .dividedBy(ROUNDS)
                        .dividedBy(4)
                        .plus(Duration.ofMillis(50))
                        .toNanos();
        var taken = new long[CALLS_MAX];
        var processor = new long[CALLS_MAX];
        var calls = 0;
        var items = question.ask.getAsInt();
        var statements = floors.database.statements();
        while (calls < CALLS_MIN || calls < CALLS_MAX && System.nanoTime() < until) {
            var worked = threads.getCurrentThreadCpuTime();
            var began = System.nanoTime();
            question.ask.getAsInt();
            taken[calls] = System.nanoTime() - began;
            processor[calls++] = threads.getCurrentThreadCpuTime() - worked;
        }
        return new Measured(
                new Latencies(Arrays.copyOf(taken, calls)),
                new Latencies(Arrays.copyOf(processor, calls)),
                items,
                (floors.database.statements() - statements) / (double) calls);
    }

    private static void print(List<Question> questions, List<List<Measured>> results) {
        var sheet = new Sheet("question", "items", "statements", "p50", "p99", "processor p50", "times nothing");
        var nothing = median(results.getFirst()).processor.p50();
        for (var i = 0; i < questions.size(); i++) {
            var measured = median(results.get(i));
            sheet.row(
                    questions.get(i).name,
                    String.valueOf(measured.items),
                    Sheet.number(measured.statements),
                    Sheet.millis(measured.latencies.p50()),
                    Sheet.millis(measured.latencies.p99()),
                    Sheet.millis(measured.processor.p50()),
                    Sheet.times(measured.processor.p50() / nothing));
        }
        sheet.print("Questions to the rooms, in process, one at a time");
    }

    private static Measured median(List<Measured> rounds) {
        return rounds.stream()
                .sorted(java.util.Comparator.comparingDouble(round -> round.processor.p50()))
                .toList()
                .get(rounds.size() / 2);
    }
}
