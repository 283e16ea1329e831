// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.allmende.access.Passwords;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.people.MemberKeys;

/// Writes a village into the tables, past the rooms but by their rules: everything they ask for is there.
final class VillageStore {

    /// Fixed, so that the same village has the same ids whenever it is written. Everything lies in the past.
    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    private static final Duration SPAN = Duration.ofDays(730);
    private static final Duration FOUNDED = Duration.ofDays(800);

    /// All members have one password, and one pair of keys: nobody measures how long it takes to make 10,000.
    static final String PASSWORD = "walnut-and-plum-tree";

    private final Connection connection;
    private final Addresses addresses;
    private final Village village;
    private final Words words;
    private int count;

    VillageStore(Connection connection, Addresses addresses, Village village) {
        this.connection = connection;
        this.addresses = addresses;
        this.village = village;
        this.words = new Words(village.size.seed());
    }

    void write() throws SQLException {
        people();
        follows();
        posts();
        likes();
        homes();
        notifications();
        count("actor", "post");
    }

    static String name(int person) {
        return switch (person) {
            case Village.READER -> "reader";
            case Village.STAR -> "star";
            case Village.WRITER -> "writer";
            default -> "person_" + person;
        };
    }

    static ActorId actor(int person) {
        return new ActorId(Ids.first(END.minus(FOUNDED).plusSeconds(person)) | person & 0xffff);
    }

    PostId post(int post) {
        return new PostId(Ids.first(when(post)) | post & 0xffff);
    }

    private Instant when(int post) {
        var age = SPAN.toMillis() * (village.size.posts() - post) / village.size.posts();
        return END.minusMillis(age);
    }

    // Ids of rows that nobody counts: in the order of time, and never twice.
    private long id(Instant when) {
        return Ids.first(when) | count++ & 0xffff;
    }

    private String domain(int person) {
        return village.local(person) ? "" : "peer" + person % 50 + ".example";
    }

    private String uri(int person) {
        return village.local(person)
                ? addresses.actor(actor(person))
                : "https://" + domain(person) + "/users/" + name(person);
    }

    private String page(int person) {
        return village.local(person) ? addresses.page(name(person)) : "https://" + domain(person) + "/@" + name(person);
    }

    private String uri(PostId post, int author) {
        return village.local(author) ? addresses.post(post) : uri(author) + "/statuses/" + post;
    }

    private void people() throws SQLException {
        var password = new Passwords().hash(PASSWORD);
        var keys = MemberKeys.generate();
        var secret = keys.rsa().bytes();
        var pem = keys.rsa().open().pem();
        var seed = keys.ed25519().seed();
        var multikey = keys.ed25519().open().multikey();
        try (var actors = new Rows(
                        connection,
                        "actor",
                        "id, uri, name, name_key, domain, kind, display_name, search_key, bio_html, bio_source, bio_format,"
                                + " url, locked, bot, discoverable, indexable, created, followers_count, following_count,"
                                + " posts_count, last_post_at");
                var fields = new Rows(connection, "actor_field", "actor, position, name, html, source");
                var memberKeys = new Rows(
                        connection, "member_key", "actor, rsa_private, rsa_public, ed25519_seed, ed25519_public");
                var accounts = new Rows(
                        connection,
                        "account",
                        "actor, password, role, state, default_reach, default_local, default_sensitive, created");
                var strangers = new Rows(
                        connection,
                        "stranger",
                        "actor, inbox, shared_inbox, outbox, followers_uri, key_id, public_key, assertion_keys, fetched_at")) {
            for (var person = 0; person < village.size.everybody(); person++) {
                var id = actor(person).value();
                var created = Ids.time(id).toEpochMilli();
                var local = village.local(person);
                var shown = "Person " + person;
                var bio = words.sentence();
                actors.add(
                        id,
                        uri(person),
                        name(person),
                        name(person),
                        domain(person),
                        "PERSON",
                        shown,
                        shown.toLowerCase(java.util.Locale.ROOT),
                        "<p>" + bio + "</p>",
                        local ? bio : "",
                        local ? "text/plain" : "text/html",
                        page(person),
                        false,
                        false,
                        true,
                        true,
                        created,
                        (long) village.followers[person],
                        local ? (long) village.follows[person].length : 0L,
                        (long) village.written[person],
                        END.toEpochMilli());
                if (words.oneIn(3)) {
                    fields.add(id, 0, "Place", "a house by the river", "a house by the river");
                }
                if (local) {
                    memberKeys.add(id, secret, pem, seed, multikey);
                    var role = person == Village.READER ? "OWNER" : "MEMBER";
                    accounts.add(id, password, role, "ACTIVE", "PUBLIC", false, false, created);
                } else {
                    strangers.add(
                            id,
                            uri(person) + "/inbox",
                            "https://" + domain(person) + "/inbox",
                            uri(person) + "/outbox",
                            uri(person) + "/followers",
                            uri(person) + "#main-key",
                            pem,
                            "",
                            END.toEpochMilli());
                }
            }
        }
    }

