// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Profile;
import org.allmende.base.ActorId;
import org.allmende.database.Tx;

/// The tables `actor` and `actor_field`, for changing them.
final class ActorStore {

    private static final String ADD = """
            INSERT INTO actor (id, uri, name, name_key, domain, kind, display_name, search_key, bio_html, bio_source,
                bio_format, url, avatar, header, locked, bot, discoverable, indexable, hides_follows, identities, attributions, memorial, created,
                applied)
            VALUES (:id, :uri, :name, :key, :domain, :kind, :displayName, :searchKey, :bioHtml, :bioSource,
                :bioFormat, :url, :avatar, :header, :locked, :bot, :discoverable, :indexable,
                :hidesFollows, :identities, :attributions, :memorial, :created, :applied)
            ON CONFLICT DO NOTHING
            """;

    private static final String REWRITE = """
            UPDATE actor SET kind = :kind, display_name = :displayName, search_key = :searchKey, bio_html = :bioHtml,
                bio_source = :bioSource, bio_format = :bioFormat, avatar = :avatar, header = :header,
                locked = :locked, bot = :bot, discoverable = :discoverable, indexable = :indexable,
                hides_follows = :hidesFollows, identities = :identities, attributions = :attributions,
                memorial = :memorial
            WHERE id = :id
            """;

    // With the number behind it the name leads to them still, and to nobody else.
    private static final String SET_ASIDE = """
            UPDATE actor SET name = name || '.' || id, name_key = name_key || '.' || id WHERE id = :id
            """;

    private static final String ERASE = """
            UPDATE actor SET erased_at = :now, display_name = '', search_key = '', bio_html = '', bio_source = '',
                avatar = NULL, header = NULL, discoverable = FALSE, indexable = FALSE, identities = '',
                attributions = '', memorial = FALSE,
                followers_count = 0, following_count = 0, posts_count = 0, said_count = 0, answers_count = 0,
                open_count = 0, last_post_at = NULL
            WHERE id = :id
            """;

    private static final String COUNT_POST = """
            UPDATE actor SET
                posts_count = CASE WHEN posts_count + :by < 0 THEN 0 ELSE posts_count + :by END,
                said_count = CASE WHEN said_count + :said < 0 THEN 0 ELSE said_count + :said END,
                answers_count = CASE WHEN answers_count + :answers < 0 THEN 0 ELSE answers_count + :answers END,
                open_count = CASE WHEN open_count + :open < 0 THEN 0 ELSE open_count + :open END,
                last_post_at = CASE WHEN :by > 0 AND coalesce(last_post_at, 0) < :at THEN :at ELSE last_post_at END
            WHERE id = :id AND erased_at IS NULL
            """;

    /// False where the address or the name is taken.
    boolean add(
            Tx tx,
            ActorId id,
            String uri,
            String name,
            String domain,
            ActorKind kind,
            Profile profile,
            String url,
            Instant created,
            boolean applied) {
        var added = PersonStore.bindProfile(tx.change(ADD), profile)
                .bind("id", id.value())
                .bind("uri", uri)
                .bind("name", name)
                .bind("key", NameRule.key(name))
                .bind("domain", domain)
                .bind("kind", kind.name())
                .bind("url", url)
                .bind("created", created.toEpochMilli())
                .bind("applied", applied)
                .execute();
        if (added == 1) {
            addFields(tx, id, profile.fields());
        }
        return added == 1;
    }

    void rewrite(Tx tx, ActorId id, ActorKind kind, Profile profile) {
        PersonStore.bindProfile(tx.change(REWRITE), profile)
                .bind("id", id.value())
                .bind("kind", kind.name())
                .execute();
        removeFields(tx, id);
        addFields(tx, id, profile.fields());
    }

    private static void addFields(Tx tx, ActorId id, List<Profile.Field> fields) {
        if (fields.isEmpty()) {
            return;
        }
        var batch = tx.batch("INSERT INTO actor_field (actor, position, name, html, source, verified_at)"
                + " VALUES (:actor, :position, :name, :html, :source, :verified)");
        for (var position = 0; position < fields.size(); position++) {
            var field = fields.get(position);
            batch.bind("actor", id.value())
                    .bind("position", position)
                    .bind("name", field.name())
                    .bind("html", field.html())
                    .bind("source", field.source())
                    .bind(
                            "verified",
                            field.verified().map(Instant::toEpochMilli).orElse(null))
                    .add();
        }
        batch.execute();
    }

    private static void removeFields(Tx tx, ActorId id) {
        tx.change("DELETE FROM actor_field WHERE actor = :id")
                .bind("id", id.value())
                .execute();
    }

    /// Also sees applicants and tombstones, which no question about people does.
    Optional<ActorId> idOf(Tx tx, String uri) {
        return tx.query("SELECT id FROM actor WHERE uri = :uri")
                .bind("uri", uri)
                .mapTo(Long.class)
                .findOne()
                .map(ActorId::new);
    }

