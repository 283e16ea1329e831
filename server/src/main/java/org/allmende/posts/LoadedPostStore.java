// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.allmende.activity.Tally;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.database.Tx;
import org.allmende.media.Media;
import org.allmende.media.MediaLibrary;
import org.allmende.people.People;
import org.allmende.people.Person;

/// Turns ids into posts, for a whole page at once: a fixed number of queries, however long the page.
final class LoadedPostStore {

    private record Pair(long post, long other) {}

    private record TagRow(long post, String tag) {}

    private record MineRow(long post, String deed) {}

    /// What belongs to the posts of one page.
    private record Around(
            Map<ActorId, Person> people,
            Map<PostId, List<Media>> media,
            Map<Long, List<Long>> mentions,
            Map<Long, Set<String>> tags,
            Map<PostId, Poll> polls,
            Map<Long, Tally> tallies,
            Map<PostId, List<Reaction>> reactions,
            Map<PostId, May> may,
            Map<Long, Set<String>> mine) {}

    private static final String MINE = """
            SELECT post, 'like' AS deed FROM liking WHERE actor = :reader AND post IN (<ids>)
            UNION ALL SELECT post, 'bookmark' FROM bookmark WHERE actor = :reader AND post IN (<ids>)
            UNION ALL SELECT share_of, 'share' FROM post
                      WHERE author = :reader AND share_of IN (<ids>) AND deleted_at IS NULL
            UNION ALL SELECT p.id, 'mute' FROM post p JOIN thread_mute m ON m.thread = p.thread
                      WHERE m.actor = :reader AND p.id IN (<ids>)
            UNION ALL SELECT post, CASE what WHEN 'SHARE' THEN 'share' ELSE 'like' END FROM interaction
                      WHERE actor = :reader AND post IN (<ids>) AND state = 'PENDING'
                            AND (what = 'SHARE' OR (what = 'LIKE' AND detail = ''))
            """;

    private final People people;
    private final MediaLibrary media;
    private final PollStore polls;
    private final EmojiReactionStore reactions = new EmojiReactionStore();
    private final PostListStore queries;
    private final OriginStore origins;
    private final CitedPostStore cited;
    private final Permissions permissions;
    private final Clock clock;

    LoadedPostStore(
            People people,
            MediaLibrary media,
            PollStore polls,
            PostListStore queries,
            OriginStore origins,
            CitedPostStore cited,
            Permissions permissions,
            Clock clock) {
        this.people = people;
        this.media = media;
        this.polls = polls;
        this.queries = queries;
        this.origins = origins;
        this.cited = cited;
        this.permissions = permissions;
        this.clock = clock;
    }

