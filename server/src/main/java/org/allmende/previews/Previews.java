// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.previews;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activity.Draft;
import org.allmende.activity.Origin;
import org.allmende.activity.Preview;
import org.allmende.base.ActorId;
import org.allmende.base.Hashes;
import org.allmende.base.Ids;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Setting;
import org.allmende.database.Settings;
import org.allmende.database.Tx;
import org.allmende.database.Work;
import org.allmende.media.ForeignMedia;
import org.allmende.media.Media;
import org.allmende.media.MediaLibrary;
import org.allmende.media.Ornaments;
import org.allmende.previews.LinkReader.Reading;
import org.allmende.text.FirstLink;
import org.allmende.text.Urls;

/// What the links of posts lead to.
///
/// Of a link that a member posts we make the preview at once, so that it can be sent along. Of a foreign one we show
/// what came along, and look ourselves only when a member has come across it, and not at once: when a link is shared
/// widely, ten thousand servers must not ask one small site in the same second. Each address is looked at once for
/// everybody here.
public final class Previews {

    /// Whether pages elsewhere are looked at at all.
    public static final Setting<Boolean> ON = Setting.yesNo("previews.on", true);

    private static final String LOOK = "previews.look";

    /// Readers of one post come within minutes; their servers should not come within one.
    static final Duration SPREAD = Duration.ofMinutes(1);

    /// Headlines are corrected, and pages move.
    static final Duration FRESH = Duration.ofDays(14);

    /// A page that said nothing may have been down.
    static final Duration IN_VAIN = Duration.ofDays(1);

    private static final int AT_ONCE = 4;
    private static final int TRIES = 3;

    /// So many addresses that are going to be looked at need not be written down twice.
    private static final int PLANNED_MAX = 2_000;

    private static final int FORGOTTEN_AT_ONCE = 500;

    /// Twice what passes between two nights.
    private static final Duration ERASED_SINCE = Duration.ofDays(2);

