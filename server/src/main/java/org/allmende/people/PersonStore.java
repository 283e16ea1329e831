// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.activity.Body;
import org.allmende.activity.Profile;
import org.allmende.base.ActorId;
import org.allmende.base.MediaId;
import org.allmende.database.Columns;
import org.allmende.database.Tx;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/// The tables `actor` and `actor_field`, for reading people: one query for who they are, one for their fields.
final class PersonStore {

    /// How many ids one statement is asked for at once; both databases bind far more.
    private static final int BATCH = 1_000;

    private static final String PERSON = """
            SELECT id, uri, name, domain, kind, display_name, bio_html, bio_source, bio_format, url, avatar, header,
                locked, bot, discoverable, indexable, hides_follows, identities, attributions, memorial, created, followers_count, following_count, posts_count,
                last_post_at, limited_at, suspended_at, erased_at
            FROM actor WHERE NOT applied AND\s""";

    private static final String FIELDS = """
            SELECT actor, name, html, source, verified_at FROM actor_field
            WHERE actor IN (<ids>) ORDER BY actor, position
            """;

    // Names first, then who is followed by more: what a person most likely means.
    private static final String SEARCH = PERSON + """
            erased_at IS NULL AND suspended_at IS NULL
            AND (name_key LIKE :prefix ESCAPE '!' OR search_key LIKE :anywhere ESCAPE '!')
            AND domain LIKE :domain ESCAPE '!'
            AND (:follower = 0 OR id IN
                (SELECT followed FROM follow WHERE follower = :follower AND state = 'ACCEPTED'))
            AND NOT EXISTS (SELECT 1 FROM avoided_domain v WHERE v.actor = :reader AND v.domain = actor.domain)
            ORDER BY CASE WHEN name_key = :exact THEN 0 ELSE 1 END, followers_count DESC, id
            LIMIT :limit
            """;

    private static final String DIRECTORY = PERSON + """
            discoverable AND erased_at IS NULL AND suspended_at IS NULL AND limited_at IS NULL
            AND (domain = '' OR NOT :localOnly)
            AND NOT EXISTS (SELECT 1 FROM avoided_domain v WHERE v.actor = :reader AND v.domain = actor.domain)
            AND NOT EXISTS (SELECT 1 FROM block b WHERE (b.actor = :reader AND b.target = actor.id)
                                                     OR (b.actor = actor.id AND b.target = :reader))
            AND NOT EXISTS (SELECT 1 FROM mute m WHERE m.actor = :reader AND m.target = actor.id
                            AND (m.until IS NULL OR m.until > :now))
            ORDER BY\s""";

    Optional<Person> find(Tx tx, ActorId id) {
        return only(tx, tx.query(PERSON + "id = :id").bind("id", id.value()));
    }

    Optional<Person> named(Tx tx, String name, String domain) {
        return only(
                tx,
                tx.query(PERSON + "domain = :domain AND name_key = :key")
                        .bind("domain", domain)
                        .bind("key", NameRule.key(name)));
    }

    Optional<Person> byUri(Tx tx, String uri) {
        return only(tx, tx.query(PERSON + "uri = :uri").bind("uri", uri));
    }

    Map<ActorId, Person> find(Tx tx, Collection<ActorId> ids) {
        var found = new HashMap<ActorId, Person>();
        for (var batch : batches(ids)) {
            people(tx, tx.query(PERSON + "id IN (<ids>) ORDER BY id").bindList("ids", batch))
                    .forEach(person -> found.put(person.id(), person));
        }
        return found;
    }

    /// `domain` is what it begins with; empty text for members alone, nothing for anybody.
    List<Person> search(
            Tx tx, String name, String anywhere, Optional<String> domain, long follower, long reader, int limit) {
        return people(
                tx,
                tx.query(SEARCH)
                        .bind("exact", name)
                        .bind("prefix", pattern(name) + "%")
                        .bind("anywhere", anywhere.isEmpty() ? "" : "%" + pattern(anywhere) + "%")
                        .bind(
                                "domain",
                                domain.map(start -> start.isEmpty() ? "" : pattern(start) + "%")
                                        .orElse("%"))
                        .bind("follower", follower)
                        .bind("reader", reader)
                        .bind("limit", limit));
    }

    List<Person> directory(Tx tx, Listing listing, long reader, Instant now) {
        var order = listing.active() ? "coalesce(last_post_at, 0) DESC, id DESC" : "id DESC";
        return people(
                tx,
                tx.query(DIRECTORY + order + " LIMIT :limit OFFSET :offset")
                        .bind("localOnly", listing.localOnly())
                        .bind("reader", reader)
                        .bind("now", now.toEpochMilli())
                        .bind("limit", listing.limit())
                        .bind("offset", listing.offset()));
    }

    /// A port is part of a domain where servers are tried out.
    List<Person> ofDomain(Tx tx, String domain, ActorId after, int limit) {
        return people(
                tx,
                tx.query(PERSON + """
                        domain <> '' AND id > :after AND (domain = :domain OR domain LIKE :below ESCAPE '!'
                            OR domain LIKE :ports ESCAPE '!')
                        ORDER BY id LIMIT :limit
                        """)
                        .bind("domain", domain)
                        .bind("below", "%." + pattern(domain))
                        .bind("ports", pattern(domain) + ":%")
                        .bind("after", after.value())
                        .bind("limit", limit));
    }