    /// In the order given; what the reader may not see is left out, and so are shares of it.
    List<Post> load(Tx tx, Collection<PostId> wanted, Reader reader) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        var rows = rows(tx, wanted.stream().map(PostId::value).distinct().toList(), reader);
        var originals = rows.values().stream()
                .flatMap(row -> row.shareOf().stream())
                .map(PostId::value)
                .filter(id -> !rows.containsKey(id))
                .distinct()
                .toList();
        var all = new HashMap<>(rows);
        if (!originals.isEmpty()) {
            all.putAll(rows(tx, originals, reader));
        }
        if (all.isEmpty()) {
            return List.of();
        }
        var citing = cited.of(tx, all.values(), reader);
        citing.rows().forEach(all::putIfAbsent);
        var around = around(tx, all, reader);
        return wanted.stream()
                .map(id -> all.get(id.value()))
                .filter(Objects::nonNull)
                .flatMap(row -> post(row, all, around, citing, true).stream())
                .toList();
    }

    private Map<Long, PostRow> rows(Tx tx, List<Long> ids, Reader reader) {
        var rows = new HashMap<Long, PostRow>();
        queries.visible(tx, ids, reader).forEach(row -> rows.put(row.id().value(), row));
        return rows;
    }

    private Around around(Tx tx, Map<Long, PostRow> rows, Reader reader) {
        var ids = rows.values().stream()
                .filter(row -> row.shareOf().isEmpty())
                .map(row -> row.id().value())
                .toList();
        var posts = ids.stream().map(PostId::new).toList();
        var mentions = mentions(tx, ids);
        var actors = new HashSet<ActorId>();
        rows.values().forEach(row -> {
            actors.add(row.author());
            row.group().ifPresent(actors::add);
        });
        mentions.values().forEach(list -> list.forEach(actor -> actors.add(new ActorId(actor))));
        return new Around(
                people.find(tx, actors),
                posts.isEmpty() ? Map.of() : media.of(tx, posts),
                mentions,
                tags(tx, ids),
                polls.of(tx, posts, reader, clock.instant()),
                origins.tallies(tx, foreign(rows)),
                reactions.of(tx, posts, reader),
                may(tx, rows, mentions, reader),
                mine(tx, ids, reader));
    }

    private Map<PostId, May> may(Tx tx, Map<Long, PostRow> rows, Map<Long, List<Long>> mentions, Reader reader) {
        if (!(reader instanceof Reader.Member(var me))) {
            return Map.of();
        }
        var may = new HashMap<PostId, May>();
        var ties = permissions.ties(tx, me, rows.values());
        rows.values()
                .forEach(row -> may.put(
                        row.id(),
                        permissions.may(
                                me,
                                row,
                                ties,
                                () -> row.inReplyToAuthor().equals(Optional.of(me))
                                        || mentions.getOrDefault(row.id().value(), List.of())
                                                .contains(me.value()))));
        return may;
    }

    private static List<Long> foreign(Map<Long, PostRow> rows) {
        return rows.values().stream()
                .filter(row -> !row.home() && row.shareOf().isEmpty())
                .map(row -> row.id().value())
                .toList();
    }

    private static Map<Long, List<Long>> mentions(Tx tx, List<Long> ids) {
        var mentions = new HashMap<Long, List<Long>>();
        if (!ids.isEmpty()) {
            tx.query("SELECT post, actor FROM post_mention WHERE post IN (<ids>) ORDER BY post, actor")
                    .bindList("ids", ids)
                    .map((row, _) -> new Pair(row.getLong("post"), row.getLong("actor")))
                    .forEach(pair -> mentions.computeIfAbsent(pair.post, _ -> new ArrayList<>())
                            .add(pair.other));
        }
        return mentions;
    }

    private static Map<Long, Set<String>> tags(Tx tx, List<Long> ids) {
        var tags = new HashMap<Long, Set<String>>();
        if (!ids.isEmpty()) {
            tx.query("SELECT post, tag FROM post_tag WHERE post IN (<ids>) ORDER BY post, tag")
                    .bindList("ids", ids)
                    .map((row, _) -> new TagRow(row.getLong("post"), row.getString("tag")))
                    .forEach(row ->
                            tags.computeIfAbsent(row.post, _ -> new HashSet<>()).add(row.tag));
        }
        return tags;
    }

    private static Map<Long, Set<String>> mine(Tx tx, List<Long> ids, Reader reader) {
        var mine = new HashMap<Long, Set<String>>();
        if (!ids.isEmpty() && reader.isMember()) {
            tx.query(MINE)
                    .bindList("ids", ids)
                    .bind("reader", reader.number())
                    .map((row, _) -> new MineRow(row.getLong("post"), row.getString("deed")))
                    .forEach(row ->
                            mine.computeIfAbsent(row.post, _ -> new HashSet<>()).add(row.deed));
        }
        return mine;
    }

    // A quoted post is shown whole, and of what it quotes itself only that it does.
    private Optional<Post> post(
            PostRow row, Map<Long, PostRow> rows, Around around, CitedPostStore.Citing citing, boolean whole) {
        var author = around.people.get(row.author());
        Optional<Post> shared = row.shareOf()
                .map(id -> rows.get(id.value()))
                .flatMap(original -> post(original, rows, around, citing, whole));
        if (author == null || (row.shareOf().isPresent() && shared.isEmpty())) {
            return Optional.empty();
        }
        var id = row.id();
        var mentioned = Stream.ofNullable(around.mentions.get(id.value()))
                .flatMap(List::stream)
                .map(actor -> around.people.get(new ActorId(actor)))
                .filter(Objects::nonNull)
                .toList();
        var tally = around.tallies.getOrDefault(id.value(), Tally.UNKNOWN);
        var deeds = around.mine.getOrDefault(id.value(), Set.of());
        return Optional.of(new Post(
                id,
                row.uri(),
                row.url(),
                author,
                shared,
                row.inReplyTo(),
                row.inReplyToAuthor(),
                row.thread(),
                row.body(),
                row.summary(),
                row.sensitive(),
                row.language(),
                row.audience(),
                row.created(),
                row.edited(),
                row.pinned(),
                // Its home knows of more than we have heard of, and we of what it does not show.
                Math.max(row.likes(), tally.likes().orElse(0)),
                Math.max(row.shares(), tally.shares().orElse(0)),
                Math.max(row.replies(), tally.replies().orElse(0)),
                around.media.getOrDefault(id, List.of()),
                mentioned,
                around.tags.getOrDefault(id.value(), Set.of()),
                Optional.ofNullable(around.polls.get(id)),
                row.app(),
                row.piece(),
                row.group().flatMap(group -> Optional.ofNullable(around.people.get(group))),
                around.reactions.getOrDefault(id, List.of()),
                citing.quoted(
                        row,
                        quoted -> whole
                                ? Optional.ofNullable(rows.get(quoted.value()))
                                        .flatMap(other -> post(other, rows, around, citing, false))
                                : Optional.empty()),
                row.policy(),
                around.may.getOrDefault(id, May.NOTHING),
                row.quotes(),
                deeds.isEmpty()
                        ? Mine.NOTHING
                        : new Mine(
                                deeds.contains("like"),
                                deeds.contains("share"),
                                deeds.contains("bookmark"),
                                deeds.contains("mute")),
                row.awaits()));
    }
}
