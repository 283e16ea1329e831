// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.base.Hashes;

/// The files that pages need, from the program itself. Their addresses carry a hash of the content, so that browsers
/// keep them for good and get a new one when it changes.
final class Assets {

    /// In this order, because the style names the pictures before it.
    private static final List<String> FILES =
            List.of("icons.svg", "logo.svg", "fields.svg", "avatar.svg", "allmende.css", "allmende.js");

    private static final int HASH_LENGTH = 10;

    record Asset(String contentType, byte[] bytes) {}

    private final Map<String, String> addresses = new HashMap<>();
    private final Map<String, Asset> assets = new HashMap<>();

    Assets() {
        for (var name : FILES) {
            var bytes = read(name);
            if (name.endsWith(".css")) {
                bytes = addressed(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            }
            var dot = name.lastIndexOf('.');
            var file = name.substring(0, dot) + "." + Hashes.sha256Hex(bytes).substring(0, HASH_LENGTH)
                    + name.substring(dot);
            addresses.put(name, "/assets/" + file);
            assets.put(file, new Asset(type(name), bytes));
        }
    }

    private String addressed(String style) {
        var text = style;
        for (var entry : addresses.entrySet()) {
            text = text.replace("url(" + entry.getKey() + ")", "url(" + entry.getValue() + ")");
        }
        return text;
    }

    /// The address of a file that is named as in the source.
    String at(String name) {
        var address = addresses.get(name);
        if (address == null) {
            throw new IllegalArgumentException("no such asset: " + name);
        }
        return address;
    }

    Optional<Asset> find(String file) {
        return Optional.ofNullable(assets.get(file));
    }

    /// The content of a file that is named as in the source.
    Asset named(String name) {
        return assets.get(at(name).substring("/assets/".length()));
    }

    private static byte[] read(String name) {
        try (var in = Assets.class.getResourceAsStream("assets/" + name)) {
            if (in == null) {
                throw new IllegalStateException("assets/" + name + " is missing in the program");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("what is " + name + "?");
        };
    }
}
