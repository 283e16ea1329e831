// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.discovery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Setting;
import org.allmende.database.Settings;
import org.allmende.database.Tx;
import org.allmende.posts.Hashtags;
import org.allmende.posts.Post;
import org.allmende.posts.Posts;
import org.allmende.posts.Reader;
import org.allmende.posts.TagUse;

/// What many people speak of these days: hashtags, posts, links.
///
/// Different people are counted, ours and strangers alike, who want to be found and whom nobody limited; not clicks,
/// not
/// how long somebody looked, and nothing is written down for it. Everybody is shown the same. Off until the owner wants
/// it.
public final class Trends {

    public static final Setting<Boolean> ON = Setting.yesNo("discovery.trends", false);

    /// Two people are a conversation.
    public static final int PEOPLE_MIN = 3;

    private static final Duration WINDOW = Duration.ofDays(2);

    /// Counting reads many posts; nobody needs it by the minute.
    private static final Duration KEPT = Duration.ofMinutes(10);

    /// As many as anybody asks for.
    public static final int LISTED = 40;

    private record Counted(Instant when, List<String> tags, List<PostId> posts, List<TrendStore.Link> links) {}

    private final Database database;
    private final Settings settings;
    private final Clock clock;
    private final Posts posts;
    private final TrendStore store = new TrendStore();
    private Counted counted = new Counted(Instant.MIN, List.of(), List.of(), List.of());

    public Trends(Database database, Settings settings, Clock clock, Posts posts) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.posts = posts;
    }

    public boolean on() {
        return settings.get(ON);
    }

    public void show(boolean wanted) {
        database.write(tx -> {
            settings.set(tx, ON, wanted);
            return true;
        });
    }

    /// By their keys, the most spoken of first. Nothing where trends are off.
    public List<String> tags() {
        return list(Counted::tags);
    }

    /// Posts that this reader may see and wants to.
    public List<Post> posts(Reader reader) {
        var listed = list(Counted::posts);
        return listed.isEmpty() ? List.of() : posts.onTimeline(listed, reader);
    }

    public List<Trend> links() {
        var listed = list(Counted::links);
        if (listed.isEmpty()) {
            return List.of();
        }
        var today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        var days = IntStream.range(0, Hashtags.DAYS)
                .mapToObj(ago -> today.minus(ago, ChronoUnit.DAYS))
                .toList();
        var uses = new HashMap<String, Map<Instant, TagUse>>();
        database.read(tx ->
                        store.uses(tx, listed.stream().map(TrendStore.Link::url).toList(), days.getLast()))
                .forEach(row -> uses.computeIfAbsent(row.url(), _ -> new HashMap<>())
                        .put(row.use().day(), row.use()));
        return listed.stream()
                .map(link -> new Trend(
                        link.url(),
                        link.post(),
                        days.stream()
                                .map(day -> uses.getOrDefault(link.url(), Map.of())
                                        .getOrDefault(day, new TagUse(day, 0, 0)))
                                .toList()))
                .toList();
    }

    private synchronized <T> List<T> list(Function<Counted, List<T>> which) {
        if (!on()) {
            return List.of();
        }
        var now = clock.instant();
        if (counted.when().isBefore(now.minus(KEPT))) {
            counted = database.read(tx -> count(tx, now));
        }
        return which.apply(counted);
    }

    private Counted count(Tx tx, Instant now) {
        var since = Ids.first(now.minus(WINDOW));
        return new Counted(
                now, store.tags(tx, since, LISTED), store.posts(tx, since, LISTED), store.links(tx, since, LISTED));
    }

    /// What people who want to be found say in public of a link, the newest first.
    public Slice<Post> linking(String url, Page page, Reader reader) {
        return Slice.of(database.read(tx -> store.linking(tx, url, page)), PostId::value)
                .map(found -> posts.onTimeline(found, reader));
    }
}