    private final Database database;
    private final Settings settings;
    private final Ids ids;
    private final Clock clock;
    private final RandomGenerator random;
    private final MediaLibrary media;
    private final LinkReader reader;
    private final PreviewStore store = new PreviewStore();
    private final Map<String, Instant> planned = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > PLANNED_MAX;
        }
    };

    public Previews(
            Database database,
            Settings settings,
            Ids ids,
            Clock clock,
            RandomGenerator random,
            MediaLibrary media,
            LinkReader reader) {
        this.database = database;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
        this.media = media;
        this.reader = reader;
        database.within(Accomplished.class, this::hear);
    }

    public boolean on() {
        return settings.get(ON);
    }

    /// Whether pages that posts link to are looked at from now on. What was found stays until it is too old.
    public void show(boolean wanted) {
        database.write(tx -> {
            settings.set(tx, ON, wanted);
            return true;
        });
    }

    public void work(Jobs jobs) {
        jobs.does(LOOK, new Work((url, _) -> look(url), AT_ONCE, TRIES));
    }

    private void hear(Tx tx, Accomplished news) {
        if (news.activity() instanceof Activity.Publish publish) {
            said(tx, publish.post(), publish.actor(), publish.draft(), news.local());
        }
        if (news.activity() instanceof Activity.Edit edit) {
            said(tx, edit.post(), edit.actor(), edit.draft(), news.local());
        }
        if (news.activity() instanceof Activity.Erase erase) {
            store.unlink(tx, erase.post());
        }
    }

    private void said(Tx tx, PostId post, ActorId author, Draft draft, boolean local) {
        var given = draft.origin().flatMap(Origin::preview).filter(one -> usable(one.url()));
        var url = given.map(Preview::url).or(() -> link(draft));
        if (url.isEmpty()) {
            store.unlink(tx, post);
            return;
        }
        var description = given.filter(Preview::shown);
        var giver = description.isPresent() ? author.value() : PreviewStore.OURSELVES;
        description.ifPresent(one -> keep(
                tx,
                one,
                giver,
                Urls.domainOf(draft.origin().orElseThrow().uri()).orElse(""),
                Optional.empty()));
        store.link(tx, post, url.get(), giver);
        if (local && due(store.find(tx, url.get(), PreviewStore.OURSELVES)) && settings.get(ON)) {
            plan(tx, url.get(), clock.instant());
        }
    }

    // Under a picture there is no room for another.
    private static Optional<String> link(Draft draft) {
        return draft.media().isEmpty() ? FirstLink.of(draft.body().html()).filter(Previews::usable) : Optional.empty();
    }

    private static boolean usable(String url) {
        return ForeignMedia.usable(url);
    }

    private boolean due(Optional<PreviewRow> row) {
        var looked = row.flatMap(PreviewRow::looked);
        var pause = row.filter(one -> one.preview().shown()).isPresent() ? FRESH : IN_VAIN;
        return looked.filter(when -> when.plus(pause).isAfter(clock.instant())).isEmpty();
    }

    private static void plan(Tx tx, String url, Instant when) {
        tx.later(Job.of(LOOK, url)
                .in(Urls.domainOf(url).orElse(""))
                .once(LOOK + ":" + Hashes.sha256Hex(url))
                .at(when));
    }

    /// Whether a preview is on its way that a post would best be sent with.
    public boolean awaited(Tx tx, PostId post) {
        return settings.get(ON)
                && store.links(tx, List.of(post)).stream()
                        .anyMatch(link -> due(store.find(tx, link.url(), PreviewStore.OURSELVES)));
    }

    /// The links of these posts, as far as they have one. What we have seen ourselves goes before what others say.
    public Map<PostId, LinkCard> of(Collection<PostId> posts) {
        return posts.isEmpty() ? Map.of() : database.read(tx -> of(tx, posts));
    }

    private Map<PostId, LinkCard> of(Tx tx, Collection<PostId> posts) {
        var links = store.links(tx, posts);
        if (links.isEmpty()) {
            return Map.of();
        }
        var said = store.said(
                tx,
                links.stream().map(PreviewStore.Linked::url).distinct().toList(),
                links.stream().map(PreviewStore.Linked::giver).distinct().toList());
        var pictures = media.find(
                tx,
                said.values().stream()
                        .flatMap(List::stream)
                        .flatMap(row -> row.media().stream())
                        .toList());
        var cards = new HashMap<PostId, LinkCard>();
        links.forEach(link -> cards.put(link.post(), card(link, said.getOrDefault(link.url(), List.of()), pictures)));
        return cards;
    }

    private LinkCard card(PreviewStore.Linked link, List<PreviewRow> said, Map<MediaId, Media> pictures) {
        var own = by(said, PreviewStore.OURSELVES);
        var checked = own.filter(row -> row.preview().shown());
        var shown = checked.or(() -> by(said, link.giver()));
        return new LinkCard(
                shown.map(PreviewRow::preview).orElseGet(() -> Preview.blank(link.url())),
                shown.flatMap(PreviewRow::media).flatMap(id -> Optional.ofNullable(pictures.get(id))),
                checked.isPresent(),
                due(own));
    }

    private static Optional<PreviewRow> by(List<PreviewRow> said, long giver) {
        return said.stream().filter(row -> row.giver() == giver).findFirst();
    }

    /// A member has come across these.
    public void seen(Collection<LinkCard> cards) {
        var fresh = cards.stream()
                .filter(LinkCard::stale)
                .map(card -> card.preview().url())
                .distinct()
                .filter(this::unplanned)
                .toList();
        if (!fresh.isEmpty() && settings.get(ON)) {
            database.write(tx -> {
                fresh.forEach(url -> plan(tx, url, clock.instant().plusMillis(random.nextLong(SPREAD.toMillis()))));
                return true;
            });
        }
    }

    private boolean unplanned(String url) {
        synchronized (planned) {
            var now = clock.instant();
            var before = planned.get(url);
            if (before != null && before.plus(IN_VAIN).isAfter(now)) {
                return false;
            }
            planned.put(url, now);
            return true;
        }
    }

    private JobEnd look(String url) {
        if (!database.read(tx -> due(store.find(tx, url, PreviewStore.OURSELVES)))) {
            return JobEnd.DONE;
        }
        return switch (reader.read(url)) {
            case Reading.Described(var preview) -> looked(url, preview);
            case Reading.Nothing _ -> looked(url, Preview.blank(url));
            case Reading.Later(var reason, var pause) -> new JobEnd.Again(reason, Optional.of(pause));
        };
    }

    // The page may call itself by another address. It is known here by the one that was posted, so that nobody can
    // speak for another's.
    private JobEnd looked(String url, Preview page) {
        var preview = new Preview(
                url,
                page.title(),
                page.description(),
                page.author(),
                page.authorUrl(),
                page.provider(),
                page.picture(),
                page.pictureText(),
                page.language(),
                page.published(),
                page.creator());
        database.write(tx -> {
            keep(tx, preview, PreviewStore.OURSELVES, Urls.domainOf(url).orElse(""), Optional.of(clock.instant()));
            return true;
        });
        return JobEnd.DONE;
    }

    private void keep(Tx tx, Preview preview, long giver, String domain, Optional<Instant> looked) {
        var before = store.find(tx, preview.url(), giver);
        var picture = preview.picture().filter(ForeignMedia::usable);
        var same = before.filter(row -> row.preview().picture().equals(picture));
        var kept = same.isPresent()
                ? same.get().media()
                : picture.map(address -> media.ornaments().foreign(tx, Ornaments.Kind.PREVIEW, domain, address));
        store.put(tx, ids.next(), new PreviewRow(with(preview, picture), giver, kept, looked));
        before.flatMap(PreviewRow::media)
                .filter(old -> !kept.equals(Optional.of(old)))
                .ifPresent(old -> media.ornaments().erase(tx, List.of(old)));
    }

    private static Preview with(Preview preview, Optional<String> picture) {
        return new Preview(
                preview.url(),
                preview.title(),
                preview.description(),
                preview.author(),
                preview.authorUrl(),
                preview.provider(),
                picture,
                preview.pictureText(),
                preview.language(),
                preview.published(),
                preview.creator());
    }

    /// Nightly: lets go of what no post links to any more.
    public void tidy() {
        database.write(tx -> {
            store.forgetErased(tx, clock.instant().minus(ERASED_SINCE));
            return true;
        });
        List<PreviewRow> gone;
        do {
            gone = database.write(tx -> {
                var unused = store.unused(tx, FORGOTTEN_AT_ONCE);
                unused.forEach(row -> {
                    store.remove(tx, row.preview().url(), row.giver());
                    row.media().ifPresent(id -> media.ornaments().erase(tx, List.of(id)));
                });
                return unused;
            });
        } while (gone.size() == FORGOTTEN_AT_ONCE);
    }
}
