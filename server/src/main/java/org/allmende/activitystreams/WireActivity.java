// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.allmende.text.Urls;
import tools.jackson.databind.JsonNode;

/// What a foreign actor says has been done.
public record WireActivity(
        WireJson json,
        Kind kind,
        String actor,
        Optional<String> id,
        List<Subject> subjects,
        Optional<Subject> target,
        WireAudience audience,
        Optional<Instant> published) {

    /// A report may name many posts, and some servers send many votes at once.
    static final int SUBJECTS_MAX = 100;

    /// The activities that mean something to us.
    public enum Kind {
        CREATE("Create"),
        UPDATE("Update"),
        DELETE("Delete"),
        FOLLOW("Follow"),
        ACCEPT("Accept"),
        REJECT("Reject"),
        UNDO("Undo"),
        LIKE("Like"),
        EMOJI_REACT("EmojiReact"),
        DISLIKE("Dislike"),
        ANNOUNCE("Announce"),
        BLOCK("Block"),
        FLAG("Flag"),
        QUOTE_REQUEST("QuoteRequest"),
        LIKE_REQUEST("LikeRequest"),
        REPLY_REQUEST("ReplyRequest"),
        ANNOUNCE_REQUEST("AnnounceRequest"),
        MOVE("Move"),
        ADD("Add"),
        REMOVE("Remove"),
        /// Something we have no deed for. Harmless: it is answered politely and forgotten.
        OTHER("");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// What an activity speaks of: something it names, or something it brings along.
    public sealed interface Subject {

        /// Empty where something is brought along that has no address: a Follow in an old Undo.
        Optional<String> id();

        record Named(String address) implements Subject {
            @Override
            public Optional<String> id() {
                return Optional.of(address);
            }
        }

        record Embedded(WireJson json) implements Subject {
            @Override
            public Optional<String> id() {
                return json.id();
            }
        }
    }

    public WireActivity {
        subjects = List.copyOf(subjects);
    }

    /// Reads an activity, whatever it is about, or says what is wrong with it.
    public static WireActivity read(WireJson json) throws Unreadable {
        var types = json.types();
        if (types.isEmpty()) {
            throw new Unreadable("The activity has no type.");
        }
        var actor = json.only("actor")
                .flatMap(WireJson::address)
                .orElseThrow(() -> new Unreadable("The activity has no actor that is a web address."));
        var id = json.id();
        if (id.isPresent() && !Urls.sameOrigin(id.get(), actor)) {
            throw new Unreadable("The activity is not from where its actor is from.");
        }
        return new WireActivity(
                json,
                kind(types),
                actor,
                id,
                subjects(json),
                json.value("target").flatMap(target -> subject(json, target)),
                WireAudience.read(json),
                json.instant("published"));
    }

    Optional<Subject> subject() {
        return subjects.stream().findFirst();
    }

    /// The first object, where it came along.
    public Optional<WireJson> embedded() {
        return subject().flatMap(subject -> switch (subject) {
            case Subject.Embedded(var object) -> Optional.of(object);
            case Subject.Named _ -> Optional.empty();
        });
    }

    /// The address of what it is about.
    public Optional<String> subjectId() {
        return subject().flatMap(Subject::id);
    }

    /// What it is done with: of a QuoteRequest, the post that quotes.
    public Optional<Subject> instrument() {
        return json.value("instrument").flatMap(value -> subject(json, value));
    }

    /// The like or share that a request brings along, as if it had been sent by itself: its actor need not be named
    /// again. Empty where it has no address of its own, or not there where its actor is from.
    public Optional<WireActivity> requested(Kind what) throws Unreadable {
        var inner = instrument().flatMap(subject -> switch (subject) {
            case Subject.Embedded(var object) -> Optional.of(object);
            case Subject.Named _ -> Optional.<WireJson>empty();
        });
        var whole = inner.flatMap(WireJson::id).filter(address -> Urls.sameOrigin(address, actor));
        if (whole.isEmpty()
                || !inner.get().is(what.word())
                || inner.get()
                        .address("actor")
                        .filter(other -> !other.equals(actor))
                        .isPresent()
                || inner.get()
                        .address("object")
                        .filter(other -> !subjectId().equals(Optional.of(other)))
                        .isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new WireActivity(
                inner.get(),
                what,
                actor,
                whole,
                subjects,
                Optional.empty(),
                WireAudience.read(inner.get()),
                inner.get().instant("published").or(() -> published)));
    }

    /// The same under another address.
    public WireActivity named(String address) {
        return new WireActivity(json, kind, actor, Optional.of(address), subjects, target, audience, published);
    }

    /// The actor ends its own account, or announces a change of itself: harmless where we never met it, so its key
    /// need not be fetched.
    public boolean aboutItself() {
        return (kind == Kind.DELETE || kind == Kind.UPDATE)
                && subjectId().filter(actor::equals).isPresent();
    }

    private static Kind kind(List<String> types) {
        return Arrays.stream(Kind.values())
                .filter(kind -> types.contains(kind.word()))
                .findFirst()
                .orElse(Kind.OTHER);
    }

    private static List<Subject> subjects(WireJson json) throws Unreadable {
        var subjects = json.values("object")
                .limit(SUBJECTS_MAX + 1L)
                .flatMap(value -> subject(json, value).stream())
                .toList();
        if (subjects.size() > SUBJECTS_MAX) {
            throw new Unreadable("The activity speaks of more than " + SUBJECTS_MAX + " objects.");
        }
        return subjects;
    }

    private static Optional<Subject> subject(WireJson json, JsonNode value) {
        var embedded = json.child(value);
        return embedded.isPresent()
                ? Optional.of(new Subject.Embedded(embedded.get()))
                : WireJson.address(value).map(Subject.Named::new);
    }
}
