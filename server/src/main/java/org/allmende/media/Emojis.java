// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.allmende.activity.Emoji;
import org.allmende.base.Ids;
import org.allmende.base.MediaId;
import org.allmende.base.Shortcodes;
import org.allmende.database.Database;
import org.allmende.database.Tx;

/// Custom emoji, ours and those of other servers. Texts keep their `:names:`; whose picture is meant is told by the
/// domain of who wrote the text.
public final class Emojis {

    /// Of ours: what one page can still offer.
    public static final int HERE_MAX = 1_000;

    /// What our own are called everywhere: no server understands more.
    public static final Pattern OWN_SHORTCODE = Pattern.compile("[A-Za-z0-9_]{2,32}");

    public static final int CATEGORY_LENGTH_MAX = 64;

    /// The largest picture that other servers take.
    public static final long OWN_BYTES_MAX = 256 << 10;

    /// The largest collections have some thousand.
    static final int PER_DOMAIN_MAX = 10_000;

    /// One document of a server shows no more.
    static final int PER_DOCUMENT_MAX = 100;

    /// A page of a timeline, with all that people put into their names.
    private static final int AT_ONCE_MAX = 1_000;

    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final Ornaments ornaments;
    private final EmojiStore store = new EmojiStore();
    private final MediaStore media = new MediaStore();

