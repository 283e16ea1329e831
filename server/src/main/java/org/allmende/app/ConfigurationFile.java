// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/// `allmende.toml` in the data folder: reads it, and writes one that explains itself at the first start.
final class ConfigurationFile {

    static final String NAME = "allmende.toml";

    // Every key with a long list is a few kilobytes; more is another file under this name.
    private static final long BYTES_MAX = 256 * 1024;

    private final Path path;

    ConfigurationFile(Path folder) {
        this.path = folder.resolve(NAME);
    }

    Map<Key, Given> read() {
        var given = new EnumMap<Key, Given>(Key.class);
        if (Files.exists(path)) {
            collect("", parse(), given);
        }
        return given;
    }

    private JsonNode parse() {
        try {
            if (Files.size(path) > BYTES_MAX) {
                throw new Complaint(
                        "%s is larger than %d KB: that is no settings file".formatted(path, BYTES_MAX / 1024));
            }
            return new TomlMapper().readTree(Files.readString(path));
        } catch (JacksonException e) {
            var line =
                    e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new Complaint("%s%s: %s".formatted(path, line, firstLine(e.getOriginalMessage())));
        } catch (IOException e) {
            throw new Complaint("%s cannot be read: %s".formatted(path, Folder.reason(e)));
        }
    }

    private void collect(String prefix, JsonNode table, Map<Key, Given> given) {
        for (var entry : table.properties()) {
            var title = prefix + entry.getKey();
            if (entry.getValue().isObject()) {
                collect(title + ".", entry.getValue(), given);
                continue;
            }
            var key = Key.titled(title)
                    .orElseThrow(() -> new Complaint("`%s` in %s is no setting.%s"
                            .formatted(title, path, Resemblance.hint(title, Key.titles()))));
            given.put(key, new Given(key, values(key, entry.getValue()), path.toString()));
        }
    }

    private List<String> values(Key key, JsonNode value) {
        return switch (key.kind()) {
            case TEXT ->
                List.of(need(value.isString(), key, "expected text in quotes", value)
                        .stringValue());
            case YES_NO ->
                List.of(need(value.isBoolean(), key, "expected true or false", value)
                        .asString());
            case LIST ->
                need(value.isArray(), key, "expected a list: [\"…\", \"…\"]", value)
                        .valueStream()
                        .map(item -> need(item.isString(), key, "expected text in quotes in the list", item))
                        .map(JsonNode::stringValue)
                        .toList();
        };
    }

    private JsonNode need(boolean holds, Key key, String expected, JsonNode value) {
        if (!holds) {
            throw new Given(key, List.of(), path.toString()).complaint(expected);
        }
        return value;
    }

    /// Writes the file if there is none, with all settings explained. `chosen` are the flags of this first start: they
    /// are written as settings, so that the next start and the other commands need no flags.
    void writeOnce(Map<Key, Given> chosen) {
        if (Files.exists(path)) {
            return;
        }
        try {
            // It may come to hold a password.
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(path, text(chosen));
        } catch (IOException e) {
            throw new Complaint("%s cannot be written: %s".formatted(path, Folder.reason(e)));
        }
    }

    private static String text(Map<Key, Given> chosen) {
        var text = new StringBuilder("""
                # The settings of this Allmende. Each can also be given in the environment (ALLMENDE_DOMAIN,
                # ALLMENDE_DATABASE_URL, ...), which wins over this file; a flag of `./allmende run` wins over both.
                # Lines without # in front are in force; behind # stands what is usual.
                """);
        var section = "";
        for (var key : Key.values()) {
            var dot = key.title().indexOf('.');
            var table = key.title().substring(0, Math.max(dot, 0));
            if (!table.equals(section)) {
                text.append("\n[").append(table).append("]\n");
                section = table;
            }
            text.append("\n# ").append(key.purpose().replace("\n", "\n# ")).append('\n');
            text.append(line(key, key.title().substring(dot + 1), chosen.get(key)));
        }
        return text.toString();
    }

    private static String line(Key key, String name, Given chosen) {
        var values = chosen == null
                ? Arrays.stream(key.usual().split(", "))
                        .filter(value -> !value.isEmpty())
                        .toList()
                : chosen.values();
        var literal = switch (key.kind()) {
            case TEXT -> quoted(values.isEmpty() ? "" : values.getFirst());
            case YES_NO -> values.getFirst();
            case LIST -> values.stream().map(ConfigurationFile::quoted).collect(Collectors.joining(", ", "[", "]"));
        };
        return (chosen == null ? "# " : "") + name + " = " + literal + "\n";
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("not readable");
    }
}
