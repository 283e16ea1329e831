// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads what somebody types to find people: a name, part of a displayed name, or a handle.
final class Search {

    /// Longer than any handle.
    private static final int LENGTH_MAX = 320;

    interface Question {
        List<Person> ask(String name, String anywhere, Optional<String> domain);
    }

    List<Person> run(String text, Set<String> localDomains, Question question) {
        var wanted = Normalizer.normalize(text.strip().toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        var bare = wanted.startsWith("@") ? wanted.substring(1) : wanted;
        if (bare.isEmpty() || bare.length() > LENGTH_MAX) {
            return List.of();
        }
        var at = bare.indexOf('@');
        if (at < 0) {
            return question.ask(bare, bare, Optional.empty());
        }
        var domain = bare.substring(at + 1);
        // Nothing behind the @ yet: any domain will do.
        var wantedDomain =
                domain.isEmpty() ? Optional.<String>empty() : Optional.of(localDomains.contains(domain) ? "" : domain);
        return question.ask(bare.substring(0, at), "", wantedDomain);
    }
}
