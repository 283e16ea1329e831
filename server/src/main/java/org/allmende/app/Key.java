// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can be configured: its name in the file, what kind of value it takes, what is usual, and what it is for.
///
/// In the environment each is called `ALLMENDE_…`, in capitals, with `_` for the dot.
enum Key {
    DOMAIN("domain", Kind.TEXT, "commons.example", """
            The name of this instance on the network. It is part of every address that others keep of the people
            here, so it cannot be changed once the instance has spoken to others."""),
    HANDLE_DOMAIN("handle_domain", Kind.TEXT, "", """
            The domain in handles, where it is another than `domain`: with "example.org" here and "social.example.org"
            there people are called @name@example.org. The web server of that domain must then redirect
            /.well-known/webfinger and /.well-known/host-meta to this instance, with their queries."""),
    LISTEN("listen", Kind.TEXT, "127.0.0.1:8080", """
            Where the program listens, HOST:PORT. Put a reverse proxy that speaks TLS in front of it."""),
    LOOPBACK("loopback", Kind.YES_NO, "false", """
            For trying and testing on one machine: plain http and loopback addresses are allowed between servers.
            Refused together with a public domain or listen address."""),
    TRUSTED_PROXIES("trusted_proxies", Kind.LIST, "127.0.0.1, ::1", """
            Addresses or networks of the proxies that are believed about where a request came from."""),
    LOG("log", Kind.TEXT, "info", """
            How much is logged: error, warn, info, debug."""),
    DATABASE_URL("database.url", Kind.TEXT, "sqlite:allmende.db", """
            sqlite:FILE (in the data folder), or postgresql://HOST/NAME."""),
    DATABASE_USER("database.user", Kind.TEXT, "allmende", """
            Who we are at PostgreSQL."""),
    DATABASE_PASSWORD("database.password", Kind.TEXT, "", """
            The password there. ALLMENDE_DATABASE_PASSWORD keeps it out of this file."""),
    MEDIA_FOLDER("media.folder", Kind.TEXT, "media", """
            Where pictures are kept; a relative path is inside the data folder."""),
    FEDERATION_PRIVATE_NETWORKS("federation.private_networks", Kind.LIST, "", """
            Private networks that servers may be reached in although they are not public, as in "10.0.0.0/8"."""),
    FEDERATION_PRIVATE_HOSTS("federation.private_hosts", Kind.LIST, "", """
            Hosts that may be reached wherever their names lead to, and at any port."""),
    FEDERATION_PLAIN_HTTP("federation.plain_http", Kind.LIST, "", """
            Hosts that are spoken to without TLS, as in "box.lan". Onion services always are."""),
    FEDERATION_ONION_PROXY("federation.onion_proxy", Kind.TEXT, "", """
            Where Tor's SOCKS proxy listens, as in "127.0.0.1:9050"; without it onion services are not reached."""),
    FEDERATION_AUTHORITIES("federation.authorities", Kind.TEXT, "", """
            A PEM file with certificate authorities to believe in besides the usual ones.""");

    enum Kind {
        TEXT,
        YES_NO,
        LIST
    }

    private static final String PREFIX = "ALLMENDE_";

    private final String title;
    private final Kind kind;
    private final String usual;
    private final String purpose;

    Key(String title, Kind kind, String usual, String purpose) {
        this.title = title;
        this.kind = kind;
        this.usual = usual;
        this.purpose = purpose;
    }

    String title() {
        return title;
    }

    Kind kind() {
        return kind;
    }

    /// What holds if nothing is said, or for `domain` an example.
    String usual() {
        return usual;
    }

    String purpose() {
        return purpose;
    }

    String variable() {
        return PREFIX + title.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    static Optional<Key> titled(String title) {
        return Arrays.stream(values()).filter(key -> key.title.equals(title)).findFirst();
    }

    static Optional<Key> inEnvironment(String variable) {
        return Arrays.stream(values())
                .filter(key -> key.variable().equals(variable))
                .findFirst();
    }

    static List<String> titles() {
        return Arrays.stream(values()).map(Key::title).toList();
    }

    static List<String> variables() {
        return Arrays.stream(values()).map(Key::variable).toList();
    }
}
