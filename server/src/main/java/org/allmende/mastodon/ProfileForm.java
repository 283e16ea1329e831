// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.List;
import java.util.Optional;
import org.allmende.http.Params;
import org.allmende.http.Upload;
import org.allmende.text.Urls;

/// What a member changes about themselves; what is absent stays.
record ProfileForm(
        Optional<String> displayName,
        Optional<String> note,
        Optional<Upload> avatar,
        Optional<Upload> header,
        Optional<Boolean> locked,
        Optional<Boolean> bot,
        Optional<Boolean> discoverable,
        Optional<Boolean> indexable,
        Optional<Boolean> hidesFollows,
        Optional<List<Line>> fields,
        Optional<List<String>> attributions,
        Optional<String> privacy,
        Optional<Boolean> sensitive,
        Optional<String> language,
        Optional<String> quotePolicy,
        Optional<String> avatarDescription,
        Optional<String> headerDescription) {

    /// One line of the table on the profile.
    record Line(String name, String value) {}

    static ProfileForm read(Params form) {
        var source = form.map("source");
        return new ProfileForm(
                form.string("display_name").map(String::strip),
                form.string("note"),
                form.upload("avatar"),
                form.upload("header"),
                form.bool("locked"),
                form.bool("bot"),
                form.bool("discoverable"),
                form.bool("indexable"),
                form.bool("hide_collections"),
                form.has("fields_attributes") ? Optional.of(lines(form)) : Optional.empty(),
                form.has("attribution_domains")
                        ? Optional.of(form.strings("attribution_domains").stream()
                                .map(String::strip)
                                .filter(domain -> !domain.isEmpty())
                                .map(domain ->
                                        Urls.domainOf("https://" + domain + "/").orElse(domain))
                                .distinct()
                                .toList())
                        : Optional.empty(),
                source.string("privacy").filter(text -> !text.isBlank()),
                source.bool("sensitive"),
                source.string("language"),
                source.string("quote_policy").filter(text -> !text.isBlank()),
                form.string("avatar_description"),
                form.string("header_description"));
    }

    // Lines without a name and a value are how apps clear a line.
    private static List<Line> lines(Params form) {
        return form.maps("fields_attributes").stream()
                .map(line -> new Line(
                        line.string("name").map(String::strip).orElse(""),
                        line.string("value").map(String::strip).orElse("")))
                .filter(line -> !line.name.isEmpty() || !line.value.isEmpty())
                .toList();
    }

    boolean changesDefaults() {
        return privacy.isPresent() || sensitive.isPresent() || language.isPresent() || quotePolicy.isPresent();
    }
}