    Counts counts(Tx tx) {
        return tx.query("""
                        SELECT
                            (SELECT count(*) FROM actor WHERE domain = '' AND erased_at IS NULL AND NOT applied
                                AND suspended_at IS NULL AND kind <> 'APPLICATION') AS members,
                            (SELECT count(*) FROM stranger) AS strangers,
                            (SELECT coalesce(sum(said_count), 0) FROM actor
                                WHERE domain = '' AND suspended_at IS NULL) AS posts,
                            (SELECT coalesce(sum(answers_count), 0) FROM actor
                                WHERE domain = '' AND suspended_at IS NULL) AS answers
                        """)
                .map((row, _) -> new Counts(
                        row.getLong("members"), row.getLong("strangers"), row.getLong("posts"), row.getLong("answers")))
                .one();
    }

    long openPosts(Tx tx, ActorId author) {
        return tx.query("SELECT open_count FROM actor WHERE id = :id")
                .bind("id", author.value())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /// Each domain costs one step along the index, however many people live there.
    List<String> domains(Tx tx, int limit) {
        return tx.query("""
                        WITH RECURSIVE step (domain) AS (
                            SELECT min(domain) FROM actor WHERE domain > ''
                            UNION ALL
                            SELECT (SELECT min(a.domain) FROM actor a WHERE a.domain > step.domain)
                            FROM step WHERE step.domain IS NOT NULL)
                        SELECT domain FROM step WHERE domain IS NOT NULL LIMIT :limit
                        """).bind("limit", limit).mapTo(String.class).list();
    }

    private Optional<Person> only(Tx tx, Query query) {
        return people(tx, query).stream().findFirst();
    }

    private List<Person> people(Tx tx, Query query) {
        var rows = query.map((row, _) -> person(row)).list();
        if (rows.isEmpty()) {
            return rows;
        }
        var fields = fields(tx, rows.stream().map(Person::id).toList());
        return rows.stream()
                .map(person -> fields.containsKey(person.id()) ? with(person, fields.get(person.id())) : person)
                .toList();
    }

    private static Map<ActorId, List<Profile.Field>> fields(Tx tx, Collection<ActorId> ids) {
        var found = new HashMap<ActorId, List<Profile.Field>>();
        for (var batch : batches(ids)) {
            tx.query(FIELDS)
                    .bindList("ids", batch)
                    .map((row, _) -> Map.entry(
                            new ActorId(row.getLong("actor")),
                            new Profile.Field(
                                    row.getString("name"),
                                    row.getString("html"),
                                    row.getString("source"),
                                    Columns.time(row, "verified_at"))))
                    .forEach(field -> found.computeIfAbsent(field.getKey(), _ -> new ArrayList<>())
                            .add(field.getValue()));
        }
        return found;
    }

    static List<List<Long>> batches(Collection<ActorId> ids) {
        var all = new LinkedHashSet<>(ids).stream().map(ActorId::value).toList();
        var batches = new ArrayList<List<Long>>();
        for (var from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(from + BATCH, all.size())));
        }
        return batches;
    }

    static <S extends SqlStatement<S>> S bindProfile(S statement, Profile profile) {
        var displayName = ProfileRule.line(profile.displayName());
        return statement
                .bind("displayName", displayName)
                .bind("searchKey", NameRule.key(displayName))
                .bind("bioHtml", profile.bio().html())
                .bind("bioSource", profile.bio().source())
                .bind("bioFormat", profile.bio().format())
                .bind("avatar", profile.avatar().map(MediaId::value).orElse(null))
                .bind("header", profile.header().map(MediaId::value).orElse(null))
                .bind("locked", profile.locked())
                .bind("bot", profile.bot())
                .bind("discoverable", profile.discoverable())
                .bind("indexable", profile.indexable())
                .bind("hidesFollows", profile.hidesFollows())
                .bind("identities", IdentityLines.write(profile.identities()))
                .bind("attributions", String.join(" ", profile.attributions()))
                .bind("memorial", profile.memorial());
    }

    private static String pattern(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static Person with(Person person, List<Profile.Field> fields) {
        var profile = person.profile();
        return new Person(
                person.id(),
                person.uri(),
                person.name(),
                person.domain(),
                person.kind(),
                profile.withFields(fields),
                person.url(),
                person.created(),
                person.followers(),
                person.following(),
                person.posts(),
                person.lastPost(),
                person.limited(),
                person.suspended(),
                person.erased());
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                new ActorId(row.getLong("id")),
                row.getString("uri"),
                row.getString("name"),
                row.getString("domain"),
                ActorKind.valueOf(row.getString("kind")),
                new Profile(
                        row.getString("display_name"),
                        new Body(row.getString("bio_html"), row.getString("bio_source"), row.getString("bio_format")),
                        List.of(),
                        Columns.number(row, "avatar").map(MediaId::new),
                        Columns.number(row, "header").map(MediaId::new),
                        row.getBoolean("locked"),
                        row.getBoolean("bot"),
                        row.getBoolean("discoverable"),
                        row.getBoolean("indexable"),
                        row.getBoolean("hides_follows"),
                        IdentityLines.read(row.getString("identities")),
                        Arrays.stream(row.getString("attributions").split(" ", -1))
                                .filter(domain -> !domain.isEmpty())
                                .toList(),
                        row.getBoolean("memorial")),
                row.getString("url"),
                Instant.ofEpochMilli(row.getLong("created")),
                row.getLong("followers_count"),
                row.getLong("following_count"),
                row.getLong("posts_count"),
                Columns.time(row, "last_post_at"),
                Columns.number(row, "limited_at").isPresent(),
                Columns.number(row, "suspended_at").isPresent(),
                Columns.number(row, "erased_at").isPresent());
    }
}
