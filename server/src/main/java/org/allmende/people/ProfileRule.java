// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.activity.Body;
import org.allmende.activity.Profile;
import org.allmende.text.Urls;

/// How much may stand on a profile.
final class ProfileRule {

    // What a member may write. Generous, and small enough to be shown beside every post.
    static final int NAME_MAX = 100;
    static final int BIO_MAX = 5_000;
    static final int FIELDS_MAX = 8;
    static final int FIELD_MAX = 500;

    // Of anybody: who has more keys than this has none that others would know them by.
    static final int IDENTITIES_MAX = 5;
    static final int STATEMENT_MAX = 4_000;

    // What we keep of a stranger's. More than any known server allows; the rest is left out.
    /// As many as anybody writes for; more are a list of all domains there are.
    static final int ATTRIBUTIONS_MAX = 100;
    private static final int FOREIGN_ATTRIBUTIONS_MAX = 256;

    private static final int FOREIGN_NAME_MAX = 500;
    private static final int FOREIGN_BIO_MAX = 100_000;
    private static final int FOREIGN_FIELDS_MAX = 50;
    private static final int FOREIGN_FIELD_MAX = 10_000;

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    private ProfileRule() {}

    static Optional<String> problem(Profile profile) {
        if (length(profile.displayName()) > NAME_MAX) {
            return Optional.of("The displayed name has at most " + NAME_MAX + " characters.");
        }
        if (length(profile.bio().source()) > BIO_MAX) {
            return Optional.of("The description has at most " + BIO_MAX + " characters.");
        }
        if (profile.fields().size() > FIELDS_MAX) {
            return Optional.of("A profile has at most " + FIELDS_MAX + " fields.");
        }
        if (profile.identities().size() > IDENTITIES_MAX) {
            return Optional.of("A profile has at most " + IDENTITIES_MAX + " proved names.");
        }
        if (profile.attributions().size() > ATTRIBUTIONS_MAX) {
            return Optional.of("At most " + ATTRIBUTIONS_MAX + " websites may name you.");
        }
        if (!profile.attributions().stream().allMatch(ProfileRule::domain)) {
            return Optional.of("A website that may name you is given by its domain: example.org");
        }
        return profile.fields().stream()
                        .anyMatch(field -> length(field.name()) > FIELD_MAX || length(field.source()) > FIELD_MAX)
                ? Optional.of("A field has at most " + FIELD_MAX + " characters.")
                : Optional.empty();
    }

    static Profile bounded(Profile profile) {
        var bio = profile.bio();
        return new Profile(
                head(profile.displayName(), FOREIGN_NAME_MAX),
                // HTML cannot be cut anywhere.
                bio.html().length() <= FOREIGN_BIO_MAX ? bio : Body.EMPTY,
                profile.fields().stream()
                        .limit(FOREIGN_FIELDS_MAX)
                        .filter(field -> field.name().length() <= FOREIGN_NAME_MAX)
                        .filter(field -> field.html().length() <= FOREIGN_FIELD_MAX)
                        .toList(),
                profile.avatar(),
                profile.header(),
                profile.locked(),
                profile.bot(),
                profile.discoverable(),
                profile.indexable(),
                profile.hidesFollows(),
                profile.identities().stream()
                        .filter(one -> one.statement().length() <= STATEMENT_MAX)
                        .limit(IDENTITIES_MAX)
                        .toList(),
                profile.attributions().stream()
                        .filter(ProfileRule::domain)
                        .distinct()
                        .limit(FOREIGN_ATTRIBUTIONS_MAX)
                        .toList(),
                profile.memorial());
    }

    private static boolean domain(String text) {
        return Urls.domainOf("https://" + text + "/").filter(text::equals).isPresent();
    }

    /// A name stands in the middle of sentences, so it is one line, whatever was sent.
    static String line(String name) {
        return BREAKS.matcher(name).replaceAll(" ").strip();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String head(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }
}
