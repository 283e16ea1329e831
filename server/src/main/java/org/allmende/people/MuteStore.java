// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.Page;
import org.allmende.database.Tx;

/// The tables `mute` and `note_on`: what only their owner ever sees.
final class MuteStore {

    private static final String PUT = """
            INSERT INTO mute (id, actor, target, notifications, until)
            VALUES (:id, :actor, :target, :notifications, :until)
            ON CONFLICT (actor, target) DO UPDATE SET notifications = excluded.notifications, until = excluded.until
            """;

    private static final String PUT_NOTE = """
            INSERT INTO note_on (actor, target, text) VALUES (:actor, :target, :text)
            ON CONFLICT (actor, target) DO UPDATE SET text = excluded.text
            """;

    void put(Tx tx, long id, ActorId actor, ActorId target, boolean notifications, Optional<Instant> until) {
        tx.change(PUT)
                .bind("id", id)
                .bind("actor", actor.value())
                .bind("target", target.value())
                .bind("notifications", notifications)
                .bind("until", until.map(Instant::toEpochMilli).orElse(null))
                .execute();
    }

    /// The old row moves over: who has muted the new one already keeps both.
    void carry(Tx tx, ActorId from, ActorId to) {
        tx.change("""
                        UPDATE mute SET target = :to WHERE target = :from AND actor <> :to
                        AND NOT EXISTS (SELECT 1 FROM mute other WHERE other.actor = mute.actor AND other.target = :to)
                        """).bind("from", from.value()).bind("to", to.value()).execute();
    }

    void remove(Tx tx, ActorId actor, ActorId target) {
        tx.change("DELETE FROM mute WHERE actor = :actor AND target = :target")
                .bind("actor", actor.value())
                .bind("target", target.value())
                .execute();
    }

    List<ListStore.Entry> of(Tx tx, ActorId actor, Page page, Instant now) {
        // The moment stands in the text because the pages of all lists bind the same names.
        return ListStore.page(
                tx,
                "SELECT id, target AS actor FROM mute WHERE actor = :owner AND (until IS NULL OR until > "
                        + now.toEpochMilli() + ")",
                actor,
                page);
    }

    void note(Tx tx, ActorId actor, ActorId target, String text) {
        tx.change(PUT_NOTE)
                .bind("actor", actor.value())
                .bind("target", target.value())
                .bind("text", text)
                .execute();
    }

    void removeNote(Tx tx, ActorId actor, ActorId target) {
        tx.change("DELETE FROM note_on WHERE actor = :actor AND target = :target")
                .bind("actor", actor.value())
                .bind("target", target.value())
                .execute();
    }

    void forget(Tx tx, ActorId actor) {
        tx.change("DELETE FROM mute WHERE actor = :actor OR target = :actor")
                .bind("actor", actor.value())
                .execute();
        tx.change("DELETE FROM note_on WHERE actor = :actor OR target = :actor")
                .bind("actor", actor.value())
                .execute();
    }

    void removeEnded(Tx tx, Instant now) {
        tx.change("DELETE FROM mute WHERE until <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }
}
