// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.util.Arrays;
import java.util.HashSet;
import java.util.SplittableRandom;
import org.allmende.activity.Reach;

/// Who follows whom and who said what, in numbers alone: people and posts are counted from 0.
///
/// It is drawn before anything is written, so that all counters in the database are right from the start.
final class Village {

    /// Follows a few hundred people and reads what they say.
    static final int READER = 0;

    /// Everybody follows them.
    static final int STAR = 1;

    /// Nobody here follows them.
    static final int WRITER = 2;

    static final int FIRST_OF_MANY = 3;

    static final int NONE = -1;

    private static final int FOLLOWED_BY_READER = 300;
    private static final int FOLLOWED_MIN = 5;
    private static final int FOLLOWED_MAX = 1_000;
    private static final double FOLLOWED_TAIL = 1.2;

    /// A conversation that is as long as a page shows.
    private static final int LONG_THREAD = 400;

    final Size size;

    /// By follower, rising.
    final int[][] follows;

    final int[] followers;
    final int[] written;
    final int[] author;
    final int[] replyTo;
    final int[] shareOf;
    final int[] thread;
    final Reach[] reach;
    final int[] mentioned;
    final int[] likes;
    final int[] shares;
    final int[] replies;

    /// `post * everybody + person`, rising.
    final long[] liked;

    final int longThread;

    private final SplittableRandom random;

    Village(Size size) {
        this.size = size;
        this.random = new SplittableRandom(size.seed());
        this.follows = new int[size.members()][];
        this.followers = new int[size.everybody()];
        this.written = new int[size.everybody()];
        var posts = size.posts();
        this.author = new int[posts];
        this.replyTo = new int[posts];
        this.shareOf = new int[posts];
        this.thread = new int[posts];
        this.reach = new Reach[posts];
        this.mentioned = new int[posts];
        this.likes = new int[posts];
        this.shares = new int[posts];
        this.replies = new int[posts];
        this.longThread = posts / 10 * 9;
        follow();
        write();
        this.liked = like();
    }

    private void follow() {
        var known = new Zipf(size.everybody(), 0.9).shuffled(random);
        for (var follower = 0; follower < size.members(); follower++) {
            var chosen = new HashSet<Integer>();
            var amount = Math.min(follower == READER ? FOLLOWED_BY_READER : tail(), size.everybody() / 2);
            while (chosen.size() < amount) {
                var other = known.draw(random);
                if (other != follower && other != STAR && other != WRITER) {
                    chosen.add(other);
                }
            }
            if (follower >= FIRST_OF_MANY) {
                chosen.add(STAR);
            }
            follows[follower] =
                    chosen.stream().mapToInt(Integer::intValue).sorted().toArray();
            for (var followed : follows[follower]) {
                followers[followed]++;
            }
        }
    }

    // Pareto: most follow a handful, a few follow very many.
    private int tail() {
        var drawn = FOLLOWED_MIN / Math.pow(1 - random.nextDouble(), 1 / FOLLOWED_TAIL);
        return (int) Math.min(drawn, FOLLOWED_MAX);
    }

    boolean follows(int follower, int followed) {
        return Arrays.binarySearch(follows[follower], followed) >= 0;
    }

    boolean local(int person) {
        return person < size.members();
    }

    private void write() {
        var busy = new Zipf(size.everybody(), 0.8).shuffled(random);
        var shared = new HashSet<Long>();
        var answers = 0.0;
        for (var post = 0; post < size.posts(); post++) {
            author[post] = random.nextInt(500) == 0 ? READER : busy.draw(random);
            replyTo[post] = NONE;
            shareOf[post] = NONE;
            mentioned[post] = NONE;
            thread[post] = post;
            reach[post] = reach();
            var kind = random.nextDouble();
            if (post < 20 || kind > 0.35) {
                if (reach[post] == Reach.DIRECT) {
                    mentioned[post] = other(author[post]);
                }
            } else if (kind < 0.10) {
                share(post, shared);
            } else {
                // Spread over what is left, so that the long conversation is never on one page of the file.
                var due = post > longThread
                        && (post - longThread) * (double) LONG_THREAD / (size.posts() - longThread) > answers;
                if (due) {
                    answers++;
                }
                reply(post, due ? longThread : recent(post));
            }
            written[author[post]]++;
        }
    }

    private Reach reach() {
        var part = random.nextDouble();
        return part < 0.88 ? Reach.PUBLIC : part < 0.96 ? Reach.UNLISTED : part < 0.99 ? Reach.FOLLOWERS : Reach.DIRECT;
    }

    private int other(int person) {
        return (person + 1 + random.nextInt(size.everybody() - 1)) % size.everybody();
    }

    // Mostly of the last hour, sometimes much older.
    private int recent(int post) {
        var back = (int) Math.min(post, 3 / Math.pow(1 - random.nextDouble(), 1.5));
        return post - Math.max(back, 1);
    }

    private void share(int post, HashSet<Long> shared) {
        var original = recent(post);
        reach[post] = Reach.PUBLIC;
        if (shareOf[original] == NONE
                && reach[original] == Reach.PUBLIC
                && author[original] != author[post]
                && shared.add((long) original * size.everybody() + author[post])) {
            shareOf[post] = original;
            shares[original]++;
        }
    }

    private void reply(int post, int parent) {
        if (shareOf[parent] != NONE || !reach[parent].open()) {
            return;
        }
        replyTo[post] = parent;
        thread[post] = thread[parent];
        reach[post] = reach[parent];
        replies[parent]++;
        if (author[parent] != author[post]) {
            mentioned[post] = author[parent];
        }
    }

    private long[] like() {
        var drawn = new long[size.posts() / 2];
        for (var i = 0; i < drawn.length; i++) {
            var post = random.nextInt(size.posts());
            // One in ten is liked by many.
            while (shareOf[post] != NONE || !reach[post].open() || post % 10 != 0 && random.nextInt(4) > 0) {
                post = random.nextInt(size.posts());
            }
            drawn[i] = (long) post * size.everybody() + random.nextInt(size.everybody());
        }
        var distinct = Arrays.stream(drawn).sorted().distinct().toArray();
        for (var like : distinct) {
            likes[(int) (like / size.everybody())]++;
        }
        return distinct;
    }
}
