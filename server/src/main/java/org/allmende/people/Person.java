// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.activity.Emoji;
import org.allmende.activity.Profile;
import org.allmende.base.ActorId;
import org.allmende.text.EmojiNames;

/// Somebody this instance knows, as everybody may see them. The domain of a member here is empty.
public record Person(
        ActorId id,
        String uri,
        String name,
        String domain,
        ActorKind kind,
        Profile profile,
        String url,
        Instant created,
        long followers,
        long following,
        long posts,
        Optional<Instant> lastPost,
        boolean limited,
        boolean suspended,
        boolean erased) {

    public boolean local() {
        return domain.isEmpty();
    }

    /// `ann` for a member, `bob@b.example` for a stranger.
    public String handle() {
        return local() ? name : name + "@" + domain;
    }

    /// What to call them: the displayed name, or the name where there is none.
    public String title() {
        return profile.displayName().isBlank() ? name : profile.displayName();
    }

    /// Whether they say that a website at this domain may name them as its author.
    public boolean writesFor(String website) {
        return profile.attributions().stream()
                .anyMatch(listed -> website.equals(listed) || website.endsWith("." + listed));
    }

    /// Neither erased nor suspended.
    public boolean present() {
        return !erased && !suspended;
    }

    /// The custom emoji that are named in what this person says of themselves.
    public Set<Emoji.Custom> emojis() {
        var names = new LinkedHashSet<>(EmojiNames.in(profile.displayName()));
        names.addAll(EmojiNames.inHtml(profile.bio().html()));
        profile.fields().forEach(field -> {
            names.addAll(EmojiNames.in(field.name()));
            names.addAll(EmojiNames.inHtml(field.html()));
        });
        return emojis(names);
    }

    /// What is meant by these names in a text of this person.
    public Set<Emoji.Custom> emojis(Set<String> names) {
        return names.stream().map(name -> new Emoji.Custom(name, domain)).collect(Collectors.toSet());
    }
}
