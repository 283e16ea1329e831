// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.allmende.activity.Audience;
import org.allmende.activity.Policy;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.MediaId;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.database.Columns;
import org.allmende.database.Tx;
import org.jdbi.v3.core.statement.Update;

/// The `paper` table.
final class PaperStore {

    private static final String COLUMNS = """
            id, author, due, text, format, summary, sensitive, language, reach, local_only, in_reply_to, media, poll,
            poll_multiple, poll_hide, poll_seconds, quote, quotable, trouble, changed
            """;

    private static final String ADD = "INSERT INTO paper (once_key, " + COLUMNS + """
            ) VALUES (:onceKey, :id, :author, :due, :text, :format, :summary, :sensitive, :language, :reach, :localOnly,
                :inReplyTo, :media, :poll, :pollMultiple, :pollHide, :pollSeconds, :quote, :quotable, :trouble, :changed)
            """;

    private static final String REWRITE = """
            UPDATE paper SET due = :due, text = :text, format = :format, summary = :summary, sensitive = :sensitive,
                language = :language, reach = :reach, local_only = :localOnly, in_reply_to = :inReplyTo, media = :media,
                poll = :poll, poll_multiple = :pollMultiple, poll_hide = :pollHide, poll_seconds = :pollSeconds,
                quote = :quote, quotable = :quotable, trouble = :trouble, changed = :changed
            WHERE id = :id AND author = :author
            """;

    void add(Tx tx, Paper paper, Optional<String> key) {
        bind(tx.change(ADD).bind("onceKey", key.orElse(null)), paper).execute();
    }

    boolean rewrite(Tx tx, Paper paper) {
        return bind(tx.change(REWRITE), paper).execute() == 1;
    }

    private static Update bind(Update change, Paper paper) {
        var what = paper.manuscript();
        return change.bind("id", paper.id())
                .bind("author", paper.author().value())
                .bind("due", paper.due().map(Instant::toEpochMilli).orElse(null))
                .bind("text", what.text())
                .bind("format", what.format())
                .bind("summary", what.summary().orElse(null))
                .bind("sensitive", what.sensitive())
                .bind("language", what.language().orElse(null))
                .bind("reach", what.audience().reach().name())
                .bind("localOnly", what.audience().localOnly())
                .bind("inReplyTo", what.inReplyTo().map(PostId::value).orElse(null))
                .bind("media", what.media().stream().map(MediaId::toString).collect(Collectors.joining(" ")))
                .bind(
                        "poll",
                        what.poll()
                                .map(poll -> String.join("\n", poll.options()))
                                .orElse(null))
                .bind("pollMultiple", what.poll().map(PollWish::multiple).orElse(false))
                .bind("pollHide", what.poll().map(PollWish::hideTotals).orElse(false))
                .bind(
                        "pollSeconds",
                        what.poll().map(poll -> poll.open().toSeconds()).orElse(0L))
                .bind("quote", what.quote().map(PostId::value).orElse(null))
                .bind("quotable", what.policy().text())
                .bind("trouble", paper.trouble().orElse(null))
                .bind("changed", paper.changed().toEpochMilli());
    }

    Optional<Paper> find(Tx tx, ActorId author, long id) {
        return tx.query("SELECT " + COLUMNS + " FROM paper WHERE id = :id AND author = :author")
                .bind("id", id)
                .bind("author", author.value())
                .map((row, _) -> paper(row))
                .findOne();
    }

    Optional<Paper> byKey(Tx tx, ActorId author, String key) {
        return tx.query("SELECT " + COLUMNS + " FROM paper WHERE author = :author AND once_key = :key")
                .bind("author", author.value())
                .bind("key", key)
                .map((row, _) -> paper(row))
                .findOne();
    }

    List<Paper> list(Tx tx, ActorId author, boolean waiting, Page page) {
        var found = tx.query("SELECT " + COLUMNS + " FROM paper WHERE author = :author AND due IS "
                        + (waiting ? "NOT NULL" : "NULL") + " AND id < :below AND id > :above ORDER BY id "
                        + (page.upwards() ? "ASC" : "DESC") + " LIMIT :limit")
                .bind("author", author.value())
                .bind("below", page.below())
                .bind("above", page.above())
                .bind("limit", page.limit())
                .map((row, _) -> paper(row))
                .list();
        return page.upwards() ? found.reversed() : found;
    }

    long count(Tx tx, ActorId author, boolean waiting) {
        return tx.query("SELECT count(*) FROM paper WHERE author = :author AND due IS "
                        + (waiting ? "NOT NULL" : "NULL"))
                .bind("author", author.value())
                .mapTo(Long.class)
                .one();
    }

    List<Long> of(Tx tx, ActorId author) {
        return tx.query("SELECT id FROM paper WHERE author = :author ORDER BY id LIMIT :limit")
                .bind("author", author.value())
                .bind("limit", Desk.SCHEDULED_MAX + Desk.DRAFTS_MAX)
                .mapTo(Long.class)
                .list();
    }

    boolean remove(Tx tx, ActorId author, long id) {
        return tx.change("DELETE FROM paper WHERE id = :id AND author = :author")
                        .bind("id", id)
                        .bind("author", author.value())
                        .execute()
                == 1;
    }

    private static Paper paper(ResultSet row) throws SQLException {
        var poll = Columns.text(row, "poll");
        var wish = poll.isEmpty()
                ? Optional.<PollWish>empty()
                : Optional.of(new PollWish(
                        List.of(poll.get().split("\n", -1)),
                        row.getBoolean("poll_multiple"),
                        row.getBoolean("poll_hide"),
                        Duration.ofSeconds(row.getLong("poll_seconds"))));
        return new Paper(
                row.getLong("id"),
                new ActorId(row.getLong("author")),
                new Manuscript(
                        row.getString("text"),
                        row.getString("format"),
                        Columns.text(row, "summary"),
                        row.getBoolean("sensitive"),
                        Columns.text(row, "language"),
                        new Audience(Reach.valueOf(row.getString("reach")), row.getBoolean("local_only")),
                        Columns.number(row, "in_reply_to").map(PostId::new),
                        Arrays.stream(row.getString("media").split(" ", -1))
                                .flatMap(id -> Ids.parse(id).stream())
                                .map(MediaId::new)
                                .toList(),
                        wish,
                        Columns.number(row, "quote").map(PostId::new),
                        policy(row.getString("quotable"))),
                Columns.time(row, "due"),
                Instant.ofEpochMilli(row.getLong("changed")),
                Columns.text(row, "trouble"));
    }

    // Once it said no more than who may quote.
    private static Policy policy(String text) {
        return text.indexOf(';') < 0 ? Policy.UNSAID.withQuote(Policy.Rule.of(text)) : Policy.of(text);
    }
}