    private void follows() throws SQLException {
        try (var follows =
                new Rows(connection, "follow", "id, follower, followed, state, shares, each_post, activity")) {
            for (var follower = 0; follower < village.size.members(); follower++) {
                for (var followed : village.follows[follower]) {
                    var id = id(END.minus(SPAN).minusSeconds(village.size.members() - (long) follower));
                    follows.add(
                            id,
                            actor(follower).value(),
                            actor(followed).value(),
                            "ACCEPTED",
                            true,
                            false,
                            addresses.deed(actor(follower), id));
                }
            }
        }
    }

    private void posts() throws SQLException {
        try (var posts = new Rows(
                        connection,
                        "post",
                        "id, uri, url, author, home, share_of, in_reply_to, in_reply_to_author, thread, html, source,"
                                + " format, summary, sensitive, language, reach, local_only, created, has_media,"
                                + " likes_count, shares_count, replies_count");
                var mentions = new Rows(connection, "post_mention", "post, actor");
                var tags = new Rows(connection, "post_tag", "tag, post");
                var media = new Rows(
                        connection,
                        "media",
                        "id, owner, secret, purpose, post, position, attached, kind, state, mime, description, width,"
                                + " height, remote_url, created")) {
            for (var post = 0; post < village.size.posts(); post++) {
                post(post, posts, mentions, tags, media);
            }
        }
    }

    private void post(int number, Rows posts, Rows mentions, Rows tags, Rows media) throws SQLException {
        var author = village.author[number];
        var local = village.local(author);
        var id = post(number);
        var uri = uri(id, author);
        var share = village.shareOf[number];
        var parent = village.replyTo[number];
        var mentioned = village.mentioned[number];
        var written = share == Village.NONE;
        var sentence = written ? words.sentence() : "";
        List<String> chosen = written ? words.tags() : new ArrayList<>();
        var pictured = !local && written && words.oneIn(10);
        posts.add(
                id.value(),
                uri,
                local ? addresses.page(name(author), id) : page(author) + "/" + id,
                actor(author).value(),
                local,
                written ? null : post(share).value(),
                parent == Village.NONE ? null : post(parent).value(),
                parent == Village.NONE ? null : actor(village.author[parent]).value(),
                post(village.thread[number]).value(),
                written ? html(sentence, chosen, mentioned) : "",
                written && local ? sentence : "",
                local ? "text/plain" : "text/html",
                written && words.oneIn(30) ? "About the weather" : null,
                false,
                "en",
                village.reach[number].name(),
                local && quiet(number) && words.oneIn(100),
                when(number).toEpochMilli(),
                pictured,
                (long) village.likes[number],
                (long) village.shares[number],
                (long) village.replies[number]);
        if (mentioned != Village.NONE) {
            mentions.add(id.value(), actor(mentioned).value());
        }
        for (var tag : chosen) {
            tags.add(tag, id.value());
        }
        if (pictured) {
            media.add(
                    id(when(number)),
                    actor(author).value(),
                    "secret" + number,
                    "POST",
                    id.value(),
                    0,
                    true,
                    "IMAGE",
                    "FOREIGN",
                    "image/jpeg",
                    "A tree in a field",
                    1_600,
                    1_200,
                    uri + "/tree.jpg",
                    when(number).toEpochMilli());
        }
    }