    Emojis(Database database, Ids ids, Clock clock, Ornaments ornaments) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.ornaments = ornaments;
    }

    // Questions

    /// Those of these that are known, each under what was asked for.
    public Map<Emoji.Custom, CustomEmoji> find(Collection<Emoji.Custom> wanted) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        var some = wanted.stream().limit(AT_ONCE_MAX).collect(Collectors.toSet());
        return database.read(tx -> {
            var rows = store
                    .among(tx, each(some, Emoji.Custom::domain), each(some, Emoji.Custom::shortcode), AT_ONCE_MAX)
                    .stream()
                    .filter(row -> some.contains(row.key()))
                    .toList();
            var found = new HashMap<Emoji.Custom, CustomEmoji>();
            loaded(tx, rows).forEach(one -> found.put(one.emoji(), one));
            return found;
        });
    }

    private static Set<String> each(Set<Emoji.Custom> some, Function<Emoji.Custom, String> part) {
        return some.stream().map(part).collect(Collectors.toSet());
    }

    public Optional<CustomEmoji> find(Emoji.Custom wanted) {
        return Optional.ofNullable(find(List.of(wanted)).get(wanted));
    }

    /// By number, where it is ours.
    public Optional<CustomEmoji> find(long id) {
        return database.read(tx -> loaded(tx, store.find(tx, id).stream().toList())).stream()
                .filter(CustomEmoji::local)
                .findFirst();
    }

    public boolean known(Tx tx, Emoji.Custom emoji) {
        return store.find(tx, emoji.domain(), emoji.shortcode()).isPresent();
    }

    /// All of ours, also those that are not listed, by category and name.
    public List<CustomEmoji> ours() {
        return database.read(tx -> loaded(tx, store.of(tx, "", HERE_MAX)));
    }

    private List<CustomEmoji> loaded(Tx tx, List<EmojiStore.Row> rows) {
        var pictures = media.find(tx, rows.stream().map(EmojiStore.Row::media).toList()).stream()
                .collect(Collectors.toMap(Media::id, Function.identity()));
        return rows.stream()
                .filter(row -> pictures.containsKey(row.media()))
                .map(row -> new CustomEmoji(
                        row.id(),
                        row.domain(),
                        row.shortcode(),
                        row.category(),
                        row.listed(),
                        row.updated(),
                        pictures.get(row.media())))
                .toList();
    }

    // Those of others

    /// Remembers what a document from `domain` says of that server's emoji. Nothing is fetched: pictures come when
    /// somebody first looks at them.
    public void learn(String domain, Collection<ForeignEmoji> told) {
        if (domain.isEmpty()) {
            throw new IllegalArgumentException("nobody else tells what our emoji look like");
        }
        var some = new LinkedHashMap<String, ForeignEmoji>();
        told.stream()
                .filter(one -> Shortcodes.is(one.shortcode()) && ForeignMedia.usable(one.url()))
                .limit(PER_DOCUMENT_MAX)
                .forEach(one -> some.putIfAbsent(one.shortcode(), one));
        if (some.isEmpty()) {
            return;
        }
        var news = database.read(tx -> fresh(tx, domain, some));
        if (!news.isEmpty()) {
            database.write(tx -> {
                news.forEach(one -> learn(tx, domain, one));
                return true;
            });
        }
    }

    private List<ForeignEmoji> fresh(Tx tx, String domain, Map<String, ForeignEmoji> told) {
        var known = store.among(tx, List.of(domain), told.keySet(), PER_DOCUMENT_MAX).stream()
                .collect(Collectors.toMap(EmojiStore.Row::shortcode, Function.identity()));
        var there = media
                .find(tx, known.values().stream().map(EmojiStore.Row::media).toList())
                .stream()
                .map(Media::id)
                .collect(Collectors.toCollection(HashSet::new));
        var full = store.count(tx, domain) >= PER_DOMAIN_MAX;
        return told.values().stream()
                .filter(one -> {
                    var row = known.get(one.shortcode());
                    return row == null ? !full : !there.contains(row.media()) || changed(row, one);
                })
                .toList();
    }

    // An old post that comes late must not bring an old picture back.
    private static boolean changed(EmojiStore.Row row, ForeignEmoji told) {
        return told.updated()
                .map(when -> when.isAfter(row.updated())
                        || when.equals(row.updated()) && !row.url().equals(told.url()))
                .orElseGet(
                        () -> row.updated().equals(Instant.EPOCH) && !row.url().equals(told.url()));
    }

    private void learn(Tx tx, String domain, ForeignEmoji told) {
        var picture = ornaments.foreign(tx, Ornaments.Kind.EMOJI, domain, told.url());
        var updated = told.updated().orElse(Instant.EPOCH);
        var known = store.find(tx, domain, told.shortcode());
        if (known.isPresent()) {
            ornaments.erase(tx, List.of(known.get().media()));
            store.renew(tx, known.get().id(), picture, told.url(), updated);
        } else if (!store.insert(
                tx, new EmojiStore.Row(ids.next(), domain, told.shortcode(), "", true, updated, picture, told.url()))) {
            ornaments.erase(tx, List.of(picture));
        }
    }

    // Ours

    /// A new one of ours. The file stays the caller's.
    public CustomEmoji add(String shortcode, String category, Path file) throws Refusal {
        refuse(shortcode, category);
        if (database.read(tx -> store.count(tx, "")) >= HERE_MAX) {
            throw new Refusal("emoji.too_many", "There are " + HERE_MAX + " emoji here, which is all there can be.");
        }
        var picture = ornaments.own(Ornaments.Kind.EMOJI, file);
        refuseLarge(picture);
        var id = ids.next();
        var added = database.write(tx -> {
            ornaments.keep(tx, picture);
            var row = new EmojiStore.Row(id, "", shortcode, category.strip(), true, clock.instant(), picture, "");
            var free = store.insert(tx, row);
            if (!free) {
                tx.undo();
            }
            return free;
        });
        if (!added) {
            throw taken(shortcode);
        }
        return find(id).orElseThrow();
    }

    private void refuseLarge(MediaId picture) throws Refusal {
        var size =
                database.read(tx -> media.find(tx, picture)).map(Media::bytes).orElse(0L);
        if (size > OWN_BYTES_MAX) {
            throw new Refusal("emoji.too_large", "This picture moves for too long: other servers would not take it.");
        }
    }

    /// Says what it is called and whether it is offered. False where there is no such emoji of ours.
    public boolean change(long id, String shortcode, String category, boolean listed) throws Refusal {
        refuse(shortcode, category);
        var result = database.write(tx -> {
            var row = store.find(tx, id).filter(found -> found.domain().isEmpty());
            if (row.isEmpty()) {
                return Optional.<Boolean>empty();
            }
            var other = store.find(tx, "", shortcode).filter(found -> found.id() != id);
            if (other.isEmpty()) {
                store.change(tx, id, shortcode, category.strip(), listed, clock.instant());
            }
            return Optional.of(other.isEmpty());
        });
        if (result.isPresent() && !result.get()) {
            throw taken(shortcode);
        }
        return result.isPresent();
    }

    /// Texts that name it show the name from now on.
    public void remove(long id) {
        database.write(tx -> {
            store.find(tx, id).filter(row -> row.domain().isEmpty()).ifPresent(row -> {
                store.delete(tx, id);
                ornaments.erase(tx, List.of(row.media()));
            });
            return true;
        });
    }

    private static void refuse(String shortcode, String category) throws Refusal {
        if (!OWN_SHORTCODE.matcher(shortcode).matches()) {
            throw new Refusal("emoji.name", "An emoji has a name of 2 to 32 letters, digits and _.");
        }
        if (category.strip().length() > CATEGORY_LENGTH_MAX) {
            throw new Refusal("emoji.category", "A category has at most " + CATEGORY_LENGTH_MAX + " characters.");
        }
    }

    private static Refusal taken(String shortcode) {
        return new Refusal("emoji.taken", "There is an emoji called " + shortcode + " already.");
    }
}
