// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.access;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an app may do, in the words of the Mastodon API: `read` covers `read:statuses`.
public record Scopes(Set<String> names) {

    private static final int TEXT_LENGTH_MAX = 2_000;

    private static final List<String> READ = List.of(
            "accounts",
            "blocks",
            "bookmarks",
            "collections",
            "favourites",
            "filters",
            "follows",
            "lists",
            "mutes",
            "notifications",
            "search",
            "statuses");
    private static final List<String> WRITE = List.of(
            "accounts",
            "blocks",
            "bookmarks",
            "collections",
            "conversations",
            "favourites",
            "filters",
            "follows",
            "lists",
            "media",
            "mutes",
            "notifications",
            "reports",
            "statuses");
    private static final List<String> ADMIN = List.of(
            "accounts",
            "reports",
            "domain_allows",
            "domain_blocks",
            "ip_blocks",
            "email_domain_blocks",
            "canonical_email_blocks");

    /// What `follow` stood for before the scopes became finer; apps still ask for it.
    private static final Set<String> FOLLOW =
            Set.of("read:blocks", "write:blocks", "read:follows", "write:follows", "read:mutes", "write:mutes");

    /// Every scope there is, for the server's metadata.
    public static final List<String> KNOWN = Stream.of(
                    Stream.of("profile", "push", "follow", "read", "write", "admin:read", "admin:write"),
                    READ.stream().map("read:"::concat),
                    WRITE.stream().map("write:"::concat),
                    ADMIN.stream().map("admin:read:"::concat),
                    ADMIN.stream().map("admin:write:"::concat))
            .flatMap(all -> all)
            .toList();

    /// What an app gets that asks for nothing.
    public static final Scopes USUAL = new Scopes(Set.of("read"));

    public Scopes {
        names = Set.copyOf(names);
    }

    /// Reads a list separated by blanks. Empty where one of them is unknown; the usual ones where there is none.
    public static Optional<Scopes> parse(String text) {
        if (text.length() > TEXT_LENGTH_MAX) {
            return Optional.empty();
        }
        var names = Arrays.stream(text.strip().split("[\\s+]+"))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        if (names.isEmpty()) {
            return Optional.of(USUAL);
        }
        return KNOWN.containsAll(names) ? Optional.of(new Scopes(names)) : Optional.empty();
    }

    /// Whether these let somebody do what `scope` names.
    public boolean covers(String scope) {
        if (names.contains(scope) || names.contains("follow") && FOLLOW.contains(scope)) {
            return true;
        }
        var colon = scope.lastIndexOf(':');
        // `admin:read` is not part of an `admin`: there is none.
        return colon > 0 && names.contains(scope.substring(0, colon));
    }

    /// Whether these reach no further than the others.
    public boolean within(Scopes others) {
        return names.stream().allMatch(others::covers);
    }

    /// Separated by blanks, in a fixed order.
    @Override
    public String toString() {
        return String.join(" ", new TreeSet<>(names));
    }
}
