// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.List;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Emoji;
import org.allmende.activitystreams.WireActivity;
import org.allmende.activitystreams.WireEmoji;
import org.allmende.base.Addresses;
import org.allmende.base.PostId;
import org.allmende.base.Shortcodes;
import org.allmende.people.Person;
import org.allmende.text.Pictographs;

/// Says what strangers' likes, reactions and dislikes mean here.
///
/// A reaction is an EmojiReact (FEP-c0e0), or a Like with a content or a `_misskey_reaction`. A Like with a heart is a
/// like: it is what Misskey writes where its people can do no more than like, and what it makes of likes that come
/// without a content. A Dislike is a thumb down. A Like whose content says nothing to us is a like still; an EmojiReact
/// is then nothing.
final class ReactionTranslator {

    private static final String HEART = "❤\uFE0F";

    /// The longest name of an emoji, with its server and its colons.
    private static final int CONTENT_LENGTH_MAX = 400;

    private final Commons commons;
    private final Addresses addresses;
    private final ForeignEmojis emojis;

    ReactionTranslator(Commons commons, Addresses addresses, ForeignEmojis emojis) {
        this.commons = commons;
        this.addresses = addresses;
        this.emojis = emojis;
    }

    private sealed interface Meaning {
        record Like() implements Meaning {}

        record With(Emoji emoji) implements Meaning {}

        record Nothing() implements Meaning {}
    }

    Optional<Activity> done(WireActivity wire, Person actor, ActivityId id) {
        return post(wire).flatMap(post -> switch (meaning(wire, actor, true)) {
            case Meaning.Like _ -> Optional.<Activity>of(new Activity.Like(id, actor.id(), post));
            case Meaning.With(var emoji) -> Optional.of(new Activity.React(id, actor.id(), post, emoji));
            case Meaning.Nothing _ -> Optional.empty();
        });
    }

    /// `inner` is what is taken back. What is known by its address is taken back as it was understood then.
    Optional<Activity> undone(WireActivity inner, Person actor, ActivityId undo) {
        return inner.id().flatMap(address -> named(address, actor, undo)).or(() -> described(inner, actor, undo));
    }

    /// The same where nothing but the address is said.
    Optional<Activity> named(String address, Person actor, ActivityId undo) {
        return commons.posts().takingBack(actor.id(), Arrivals.id(address), undo);
    }

    private Optional<Activity> described(WireActivity inner, Person actor, ActivityId undo) {
        return post(inner).flatMap(post -> switch (meaning(inner, actor, false)) {
            case Meaning.Like _ -> Optional.<Activity>of(new Activity.Unlike(undo, actor.id(), post));
            case Meaning.With(var emoji) -> Optional.of(new Activity.Unreact(undo, actor.id(), post, emoji));
            case Meaning.Nothing _ -> Optional.empty();
        });
    }

    private Optional<PostId> post(WireActivity wire) {
        return wire.subjectId().flatMap(commons.posts()::idOf);
    }

    private Meaning meaning(WireActivity wire, Person actor, boolean learning) {
        if (wire.kind() == WireActivity.Kind.DISLIKE) {
            return new Meaning.With(Emoji.DISLIKE);
        }
        var like = wire.kind() == WireActivity.Kind.LIKE;
        var content = wire.json()
                .text("content", CONTENT_LENGTH_MAX)
                .or(() -> wire.json().text("_misskey_reaction", CONTENT_LENGTH_MAX))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
        var sign = content.flatMap(Pictographs::one);
        if (like && sign.filter(HEART::equals).isPresent()) {
            return new Meaning.Like();
        }
        return sign.<Emoji>map(Emoji.Sign::new)
                .or(() -> content.flatMap(name -> custom(name, wire, actor, learning)))
                .<Meaning>map(Meaning.With::new)
                .orElseGet(() -> like ? new Meaning.Like() : new Meaning.Nothing());
    }

    // Others react with our emoji too, and with those of third servers; of the latter theirs is a copy.
    private Optional<Emoji> custom(String name, WireActivity wire, Person actor, boolean learning) {
        var shortcode = WireEmoji.shortcode(name);
        if (!Shortcodes.is(shortcode)) {
            return Optional.empty();
        }
        var tag = WireEmoji.tags(wire.json()).stream()
                .filter(one -> one.shortcode().equals(shortcode))
                .findFirst();
        var ours = new Emoji.Custom(shortcode, "");
        if (tag.filter(this::ours).isPresent() && known(ours)) {
            return Optional.of(ours);
        }
        var theirs = new Emoji.Custom(shortcode, actor.domain());
        if (learning && emojis.wanted(actor.domain())) {
            tag.ifPresent(one -> emojis.learn(actor.domain(), List.of(one)));
        }
        return Optional.<Emoji>of(theirs).filter(_ -> !learning || known(theirs));
    }

    private boolean ours(WireEmoji tag) {
        return addresses.ours(tag.url()) || tag.id().filter(addresses::ours).isPresent();
    }

    private boolean known(Emoji.Custom emoji) {
        return commons.media().emojis().find(emoji).isPresent();
    }
}
