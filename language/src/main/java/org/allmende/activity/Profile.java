// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.base.MediaId;

/// What a person shows of themselves and can change. `hidesFollows` keeps from others who follows them and whom they
/// follow; how many is told. `attributions` are the domains of websites that may name them as the author of a page.
public record Profile(
        String displayName,
        Body bio,
        List<Field> fields,
        Optional<MediaId> avatar,
        Optional<MediaId> header,
        boolean locked,
        boolean bot,
        boolean discoverable,
        boolean indexable,
        boolean hidesFollows,
        List<Identity> identities,
        List<String> attributions,
        boolean memorial) {

    /// One line of the table on a profile. `html` is safe; `source` is what was typed. `verified` is when the linked
    /// page was last seen to link back.
    public record Field(String name, String html, String source, Optional<Instant> verified) {}

    /// Another name of the same person, which has been checked: the key in `subject` (a DID) signed `statement`, which
    /// says so (FEP-c390).
    public record Identity(String subject, String statement, Instant proved) {}

    public Profile {
        fields = List.copyOf(fields);
        identities = List.copyOf(identities);
        attributions = List.copyOf(attributions);
    }

    /// Nobody's author elsewhere, and alive.
    public Profile(
            String displayName,
            Body bio,
            List<Field> fields,
            Optional<MediaId> avatar,
            Optional<MediaId> header,
            boolean locked,
            boolean bot,
            boolean discoverable,
            boolean indexable,
            boolean hidesFollows,
            List<Identity> identities) {
        this(
                displayName,
                bio,
                fields,
                avatar,
                header,
                locked,
                bot,
                discoverable,
                indexable,
                hidesFollows,
                identities,
                List.of(),
                false);
    }

    /// Somebody with no other proved names, who shows whom they follow.
    public Profile(
            String displayName,
            Body bio,
            List<Field> fields,
            Optional<MediaId> avatar,
            Optional<MediaId> header,
            boolean locked,
            boolean bot,
            boolean discoverable,
            boolean indexable) {
        this(displayName, bio, fields, avatar, header, locked, bot, discoverable, indexable, false, List.of());
    }

    public Profile withPictures(Optional<MediaId> otherAvatar, Optional<MediaId> otherHeader) {
        return new Profile(
                displayName,
                bio,
                fields,
                otherAvatar,
                otherHeader,
                locked,
                bot,
                discoverable,
                indexable,
                hidesFollows,
                identities,
                attributions,
                memorial);
    }

    public Profile withFields(List<Field> others) {
        return new Profile(
                displayName,
                bio,
                others,
                avatar,
                header,
                locked,
                bot,
                discoverable,
                indexable,
                hidesFollows,
                identities,
                attributions,
                memorial);
    }

    public Profile withHiddenFollows(boolean hidden) {
        return new Profile(
                displayName,
                bio,
                fields,
                avatar,
                header,
                locked,
                bot,
                discoverable,
                indexable,
                hidden,
                identities,
                attributions,
                memorial);
    }

    public Profile withIdentities(List<Identity> others) {
        return new Profile(
                displayName,
                bio,
                fields,
                avatar,
                header,
                locked,
                bot,
                discoverable,
                indexable,
                hidesFollows,
                others,
                attributions,
                memorial);
    }

    /// `domains` are those of websites that may name this person as the author of their pages.
    public Profile withAttributions(List<String> domains) {
        return new Profile(
                displayName,
                bio,
                fields,
                avatar,
                header,
                locked,
                bot,
                discoverable,
                indexable,
                hidesFollows,
                identities,
                domains,
                memorial);
    }

    /// Of somebody who has died.
    public Profile remembered(boolean died) {
        return new Profile(
                displayName,
                bio,
                fields,
                avatar,
                header,
                locked,
                bot,
                discoverable,
                indexable,
                hidesFollows,
                identities,
                attributions,
                died);
    }
}
