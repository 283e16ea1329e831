// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.allmende.database.DatabaseAddress;
import org.allmende.http.Listen;
import org.allmende.http.Network;

/// Puts the configuration together: what is usual, the file, the environment, the flags, in rising order.
final class ConfigurationReader {

    /// What the launcher and `--data` read; no settings, but ours.
    private static final Set<String> OTHER_VARIABLES =
            Set.of("ALLMENDE_DATA", "ALLMENDE_HEAP", "ALLMENDE_JAVA_OPTS", "ALLMENDE_CHROMIUM");

    private final Path folder;
    private final Map<Key, Given> given = new EnumMap<>(Key.class);

    private ConfigurationReader(Path folder) {
        this.folder = folder;
    }

    static Configuration read(Path folder, Map<String, String> environment, Map<Key, Given> flags) {
        var reader = new ConfigurationReader(folder);
        reader.given.putAll(new ConfigurationFile(folder).read());
        reader.given.putAll(fromEnvironment(environment));
        reader.given.putAll(flags);
        return reader.configuration();
    }

    private static Map<Key, Given> fromEnvironment(Map<String, String> environment) {
        var given = new EnumMap<Key, Given>(Key.class);
        environment.forEach((variable, value) -> {
            if (!variable.startsWith("ALLMENDE_") || OTHER_VARIABLES.contains(variable)) {
                return;
            }
            var key = Key.inEnvironment(variable)
                    .orElseThrow(() -> new Complaint("%s in the environment is no setting.%s"
                            .formatted(variable, Resemblance.hint(variable, Key.variables()))));
            // Container files often pass on variables that nobody has set.
            if (!value.isBlank()) {
                given.put(key, new Given(key, values(key, value), variable));
            }
        });
        return given;
    }

    private static List<String> values(Key key, String value) {
        return switch (key.kind()) {
            case TEXT, YES_NO -> List.of(value.strip());
            case LIST -> split(value);
        };
    }

    private static List<String> split(String value) {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private Configuration configuration() {
        var loopback = yesNo(Key.LOOPBACK);
        var listen = checked(Key.LISTEN, Listen::at).trusting(networks(Key.TRUSTED_PROXIES));
        if (loopback && !DomainName.loopback(listen.host())) {
            throw value(Key.LISTEN)
                    .complaint("--loopback is for this machine alone, and %s can be reached from outside"
                            .formatted(listen.host()));
        }
        var domain = domain(listen, loopback);
        return new Configuration(
                folder,
                domain,
                handles(domain),
                loopback,
                listen,
                database(),
                checked(Key.MEDIA_FOLDER, name -> folder.resolve(name)),
                federation(),
                choice(Key.LOG, Configuration.LogLevel.class));
    }

    private String domain(Listen listen, boolean loopback) {
        if (!given.containsKey(Key.DOMAIN)) {
            if (!DomainName.loopback(listen.host())) {
                throw new Complaint("`domain` is missing: a server that others can reach needs the name they use"
                        + " (in %s, ALLMENDE_DOMAIN or --domain)".formatted(folder.resolve(ConfigurationFile.NAME)));
            }
            if (listen.port() == 0) {
                throw value(Key.LISTEN).complaint("port 0 means any port, so `domain` has to be given");
            }
            return "localhost:" + listen.port();
        }
        var domain = checked(Key.DOMAIN, DomainName::normal);
        if (loopback && !DomainName.local(domain)) {
            throw value(Key.DOMAIN)
                    .complaint("--loopback is for names of this machine, as localhost:8080, not for " + domain);
        }
        return domain;
    }

    // Who can be reached by everybody must be called by what everybody can ask.
    private String handles(String domain) {
        if (value(Key.HANDLE_DOMAIN).text().isEmpty()) {
            return domain;
        }
        var handles = checked(Key.HANDLE_DOMAIN, DomainName::normal);
        if (DomainName.local(handles) != DomainName.local(domain)) {
            throw value(Key.HANDLE_DOMAIN)
                    .complaint("%s and %s cannot be reached from the same places".formatted(handles, domain));
        }
        return handles;
    }

    private DatabaseAddress database() {
        var url = value(Key.DATABASE_URL).text();
        if (url.startsWith("sqlite:")) {
            return new DatabaseAddress.Sqlite(folder.resolve(url.substring("sqlite:".length())));
        }
        var plain = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
        if (plain.startsWith("postgresql://") || plain.startsWith("postgres://")) {
            return postgres(plain);
        }
        throw value(Key.DATABASE_URL).complaint("expected sqlite:FILE or postgresql://HOST/NAME");
    }

    private DatabaseAddress postgres(String url) {
        var uri = checked(Key.DATABASE_URL, _ -> URI.create(url));
        if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw value(Key.DATABASE_URL).complaint("expected postgresql://HOST/NAME");
        }
        var user = Optional.ofNullable(uri.getUserInfo()).orElse("").split(":", 2);
        var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new DatabaseAddress.Postgres(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
                user[0].isEmpty() ? value(Key.DATABASE_USER).text() : user[0],
                user.length < 2 ? value(Key.DATABASE_PASSWORD).text() : user[1]);
    }

    private Configuration.Federation federation() {
        var authorities = optional(Key.FEDERATION_AUTHORITIES, name -> folder.resolve(name));
        if (authorities.isPresent() && !Files.isReadable(authorities.get())) {
            throw value(Key.FEDERATION_AUTHORITIES).complaint(authorities.get() + " cannot be read");
        }
        return new Configuration.Federation(
                networks(Key.FEDERATION_PRIVATE_NETWORKS),
                hosts(Key.FEDERATION_PRIVATE_HOSTS),
                hosts(Key.FEDERATION_PLAIN_HTTP),
                optional(Key.FEDERATION_ONION_PROXY, Listen::at),
                authorities);
    }

    private <T> Optional<T> optional(Key key, Function<String, T> read) {
        return value(key).text().isEmpty() ? Optional.empty() : Optional.of(checked(key, read));
    }

    private Set<String> hosts(Key key) {
        return value(key).values().stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<Network> networks(Key key) {
        return checked(
                key, _ -> value(key).values().stream().map(Network::parse).toList());
    }

    private boolean yesNo(Key key) {
        return switch (value(key).text().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            case String other -> throw value(key).complaint("expected true or false, got `" + other + "`");
        };
    }

    private <E extends Enum<E>> E choice(Key key, Class<E> type) {
        var text = value(key).text();
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> value(key)
                        .complaint("expected one of %s, got `%s`"
                                .formatted(
                                        Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT), text)));
    }

    private <T> T checked(Key key, Function<String, T> read) {
        try {
            return read.apply(value(key).text());
        } catch (IllegalArgumentException e) {
            throw value(key).complaint(e.getMessage());
        }
    }

    private Given value(Key key) {
        var found = given.get(key);
        return found != null
                ? found
                : new Given(
                        key,
                        key.kind() == Key.Kind.LIST ? split(key.usual()) : List.of(key.usual()),
                        "its usual value");
    }
}
