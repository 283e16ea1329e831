// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.posts.FeaturedTag;
import org.allmende.posts.Posts;
import org.allmende.posts.Reader;
import org.allmende.posts.TagUse;
import org.allmende.timelines.FollowedTags;

/// Hashtags as this API shows them: how much they are used, and what the reader has to do with them.
record TagJson(Addresses addresses, Map<String, List<TagUse>> uses, Set<String> followed, Set<String> featured) {

    static TagJson of(
            Addresses addresses, Posts posts, FollowedTags tags, Collection<String> keys, Optional<ActorId> member) {
        return new TagJson(
                addresses,
                posts.hashtags().week(keys),
                member.map(reader -> tags.among(reader, keys)).orElse(Set.of()),
                member.map(reader -> posts.featured().of(reader, Reader.member(reader)).stream()
                                .map(FeaturedTag::tag)
                                .collect(Collectors.toSet()))
                        .orElse(Set.of()));
    }

    void write(Json json, String tag) {
        json.object(() -> json.text("id", tag)
                .text("name", tag)
                .text("url", addresses.tag(tag))
                .list("history", uses.getOrDefault(tag, List.of()), use -> use(json, use))
                .flag("following", followed.contains(tag))
                .flag("featuring", featured.contains(tag)));
    }

    static void use(Json json, TagUse use) {
        json.object(() -> json.text("day", Long.toString(use.day().getEpochSecond()))
                .text("uses", Long.toString(use.posts()))
                .text("accounts", Long.toString(use.people())));
    }
}
