// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.allmende.database.DatabaseAddress;
import org.allmende.http.OutboundPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    @TempDir
    Path folder;

    @Test
    void without_a_word_it_is_a_trial_on_this_machine() {
        var configuration = read(Map.of(), Map.of());

        assertThat(configuration.address()).isEqualTo("http://localhost:8080");
        assertThat(configuration.listen().host()).isEqualTo("127.0.0.1");
        assertThat(configuration.database()).isEqualTo(new DatabaseAddress.Sqlite(folder.resolve("allmende.db")));
        assertThat(configuration.media()).isEqualTo(folder.resolve("media"));
        assertThat(configuration.loopback()).isFalse();
        assertThat(configuration.trial()).isTrue();
    }

    @Test
    void the_environment_wins_over_the_file_and_a_flag_over_both() throws IOException {
        file("domain = \"file.example\"\nlisten = \"127.0.0.1:1\"\nlog = \"warn\"");

        var configuration = read(
                Map.of("ALLMENDE_DOMAIN", "variable.example", "ALLMENDE_LISTEN", "127.0.0.1:2"),
                Map.of(Key.LISTEN, "127.0.0.1:3"));

        assertThat(configuration.log()).isEqualTo(Configuration.LogLevel.WARN);
        assertThat(configuration.domain()).isEqualTo("variable.example");
        assertThat(configuration.listen().port()).isEqualTo(3);
    }

    @Test
    void people_are_called_by_the_domain_or_by_another_that_is_reached_alike() {
        var usual = read(Map.of(), Map.of(Key.DOMAIN, "commons.example"));
        var split = read(Map.of("ALLMENDE_HANDLE_DOMAIN", "Example.ORG"), Map.of(Key.DOMAIN, "social.example.org"));

        assertThat(usual.handles()).isEqualTo("commons.example");
        assertThat(split.handles()).isEqualTo("example.org");
        assertThat(split.address()).isEqualTo("https://social.example.org");
        assertThatThrownBy(() -> read(Map.of("ALLMENDE_HANDLE_DOMAIN", "localhost"), Map.of(Key.DOMAIN, "a.example")))
                .isInstanceOf(Complaint.class);
    }

    @Test
    void tables_and_lists_of_the_file_are_read() throws IOException {
        file("""
                trusted_proxies = ["10.0.0.0/8"]
                [media]
                folder = "/srv/pictures"
                [federation]
                plain_http = ["Box.lan"]
                private_hosts = ["box.lan"]
                onion_proxy = "127.0.0.1:9050"
                private_networks = ["192.168.0.0/16", "fd00::/8"]
                """);

        var configuration = read(Map.of(), Map.of());

        assertThat(configuration.listen().trusted()).hasSize(1);
        assertThat(configuration.media()).isEqualTo(Path.of("/srv/pictures"));
        assertThat(configuration.federation().privateNetworks()).hasSize(2);
        assertThat(configuration.outbound().plainHosts()).containsExactly("box.lan");
        assertThat(configuration.outbound().privateHosts()).containsExactly("box.lan");
        assertThat(configuration.outbound().onionProxy()).contains(new OutboundPolicy.OnionProxy("127.0.0.1", 9050));
        assertThat(configuration.outbound().plainHttp()).isFalse();
        assertThat(configuration.outbound().loopback()).isFalse();
    }

    @Test
    void a_mistyped_key_is_refused_with_the_one_that_was_meant() throws IOException {
        file("[database]\nulr = \"x\"");

        assertThatThrownBy(() -> read(Map.of(), Map.of()))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("`database.ulr` in " + folder.resolve("allmende.toml") + " is no setting")
                .hasMessageEndingWith("Did you mean `database.url`?");
    }

    @Test
    void a_mistyped_variable_is_refused_and_the_launcher_s_own_are_not() {
        read(Map.of("ALLMENDE_HEAP", "1g", "PATH", "/bin", "ALLMENDE_DOMAIN", ""), Map.of());

        assertThatThrownBy(() -> read(Map.of("ALLMENDE_DOMIAN", "a.example"), Map.of()))
                .hasMessage("ALLMENDE_DOMIAN in the environment is no setting. Did you mean `ALLMENDE_DOMAIN`?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listen = 5             | `listen` from | expected text in quotes",
                "loopback = \"true\"    | `loopback` from | expected true or false",
                "trusted_proxies = \"x\"| `trusted_proxies` from | expected a list",
                "trusted_proxies = [\"x\"]| `trusted_proxies` from | not an address",
                "listen = \"8080\"      | `listen` from | HOST:PORT",
                "log = \"loud\"         | `log` from | expected one of [error, warn, info, debug]",
                "listen = \"127         | allmende.toml, line 1 | :",
                "database.url = \"mysql://x/y\" | `database.url` from | postgresql://",
                "database.url = \"postgresql:///y\" | `database.url` from | postgresql://",
                "federation.authorities = \"nowhere.pem\" | `federation.authorities` from | cannot be read",
            })
    void a_wrong_value_is_refused_with_its_key_and_its_place(String line, String place, String trouble)
            throws IOException {
        file(line);

        assertThatThrownBy(() -> read(Map.of(), Map.of()))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining(place)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining(trouble);
    }

    @Test
    void loopback_is_refused_together_with_a_public_domain_or_address() {
        assertThatThrownBy(() -> read(Map.of(), Map.of(Key.LOOPBACK, "true", Key.DOMAIN, "commons.example")))
                .hasMessageContaining("`domain` from --domain")
                .hasMessageContaining("commons.example");
        assertThatThrownBy(() -> read(Map.of(), Map.of(Key.LOOPBACK, "true", Key.LISTEN, "0.0.0.0:80")))
                .hasMessageContaining("`listen` from --listen")
                .hasMessageContaining("0.0.0.0");
        assertThatThrownBy(() -> read(Map.of(), Map.of(Key.LOOPBACK, "true", Key.LISTEN, "192.168.1.2:80")))
                .hasMessageContaining("192.168.1.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:81", "localhost:81", "[::1]:81", "127.8.9.10:81"})
    void loopback_listens_on_any_address_of_this_machine(String listen) {
        var configuration = read(Map.of(), Map.of(Key.LOOPBACK, "true", Key.LISTEN, listen));

        assertThat(configuration.outbound().loopback()).isTrue();
        assertThat(configuration.outbound().plainHttp()).isTrue();
        assertThat(configuration.domain()).isEqualTo("localhost:81");
    }

    @Test
    void a_server_that_others_can_reach_needs_a_name() {
        assertThatThrownBy(() -> read(Map.of(), Map.of(Key.LISTEN, "0.0.0.0:80")))
                .hasMessageStartingWith("`domain` is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "Commons.Example, https://commons.example",
        "bücher.example, https://xn--bcher-kva.example",
        "commons.example:8443, https://commons.example:8443",
        "localhost:8080, http://localhost:8080",
        "a.localhost:80, http://a.localhost:80",
        "127.0.0.1:8080, http://127.0.0.1:8080",
        "[::1]:8080, http://[::1]:8080",
        "abcdef.onion, http://abcdef.onion",
        "box.lan, http://box.lan",
    })
    void the_address_follows_from_the_domain(String domain, String address) {
        var configuration = read(Map.of("ALLMENDE_FEDERATION_PLAIN_HTTP", "box.lan"), Map.of(Key.DOMAIN, domain));

        assertThat(configuration.address()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://commons.example",
                "commons.example/",
                "commons",
                "a b.example",
                "a_b.example",
                "-a.example",
                "commons.example.",
                "commons.example:x",
                "commons.example:70000",
                "a..example",
                "[zz]",
                "1.2.3",
                "user@commons.example",
                ""
            })
    void what_is_no_name_is_refused(String domain) {
        assertThatThrownBy(() -> read(Map.of(), Map.of(Key.DOMAIN, domain)))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("`domain` from --domain");
    }

    @Test
    void postgres_takes_its_user_from_the_address_or_from_the_settings_and_never_shows_the_password() {
        var inAddress = read(Map.of(), Map.of(Key.DATABASE_URL, "postgresql://ann:secret@db.example:5433/commons"));
        var inSettings = read(
                Map.of("ALLMENDE_DATABASE_USER", "bob", "ALLMENDE_DATABASE_PASSWORD", "secret"),
                Map.of(Key.DATABASE_URL, "jdbc:postgresql://db.example/commons?ssl=true"));

        assertThat(inAddress.database())
                .isEqualTo(new DatabaseAddress.Postgres("jdbc:postgresql://db.example:5433/commons", "ann", "secret"));
        assertThat(inSettings.database())
                .isEqualTo(
                        new DatabaseAddress.Postgres("jdbc:postgresql://db.example/commons?ssl=true", "bob", "secret"));
        assertThat(inAddress.toString()).doesNotContain("secret");
    }

    @Test
    void the_first_file_explains_every_key_and_decides_nothing() throws IOException {
        new ConfigurationFile(folder).writeOnce(Map.of());

        assertThat(Files.getPosixFilePermissions(folder.resolve("allmende.toml")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        var written = Files.readString(folder.resolve("allmende.toml"));
        assertThat(read(Map.of(), Map.of())).usingRecursiveComparison().isEqualTo(usual());
        // With every # before a setting taken away, it says what holds anyway.
        file(written.replaceAll("(?m)^# (?=[a-z_]+ = )", "").replaceFirst("(?m)^domain = .*$", ""));
        assertThat(read(Map.of(), Map.of())).usingRecursiveComparison().isEqualTo(usual());
        for (var key : Key.values()) {
            assertThat(written).contains(key.title().substring(key.title().indexOf('.') + 1) + " = ");
        }
    }

    @Test
    void the_flags_of_the_first_start_are_kept() {
        var flags = given(Map.of(Key.LISTEN, "127.0.0.1:7", Key.LOOPBACK, "true", Key.DOMAIN, "a.localhost"));
        new ConfigurationFile(folder).writeOnce(flags);
        new ConfigurationFile(folder).writeOnce(given(Map.of(Key.LISTEN, "127.0.0.1:8")));

        var configuration = read(Map.of(), Map.of());

        assertThat(configuration.listen().port()).isEqualTo(7);
        assertThat(configuration.loopback()).isTrue();
        assertThat(configuration.domain()).isEqualTo("a.localhost");
    }

    private Configuration usual() throws IOException {
        var file = folder.resolve("allmende.toml");
        var kept = Files.readString(file);
        Files.delete(file);
        var usual = read(Map.of(), Map.of());
        Files.writeString(file, kept);
        return usual;
    }

    private void file(String text) throws IOException {
        Files.writeString(folder.resolve("allmende.toml"), text);
    }

    private Configuration read(Map<String, String> environment, Map<Key, String> flags) {
        return ConfigurationReader.read(folder, environment, given(flags));
    }

    private static Map<Key, Given> given(Map<Key, String> flags) {
        return flags.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        flag -> new Given(
                                flag.getKey(),
                                List.of(flag.getValue()),
                                "--" + flag.getKey().title())));
    }
}
