// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Tx;
import org.allmende.database.Work;
import org.allmende.media.MediaLibrary;

/// What members have written and not said yet.
///
/// What has its hour is said by a durable job. The paper leaves the desk in the very transaction that makes the post:
/// whatever happens to the process, there is one of both, and never two.
public final class Desk {

    /// Sooner it would be as good as now, and there would be no time to think again.
    public static final Duration SOONEST = Duration.ofMinutes(5);

    /// Who plans further ahead has mistyped the year.
    public static final Duration FURTHEST = Duration.ofDays(731);

    public static final int SCHEDULED_MAX = 300;
    public static final int DRAFTS_MAX = 300;

    /// Drafts may be longer than posts, but they are no store for files.
    private static final int LETTERS_MAX = 50_000;

    /// So long a post that is due is tried again where something unforeseen stands in the way.
    private static final int TRIES = 12;

    private static final String PUBLISH = "desk.publish";
    private static final String DEED = "paper:";

    private static final Said.Refused GONE =
            new Said.Refused("paper.gone", "This has been sent or thrown away meanwhile.", 0);

    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final MediaLibrary media;
    private final Publisher publisher;
    private final PaperStore papers = new PaperStore();

    public Desk(Database database, Ids ids, Clock clock, MediaLibrary media, Publisher publisher) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.media = media;
        this.publisher = publisher;
        database.within(Accomplished.class, this::onAccomplished);
    }

    /// Says how this room's durable jobs are done.
    public void work(Jobs jobs) {
        jobs.does(PUBLISH, new Work((payload, _) -> publishDue(payload), 4, TRIES));
    }

    /// Keeps a draft.
    public Laid keep(ActorId author, Manuscript manuscript) {
        return add(author, manuscript, Optional.empty(), Optional.empty());
    }

    /// Keeps a post until its hour. `key` is what the writer's app calls the request: the same one twice is one.
    public Laid schedule(ActorId author, Manuscript manuscript, Instant due, Optional<String> key) {
        var before = key.flatMap(name -> database.read(tx -> papers.byKey(tx, author, name)));
        return before.<Laid>map(Laid.Kept::new).orElseGet(() -> add(author, manuscript, Optional.of(due), key));
    }

    private Laid add(ActorId author, Manuscript manuscript, Optional<Instant> due, Optional<String> key) {
        var wrong = wrong(author, manuscript, due);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        var paper = new Paper(ids.next(), author, manuscript, due, clock.instant(), Optional.empty());
        return database.write(tx -> {
            var before = key.flatMap(name -> papers.byKey(tx, author, name));
            if (before.isPresent()) {
                return new Laid.Kept(before.get());
            }
            var most = due.isPresent() ? SCHEDULED_MAX : DRAFTS_MAX;
            if (papers.count(tx, author, due.isPresent()) >= most) {
                return tooMany(due.isPresent());
            }
            papers.add(tx, paper, key);
            return laid(tx, paper);
        });
    }

    // Holds the media and plans the hour; both belong to every change of a paper.
    private Laid laid(Tx tx, Paper paper) {
        if (!media.hold(tx, paper.id(), paper.author(), paper.manuscript().media())) {
            tx.undo();
            return new Laid.Refused(
                    "media.gone", "One of the pictures is not there any more, or is shown by another post.", 0);
        }
        paper.due()
                .ifPresent(due -> tx.later(Job.of(PUBLISH, paper.author() + " " + paper.id() + " " + due.toEpochMilli())
                        .at(due)));
        return new Laid.Kept(paper);
    }

    private static Laid tooMany(boolean waiting) {
        return waiting
                ? new Laid.Refused(
                        "schedule.too_many",
                        SCHEDULED_MAX + " posts wait already; that is as many as can.",
                        SCHEDULED_MAX)
                : new Laid.Refused(
                        "drafts.too_many", "You keep " + DRAFTS_MAX + " drafts already; throw some away.", DRAFTS_MAX);
    }

    /// Writes it anew, in the same place. With an hour it waits for that, without it is a draft.
    public Laid rewrite(ActorId author, long id, Manuscript manuscript, Optional<Instant> due) {
        var before = find(author, id);
        if (before.isEmpty()) {
            return new Laid.Missing();
        }
        // What waits for an hour already may be changed in its last minutes.
        var moved = due.isPresent() && !due.equals(before.get().due());
        var wrong = wrong(author, manuscript, due, moved);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        var paper = new Paper(id, author, manuscript, due, clock.instant(), Optional.empty());
        return database.write(tx -> {
            var kind = due.isPresent();
            if (before.get().due().isPresent() != kind
                    && papers.count(tx, author, kind) >= (kind ? SCHEDULED_MAX : DRAFTS_MAX)) {
                return tooMany(kind);
            }
            return papers.rewrite(tx, paper) ? laid(tx, paper) : new Laid.Missing();
        });
    }

    /// Gives something that waits another hour.
    public Laid move(ActorId author, long id, Instant due) {
        return find(author, id)
                .filter(paper -> paper.due().isPresent())
                .map(paper -> rewrite(author, id, paper.manuscript(), Optional.of(due)))
                .orElseGet(Laid.Missing::new);
    }

    private Optional<Laid> wrong(ActorId author, Manuscript manuscript, Optional<Instant> due) {
        return wrong(author, manuscript, due, true);
    }

    private Optional<Laid> wrong(ActorId author, Manuscript manuscript, Optional<Instant> due, boolean moved) {
        var letters = manuscript.text().length()
                + manuscript.summary().map(String::length).orElse(0)
                + manuscript.poll().stream()
                        .flatMap(poll -> poll.options().stream())
                        .mapToInt(String::length)
                        .sum();
        if (letters > LETTERS_MAX) {
            return Optional.of(new Laid.Refused(
                    "draft.too_long", "A draft has at most " + LETTERS_MAX + " characters.", LETTERS_MAX));
        }
        if (manuscript.media().size() > media.bounds().perPostMax()) {
            var most = media.bounds().perPostMax();
            return Optional.of(
                    new Laid.Refused("post.too_many_media", "A post has at most " + most + " pictures here.", most));
        }
        if (due.isEmpty()) {
            return Optional.empty();
        }
        var now = clock.instant();
        if (moved && (due.get().isBefore(now.plus(SOONEST)) || due.get().isAfter(now.plus(FURTHEST)))) {
            return Optional.of(new Laid.Refused(
                    "schedule.hour", "The hour must be at least 5 minutes and at most two years ahead.", (int)
                            SOONEST.toMinutes()));
        }
        return check(author, manuscript)
                .map(refused -> new Laid.Refused(refused.rule(), refused.reason(), refused.bound()));
    }

    private Optional<Said.Refused> check(ActorId author, Manuscript manuscript) {
        return manuscript.poll().filter(poll -> !poll.complete()).isPresent()
                ? Optional.of(new Said.Refused("poll.too_few_options", "A poll needs at least two options.", 2))
                : publisher.check(manuscript.typed(author, clock.instant()));
    }

    public Optional<Paper> find(ActorId author, long id) {
        return database.read(tx -> papers.find(tx, author, id));
    }

    public Slice<Paper> drafts(ActorId author, Page page) {
        return Slice.of(database.read(tx -> papers.list(tx, author, false, page)), Paper::id);
    }

    public Slice<Paper> scheduled(ActorId author, Page page) {
        return Slice.of(database.read(tx -> papers.list(tx, author, true, page)), Paper::id);
    }

    /// How many drafts somebody keeps, and how many posts wait.
    public long count(ActorId author, boolean waiting) {
        return database.read(tx -> papers.count(tx, author, waiting));
    }

    /// Throws it away. False when there is none.
    public boolean discard(ActorId author, long id) {
        return database.write(tx -> remove(tx, author, id));
    }

    private boolean remove(Tx tx, ActorId author, long id) {
        media.release(tx, id);
        return papers.remove(tx, author, id);
    }

    /// Says it now. What is refused stays on the desk.
    public Said send(ActorId author, long id) {
        return find(author, id).<Said>map(this::send).orElse(GONE);
    }

    private Said send(Paper paper) {
        if (paper.manuscript().poll().filter(poll -> !poll.complete()).isPresent()) {
            return check(paper.author(), paper.manuscript()).orElseThrow();
        }
        try {
            return publisher.publish(
                    paper.manuscript().typed(paper.author(), clock.instant()), new ActivityId(DEED + paper.id()));
        } catch (PaperGone _) {
            return GONE;
        }
    }

    private JobEnd publishDue(String payload) {
        var parts = payload.split(" ", 3);
        var author = ActorId.parse(parts[0]).orElseThrow();
        var due = Instant.ofEpochMilli(Long.parseLong(parts[2]));
        // Moved, thrown away or said meanwhile: another job, or none, is right for it.
        var paper =
                find(author, Long.parseLong(parts[1])).filter(one -> one.due().equals(Optional.of(due)));
        if (paper.isPresent() && send(paper.get()) instanceof Said.Refused refused && refused != GONE) {
            putBack(paper.get(), refused.reason());
        }
        return JobEnd.DONE;
    }

    // Nothing that somebody wrote is lost: what cannot be said becomes a draft that says why.
    private void putBack(Paper paper, String trouble) {
        database.write(tx -> papers.find(tx, paper.author(), paper.id())
                .filter(paper::equals)
                .map(_ -> papers.rewrite(
                        tx,
                        new Paper(
                                paper.id(),
                                paper.author(),
                                paper.manuscript(),
                                Optional.empty(),
                                paper.changed(),
                                Optional.of(trouble))))
                .orElse(false));
    }

    private void onAccomplished(Tx tx, Accomplished news) {
        var activity = news.activity();
        if (activity instanceof Activity.Publish
                && news.local()
                && activity.id().value().startsWith(DEED)) {
            var id = Long.parseLong(activity.id().value().substring(DEED.length()));
            if (!remove(tx, activity.actor(), id)) {
                throw new PaperGone();
            }
        }
        if (activity instanceof Activity.EraseActor) {
            for (var id : List.copyOf(papers.of(tx, activity.actor()))) {
                var _ = remove(tx, activity.actor(), id);
            }
        }
    }

    /// Somebody threw it away, or sent it, while it was on its way: the post must not be made.
    private static final class PaperGone extends RuntimeException {
        private static final long serialVersionUID = 1;

        private PaperGone() {
            super("the paper is gone");
        }
    }
}
