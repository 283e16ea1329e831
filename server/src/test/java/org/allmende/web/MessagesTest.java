// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.access.Registration;
import org.allmende.access.Scopes;
import org.allmende.activity.Piece;
import org.allmende.filters.Filter;
import org.allmende.media.Keeping;
import org.junit.jupiter.api.Test;

/// Everything the pages say is written down once in every language, and nothing is written down that they never say.
class MessagesTest {

    private static final List<Path> PAGES = List.of(Path.of("src/main/jte"), Path.of("src/main/java/org/allmende/web"));

    /// Where rules have their names.
    private static final List<Path> EVERYTHING =
            List.of(Path.of("src/main/jte"), Path.of("src/main/java/org/allmende"));

    /// A quoted key, or the head of one that goes on with a word of the program.
    private static final Pattern KEY = Pattern.compile("\"([a-z][a-z0-9_-]*(?:\\.[a-z0-9_-]+)*\\.?)\"");

    private static final Pattern COUNTED = Pattern.compile("count\\(\"([a-z.]+)\"");
    private static final Pattern SAID = Pattern.compile("(?:say|label)\\(\"([a-z0-9_.-]+[a-z0-9_-])\"");
    private static final Pattern SLOT = Pattern.compile("\\{\\d}");

    private static final Set<String> ENGLISH =
            new TreeSet<>(Dictionary.messages(Locale.ENGLISH).keySet());

    private static String sources(List<Path> folders) throws IOException {
        var all = new StringBuilder();
        for (var folder : folders) {
            try (var files = Files.walk(folder)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    all.append(Files.readString(file)).append('\n');
                }
            }
        }
        return all.toString();
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Keys that the program puts together.
    private static List<String> composed() {
        var keys = new ArrayList<String>();
        for (var audience : AudienceChoice.values()) {
            keys.add(audience.key());
            keys.add(audience.key() + ".sentence");
        }
        for (var kind : Piece.Kind.values()) {
            keys.add("piece." + kind.name().toLowerCase(Locale.ROOT));
        }
        for (var choice : PolicyChoice.values()) {
            keys.add(choice.key());
        }
        for (var look : Look.values()) {
            keys.add("look." + look.code());
        }
        for (var notice : Notice.values()) {
            keys.add("notice." + notice.word());
        }
        for (var keeping : Keeping.values()) {
            var key = "storage.keep." + keeping.name().toLowerCase(Locale.ROOT);
            keys.addAll(List.of(key, key + ".hint"));
        }
        for (var registration : Registration.values()) {
            var key = "registration." + registration.name().toLowerCase(Locale.ROOT);
            keys.addAll(List.of(key, key + ".hint", key + ".sentence"));
        }
        for (var kind : List.of("about", "terms", "privacy")) {
            keys.addAll(List.of("texts." + kind, "texts." + kind + ".hint"));
        }
        for (var state : List.of("asked", "on", "refused")) {
            keys.add("relays." + state);
        }
        for (var line :
                List.of("not_following", "not_followers", "new_accounts", "private_mentions", "limited_accounts")) {
            keys.add("ears." + line);
        }
        for (var verdict : List.of("accept", "filter", "drop")) {
            keys.add("ears.verdict." + verdict);
        }
        for (var kind : org.allmende.luggage.Trunk.Kind.values()) {
            keys.add("luggage." + kind.name().toLowerCase(Locale.ROOT));
        }
        for (var context : Filter.Context.values()) {
            keys.add("filters.context." + context.name().toLowerCase(Locale.ROOT));
        }
        for (var action : Filter.Action.values()) {
            var key = "filters.action." + action.name().toLowerCase(Locale.ROOT);
            keys.addAll(List.of(key, key + ".hint"));
        }
        for (var lasts : List.of("1h", "1d", "1w", "30d")) {
            keys.add("filters.lasts." + lasts);
        }
        for (var replies : List.of("followed", "list", "none")) {
            keys.add("lists.replies." + replies);
        }
        for (var who : List.of("everybody", "followers", "nobody", "asked")) {
            keys.add("quotable." + who);
        }
        for (var state : List.of("deleted", "hidden", "pending", "rejected", "revoked")) {
            keys.add("quoted." + state);
        }
        for (var wish : List.of("answer", "like", "share")) {
            keys.add("elsewhere." + wish);
        }
        for (var deed : List.of("like", "reply", "share")) {
            keys.add("rule.policy." + deed);
        }
        for (var kind : List.of("blocks", "mutes")) {
            keys.addAll(List.of("settings." + kind, kind + ".intro", kind + ".empty"));
        }
        for (var scope : Scopes.KNOWN) {
            if (scope.startsWith("read:") || scope.startsWith("write:")) {
                keys.add("scope.on." + scope.substring(scope.indexOf(':') + 1));
            }
        }
        for (var wide : List.of("read", "write", "follow", "push", "profile")) {
            keys.add("scope." + wide);
        }
        keys.addAll(List.of("person.unblock", "person.unmute", "scope.read.part", "scope.write.part"));
        for (var status : List.of("400", "403", "404", "405", "413", "429", "500")) {
            keys.add("error." + status);
        }
        return keys;
    }

    @Test
    void whatever_a_page_says_is_written_down() throws IOException {
        var text = sources(PAGES);
        var plural = found(COUNTED, text).stream()
                .flatMap(key -> Arrays.stream(Plural.values()).map(form -> key + form.ending()));
        var said = Stream.of(found(SAID, text).stream(), plural, composed().stream())
                .flatMap(keys -> keys)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(said).hasSizeGreaterThan(300);
        said.removeAll(ENGLISH);
        assertThat(said).isEmpty();
    }

    @Test
    void nothing_is_written_down_that_no_page_says() throws IOException {
        var text = sources(EVERYTHING);
        var quoted = found(KEY, text);
        var composed = Set.copyOf(composed());

        var unused = ENGLISH.stream()
                .filter(key -> !quoted.contains(key)
                        && !quoted.contains(key.replaceFirst("\\.(one|other)$", ""))
                        && !composed.contains(key)
                        && !(key.startsWith("rule.") && quoted.contains(key.substring("rule.".length())))
                        && !(key.startsWith("error.") && composed.contains(key.replaceFirst("\\.title$", ""))))
                .toList();

        assertThat(unused).isEmpty();
    }

    @Test
    void every_language_says_everything_with_the_same_values_in_it() {
        var english = Dictionary.messages(Locale.ENGLISH);
        for (var locale : Dictionary.LOCALES) {
            var other = Dictionary.messages(locale);
            var wrong = Stream.concat(english.keySet().stream(), other.keySet().stream())
                    .filter(key -> !english.containsKey(key)
                            || !other.containsKey(key)
                            || other.get(key).isBlank()
                            || !slots(other.get(key)).equals(slots(english.get(key))))
                    .toList();

            assertThat(wrong).as(locale.toString()).isEmpty();
        }
    }

    private static Set<String> slots(String text) {
        return SLOT.matcher(text).results().map(match -> match.group()).collect(Collectors.toSet());
    }

    @Test
    void german_is_not_english_with_another_name() {
        Map<String, String> german = Dictionary.messages(Locale.GERMAN);
        Map<String, String> english = Dictionary.messages(Locale.ENGLISH);

        var same = german.entrySet().stream()
                .filter(entry -> entry.getValue().length() > 12)
                .filter(entry -> entry.getValue().equals(english.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(same).isEmpty();
    }
}