    boolean taken(Tx tx, String name) {
        return tx.query("SELECT id FROM actor WHERE domain = '' AND name_key = :key")
                .bind("key", NameRule.key(name))
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    void rename(Tx tx, ActorId id, String name, String domain, String url) {
        tx.change("UPDATE actor SET name = :name, name_key = :key, domain = :domain, url = :url WHERE id = :id")
                .bind("id", id.value())
                .bind("name", name)
                .bind("key", NameRule.key(name))
                .bind("domain", domain)
                .bind("url", url)
                .execute();
    }

    /// Takes the name from whoever else has it; gives who that was.
    Optional<ActorId> setAside(Tx tx, String uri, String name, String domain) {
        var other = tx.query("SELECT id FROM actor WHERE domain = :domain AND name_key = :key AND uri <> :uri")
                .bind("uri", uri)
                .bind("domain", domain)
                .bind("key", NameRule.key(name))
                .mapTo(Long.class)
                .findOne();
        other.ifPresent(id -> tx.change(SET_ASIDE).bind("id", id).execute());
        return other.map(ActorId::new);
    }

    void erase(Tx tx, ActorId id, Instant now) {
        tx.change(ERASE).bind("id", id.value()).bind("now", now.toEpochMilli()).execute();
        removeFields(tx, id);
    }

    void admit(Tx tx, ActorId id) {
        tx.change("UPDATE actor SET applied = FALSE WHERE id = :id")
                .bind("id", id.value())
                .execute();
    }

    boolean removeApplicant(Tx tx, ActorId id) {
        var removed = tx.change("DELETE FROM actor WHERE id = :id AND applied")
                .bind("id", id.value())
                .execute();
        if (removed == 1) {
            removeFields(tx, id);
        }
        return removed == 1;
    }

    /// Lets nobody else change what is between these two until the transaction ends.
    void hold(Tx tx, ActorId one, ActorId other) {
        tx.change("UPDATE actor SET following_count = following_count WHERE id IN (:one, :other)")
                .bind("one", one.value())
                .bind("other", other.value())
                .execute();
    }

    void countFollow(Tx tx, ActorId follower, ActorId followed, int by) {
        count(tx, "following_count", follower, by);
        count(tx, "followers_count", followed, by);
    }

    // A stranger's home may have told a lower number than we saw; it never falls below zero.
    private static void count(Tx tx, String column, ActorId id, int by) {
        tx.change("UPDATE actor SET " + column + " = CASE WHEN " + column + " + :by < 0 THEN 0 ELSE " + column
                        + " + :by END WHERE id = :id")
                .bind("by", by)
                .bind("id", id.value())
                .execute();
    }

    void countPost(Tx tx, ActorId author, int by, PostTraits traits, Instant when) {
        tx.change(COUNT_POST)
                .bind("id", author.value())
                .bind("by", by)
                .bind("said", traits.share() ? 0 : by)
                .bind("answers", traits.answer() ? by : 0)
                .bind("open", traits.open() ? by : 0)
                .bind("at", when.toEpochMilli())
                .execute();
    }

    void tellCounts(Tx tx, ActorId id, ForeignPerson foreign) {
        tx.change("""
                UPDATE actor SET followers_count = coalesce(:followers, followers_count),
                    following_count = coalesce(:following, following_count),
                    posts_count = coalesce(:posts, posts_count) WHERE id = :id
                """)
                .bind("id", id.value())
                .bind("followers", told(foreign.followers()))
                .bind("following", told(foreign.following()))
                .bind("posts", told(foreign.posts()))
                .execute();
    }

    private static Long told(java.util.OptionalLong count) {
        return count.isPresent() && count.getAsLong() >= 0 ? (Long) count.getAsLong() : null;
    }

    void limit(Tx tx, ActorId id, Optional<Instant> when) {
        mark(tx, "limited_at", id, when);
    }

    void suspend(Tx tx, ActorId id, Optional<Instant> when) {
        mark(tx, "suspended_at", id, when);
        there(tx, id, false);
    }

    /// Suspended by nobody here, but at home.
    void suspendThere(Tx tx, ActorId id, Optional<Instant> when) {
        mark(tx, "suspended_at", id, when);
        there(tx, id, when.isPresent());
    }

    private static void there(Tx tx, ActorId id, boolean there) {
        tx.change("UPDATE actor SET suspended_there = :there WHERE id = :id")
                .bind("id", id.value())
                .bind("there", there)
                .execute();
    }

    boolean suspendedThere(Tx tx, ActorId id) {
        return tx.query("SELECT suspended_there FROM actor WHERE id = :id")
                .bind("id", id.value())
                .map((row, _) -> row.getBoolean("suspended_there"))
                .findOne()
                .orElse(false);
    }

    private static void mark(Tx tx, String column, ActorId id, Optional<Instant> when) {
        tx.change("UPDATE actor SET " + column + " = :when WHERE id = :id")
                .bind("id", id.value())
                .bind("when", when.map(Instant::toEpochMilli).orElse(null))
                .execute();
    }
}
