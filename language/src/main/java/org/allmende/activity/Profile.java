// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.base.MediaId;

/// What a person shows of themselves and can change. `hidesFollows` keeps from others who follows them and whom they
/// follow; how many is told.
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
        List<Identity> identities) {

    /// One line of the table on a profile. `html` is safe; `source` is what was typed. `verified` is when the linked
    /// page was last seen to link back.
    public record Field(String name, String html, String source, Optional<Instant> verified) {}

    /// Another name of the same person, which has been checked: the key in `subject` (a DID) signed `statement`, which
    /// says so (FEP-c390).
    public record Identity(String subject, String statement, Instant proved) {}

    public Profile {
        fields = List.copyOf(fields);
        identities = List.copyOf(identities);
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
                identities);
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
                identities);
    }

    public Profile withHiddenFollows(boolean hidden) {
        return new Profile(
                displayName, bio, fields, avatar, header, locked, bot, discoverable, indexable, hidden, identities);
    }

    public Profile withIdentities(List<Identity> others) {
        return new Profile(
                displayName, bio, fields, avatar, header, locked, bot, discoverable, indexable, hidesFollows, others);
    }
}
