// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import org.allmende.base.Ids;
import org.allmende.base.RsaKeys;

/// Many followers on many hosts, written past the rooms: one crowd whose hosts have shared inboxes and follows
/// `writer`,
/// and one of people with inboxes of their own alone, which follows `star`.
///
/// The hosts are addresses of the loopback network, all at the port of one sink.
record Crowd(int people, int hosts, int port) {

    private static final Instant FOUNDED = Instant.parse("2025-06-01T00:00:00Z");
    private static final int HOSTS_PER_NET = 250;

    String host(int number) {
        return "http://127.1." + number / HOSTS_PER_NET + "." + (1 + number % HOSTS_PER_NET) + ":" + port;
    }

    /// Written while no server runs on the folder.
    void write(Options options, Path folder) {
        try (var connection = DriverManager.getConnection(options.jdbc(folder))) {
            connection.setAutoCommit(false);
            var pem = RsaKeys.generate().open().pem();
            follow(connection, pem, Village.WRITER, true, 0);
            follow(connection, pem, Village.STAR, false, people);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void follow(Connection connection, String pem, int followed, boolean shared, int from) throws SQLException {
        try (var actors = new Rows(
                        connection,
                        "actor",
                        "id, uri, name, name_key, domain, kind, display_name, search_key, bio_html, bio_source, bio_format,"
                                + " url, locked, bot, discoverable, indexable, created");
                var strangers = new Rows(
                        connection,
                        "stranger",
                        "actor, inbox, shared_inbox, outbox, followers_uri, key_id, public_key, assertion_keys, fetched_at");
                var follows =
                        new Rows(connection, "follow", "id, follower, followed, state, shares, each_post, activity")) {
            for (var number = from; number < from + people; number++) {
                var host = number % hosts;
                var id = Ids.first(FOUNDED.plusMillis(number));
                var name = "guest" + number;
                var uri = host(host) + "/u/" + number;
                var domain = host(host).substring("http://".length());
                var now = FOUNDED.toEpochMilli();
                actors.add(
                        id,
                        uri,
                        name,
                        name,
                        domain,
                        "PERSON",
                        name,
                        name,
                        "",
                        "",
                        "text/html",
                        uri,
                        false,
                        false,
                        true,
                        true,
                        now);
                strangers.add(
                        id,
                        uri + "/inbox",
                        shared ? host(host) + "/s/" + host + "/inbox" : null,
                        uri + "/outbox",
                        uri + "/followers",
                        uri + "#main-key",
                        pem,
                        "",
                        now);
                follows.add(
                        id,
                        id,
                        VillageStore.actor(followed).value(),
                        "ACCEPTED",
                        true,
                        false,
                        uri + "/follows/" + number);
            }
        }
    }
}
