// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.allmende.access.PostDefaults;
import org.allmende.activity.Audience;
import org.allmende.activity.Policy;
import org.allmende.activity.PollDraft;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;
import org.allmende.desk.Manuscript;
import org.allmende.desk.PollWish;
import org.allmende.http.Fault;
import org.allmende.http.Params;
import org.allmende.posts.Compose;

/// A post as an app sends it, to be written or rewritten.
record StatusForm(
        String text,
        Optional<String> summary,
        boolean sensitive,
        Optional<String> language,
        Audience audience,
        Optional<PostId> inReplyTo,
        List<MediaId> media,
        List<DescriptionForm> descriptions,
        Optional<PollWish> poll,
        Optional<PostId> quote,
        Optional<Policy.Rule> quotable,
        Optional<Policy> interactions,
        Optional<String> format) {

    private static final Set<String> TRUTH_VALUES =
            Set.of("", "1", "true", "t", "on", "yes", "0", "false", "f", "off", "no");

    static StatusForm read(Params form, PostDefaults defaults) {
        var summary = form.string("spoiler_text").filter(text -> !text.isBlank());
        return new StatusForm(
                form.string("status").orElse(""),
                summary,
                form.bool("sensitive").orElse(defaults.sensitive()) || summary.isPresent(),
                form.string("language").filter(tag -> !tag.isBlank()).or(defaults::language),
                audience(form, defaults),
                post(form, "in_reply_to_id"),
                Finder.ids(form, "media_ids", MediaId::parse),
                form.maps("media_attributes").stream()
                        .map(DescriptionForm::read)
                        .toList(),
                poll(form),
                post(form, "quoted_status_id"),
                QuotePolicies.read(form),
                InteractionPolicies.read(form, "interaction_policy"),
                format(form));
    }

    private static Optional<PostId> post(Params form, String name) {
        return form.string(name)
                .filter(text -> !text.isEmpty())
                .map(text -> PostId.parse(text).orElseThrow(() -> new Fault(422, name + " must be the id of a post")));
    }

    private static Optional<String> format(Params form) {
        return form.string("content_type").filter(type -> !type.isBlank()).map(type -> {
            if (!Compose.FORMATS.contains(type)) {
                throw new Fault(422, "content_type must be one of " + String.join(", ", Compose.FORMATS));
            }
            return type;
        });
    }

    private static Audience audience(Params form, PostDefaults defaults) {
        var localOnly = localOnly(form);
        if (form.several("visibility")) {
            throw unknownVisibility();
        }
        var word = form.string("visibility").filter(text -> !text.isBlank());
        if (word.isEmpty()) {
            var usual = defaults.audience();
            return new Audience(usual.reach(), localOnly.orElse(usual.localOnly()));
        }
        return Visibilities.read(
                        word.get(), localOnly.orElse(defaults.audience().localOnly()))
                .orElseThrow(StatusForm::unknownVisibility);
    }

    private static Fault unknownVisibility() {
        return new Fault(422, "visibility must be public, unlisted, private, direct or local");
    }

    // Guessing wrong would send into the world what was to stay here.
    private static Optional<Boolean> localOnly(Params form) {
        var word = form.string("local_only").map(text -> text.toLowerCase(Locale.ROOT));
        if (form.several("local_only")
                || word.filter(text -> !TRUTH_VALUES.contains(text)).isPresent()) {
            throw new Fault(422, "local_only must be true or false");
        }
        return form.bool("local_only");
    }

    private static Optional<PollWish> poll(Params form) {
        if (form.string("poll").filter(text -> !text.isBlank()).isPresent()) {
            throw new Fault(422, "poll must hold options and expires_in");
        }
        var poll = form.map("poll");
        var options = poll.strings("options");
        if (options.isEmpty() && poll.names().isEmpty()) {
            return Optional.empty();
        }
        if (options.size() < 2 || options.size() > PollDraft.OPTIONS_MAX) {
            throw new Fault(422, "A poll needs at least two options.");
        }
        var open = poll.integer("expires_in")
                .map(Duration::ofSeconds)
                .orElseThrow(() -> new Fault(422, "poll[expires_in] must be a number of seconds"));
        return Optional.of(new PollWish(
                options,
                poll.bool("multiple").orElse(false),
                poll.bool("hide_totals").orElse(false),
                open));
    }

    /// What others may do with it; `usual` holds where the app says nothing.
    Policy policy(Policy usual) {
        return interactions.orElse(usual).withQuote(quotable.orElse(usual.quote()));
    }

    /// As it is kept where it is not said at once.
    Manuscript manuscript(PostDefaults usual) {
        return new Manuscript(
                text,
                format.orElse(Compose.PLAIN),
                summary,
                sensitive,
                language,
                audience,
                inReplyTo,
                media,
                poll,
                quote,
                policy(usual.policy(audience.reach())));
    }
}
