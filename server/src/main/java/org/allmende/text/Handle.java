// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.text;

import java.util.Optional;
import java.util.Set;

/// A name by which a person is called: `anna` here, `anna@other.example` elsewhere. The domain of a member here is
/// empty. Names are kept as written and mean the same in upper and lower case: compare by `key`.
public record Handle(String name, String domain) {

    /// Longer than any name seen: bridges put whole domains (253) into it.
    public static final int NAME_MAX = 256;

    private static final int LENGTH_MAX = NAME_MAX + 300;

    public Handle {
        if (!named(name)) {
            throw new IllegalArgumentException("not a name: " + Html.head(name, NAME_MAX));
        }
        if (!domain.isEmpty() && !Urls.domain(domain).equals(Optional.of(domain))) {
            throw new IllegalArgumentException("not a normal domain: " + Html.head(domain, NAME_MAX));
        }
    }

    /// Reads `@anna@other.example`, `anna@other.example`, `acct:anna@other.example`, `@anna` and `anna`.
    public static Optional<Handle> parse(String text) {
        if (text == null || text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        var bare = text.strip();
        bare = bare.regionMatches(true, 0, "acct:", 0, 5) ? bare.substring(5) : bare;
        bare = bare.startsWith("@") ? bare.substring(1) : bare;
        var at = bare.indexOf('@');
        if (at < 0) {
            return HandleName.normal(bare).map(Handle::local);
        }
        return of(bare.substring(0, at), bare.substring(at + 1));
    }

    /// From a name and a domain that somebody else sent.
    public static Optional<Handle> of(String name, String domain) {
        return HandleName.normal(name).flatMap(one -> Urls.domain(domain).map(normal -> new Handle(one, normal)));
    }

    public static Handle local(String name) {
        return new Handle(name, "");
    }

    public boolean local() {
        return domain.isEmpty();
    }

    /// The same handle as seen from `home`: there, its own members need no domain.
    public Handle seenFrom(String home) {
        return seenFrom(Set.of(home));
    }

    /// From a home that has several domains.
    public Handle seenFrom(Set<String> home) {
        return home.contains(domain) ? local(name) : this;
    }

    /// Equal for all spellings of one handle.
    public Handle key() {
        return new Handle(HandleName.key(name), domain);
    }

    /// `anna` or `anna@other.example`.
    @Override
    public String toString() {
        return local() ? name : name + "@" + domain;
    }

    static boolean named(String name) {
        return HandleName.is(name);
    }
}