    // What stays here was never passed on or answered from elsewhere.
    private boolean quiet(int post) {
        return village.reach[post] == Reach.PUBLIC
                && village.thread[post] == post
                && village.shareOf[post] == Village.NONE
                && village.replies[post] + village.shares[post] + village.likes[post] == 0;
    }

    private String html(String sentence, List<String> tags, int mentioned) {
        var html = new StringBuilder("<p>");
        if (mentioned != Village.NONE) {
            html.append("<span class=\"h-card\" translate=\"no\"><a href=\"")
                    .append(page(mentioned))
                    .append("\" class=\"u-url mention\">@<span>")
                    .append(name(mentioned))
                    .append("</span></a></span> ");
        }
        html.append(sentence);
        tags.forEach(tag -> html.append(" <a href=\"")
                .append(addresses.tag(tag))
                .append("\" class=\"mention hashtag\" rel=\"tag\">#<span>")
                .append(tag)
                .append("</span></a>"));
        return html.append("</p>").toString();
    }

    private void likes() throws SQLException {
        try (var likes = new Rows(connection, "liking", "id, actor, post, activity")) {
            for (var like : village.liked) {
                var post = (int) (like / village.size.everybody());
                var actor = actor((int) (like % village.size.everybody()));
                var id = id(when(post).plusSeconds(60));
                likes.add(id, actor.value(), post(post).value(), addresses.deed(actor, id));
            }
        }
    }

    private void homes() throws SQLException {
        var homes = new Homes(village);
        try (var rows = new Rows(connection, "home", "reader, post, about")) {
            for (var member = 0; member < village.size.members(); member++) {
                for (var post : homes.of(member)) {
                    var about = village.shareOf[post] == Village.NONE ? post : village.shareOf[post];
                    rows.add(
                            actor(member).value(),
                            post(post).value(),
                            post(about).value());
                }
            }
        }
    }

    // The last fifth: what is older than half a year is not kept.
    private void notifications() throws SQLException {
        try (var rows = new Rows(connection, "notification", "id, reader, kind, actor, post")) {
            var from = village.size.posts() / 5 * 4;
            for (var post = from; post < village.size.posts(); post++) {
                var share = village.shareOf[post];
                if (share != Village.NONE) {
                    tell(rows, village.author[share], "SHARE", village.author[post], share, post);
                } else if (village.mentioned[post] != Village.NONE) {
                    tell(rows, village.mentioned[post], "MENTION", village.author[post], post, post);
                }
            }
            for (var like : village.liked) {
                var post = (int) (like / village.size.everybody());
                if (post >= from) {
                    tell(rows, village.author[post], "LIKE", (int) (like % village.size.everybody()), post, post);
                }
            }
        }
    }

    private void tell(Rows rows, int reader, String kind, int actor, int about, int when) throws SQLException {
        if (village.local(reader) && reader != actor) {
            rows.add(
                    id(when(when).plusSeconds(60)),
                    actor(reader).value(),
                    kind,
                    actor(actor).value(),
                    post(about).value());
        }
    }

    private void count(String... tables) throws SQLException {
        for (var table : tables) {
            try (var statement = connection.createStatement();
                    var result = statement.executeQuery("SELECT count(*) FROM " + table)) {
                result.next();
                var expected = table.equals("post") ? village.size.posts() : village.size.everybody();
                if (result.getLong(1) != expected) {
                    throw new IllegalStateException(
                            "of " + expected + " rows of " + table + " only " + result.getLong(1) + " were taken");
                }
            }
        }
    }
}
