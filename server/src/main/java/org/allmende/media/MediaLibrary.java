// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.allmende.activity.Accomplished;
import org.allmende.base.ActorId;
import org.allmende.base.Hashes;
import org.allmende.base.Ids;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.database.Jobs;
import org.allmende.database.Setting;
import org.allmende.database.Settings;
import org.allmende.database.Tx;

/// All media this instance knows: who owns them, which post shows them, and where their files lie.
public final class MediaLibrary {

    /// The largest file a member may upload.
    public static final Setting<Long> UPLOAD_BYTES_MAX = bytes("media.upload_bytes_max", 16L << 20);

    /// What becomes of foreign files that were looked at.
    public static final Setting<Keeping> FOREIGN_KEPT =
            Setting.choice("media.foreign_kept", Keeping.STORE, Keeping.class);

    /// How much of the disk copies of foreign files may take.
    public static final Setting<Long> CACHE_BYTES_MAX = bytes("media.cache_bytes_max", 2L << 30);

    /// Larger pictures are not decoded.
    public static final long PIXELS_MAX = PictureHeader.PIXELS_MAX;

    /// How many a post of a member may have.
    public static final Setting<Integer> PER_POST_MAX = Setting.number("media.per_post_max", 8);

    /// Enough for a careful description, and what other servers keep of it.
    public static final int DESCRIPTION_LENGTH_MAX = 1_500;

    /// What was uploaded or announced and never shown is forgotten after this time.
    private static final Duration LOOSE_KEPT = Duration.ofHours(24);

    private static final int BATCH = 200;

    private final Database database;
    private final Settings settings;
    private final Ids ids;
    private final Clock clock;
    private final MediaFolder folder;
    private final Shelf shelf;
    private final Uploads uploads;
    private final Attic attic;
    private final ForeignPictures pictures;
    private final ForeignFilms films;
    private final Faces faces;
    private final Ornaments ornaments;
    private final Emojis emojis;
    private final MediaStore media = new MediaStore();

    public MediaLibrary(
            Database database, Settings settings, Ids ids, Clock clock, MediaFolder folder, Fetcher fetcher) {
        this.database = database;
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
        this.folder = folder;
        this.shelf = new Shelf(database, folder);
        var darkroom = new Darkroom(folder);
        this.uploads = new Uploads(database, settings, ids, clock, folder, shelf, darkroom);
        this.attic = new Attic(database, settings, clock, folder, shelf);
        var failures = new Failures(clock);
        this.pictures = new ForeignPictures(database, folder, shelf, darkroom, attic, fetcher, failures);
        this.films = new ForeignFilms(database, clock, folder, shelf, attic, fetcher, failures);
        this.faces = new Faces(database, ids, clock, shelf);
        this.ornaments = new Ornaments(ids, clock, shelf, attic, uploads);
        this.emojis = new Emojis(database, ids, clock, ornaments);
        database.within(Accomplished.class, faces::onAccomplished);
    }

    /// Says how this room's durable jobs are done.
    public void work(Jobs jobs) {
        shelf.work(jobs);
        attic.work(jobs);
    }

    /// Pictures of custom emoji and of the previews of links.
    public Ornaments ornaments() {
        return ornaments;
    }

    public Emojis emojis() {
        return emojis;
    }

    private static Setting<Long> bytes(String key, long usual) {
        return new Setting<>(key, usual, Long::valueOf, String::valueOf);
    }

    public Optional<Media> find(MediaId id) {
        return database.read(tx -> media.find(tx, id));
    }

    public Map<MediaId, Media> find(Collection<MediaId> wanted) {
        return database.read(tx -> find(tx, wanted));
    }

    public Map<MediaId, Media> find(Tx tx, Collection<MediaId> wanted) {
        return media.find(tx, wanted).stream().collect(Collectors.toMap(Media::id, Function.identity()));
    }

    /// What each of these posts shows, in its order. Posts without media are not in the map.
    public Map<PostId, List<Media>> of(Collection<PostId> posts) {
        return database.read(tx -> of(tx, posts));
    }

    public Map<PostId, List<Media>> of(Tx tx, Collection<PostId> posts) {
        return media.of(tx, posts).stream()
                .collect(Collectors.groupingBy(one -> one.post().orElseThrow()));
    }

    public MediaBounds bounds() {
        return new MediaBounds(
                settings.get(UPLOAD_BYTES_MAX),
                settings.get(CACHE_BYTES_MAX),
                settings.get(PER_POST_MAX),
                settings.get(FOREIGN_KEPT));
    }

    /// How much of the disk copies of foreign files take.
    public long keptBytes() {
        return database.read(attic::bytes);
    }

    public void decide(MediaBounds bounds) {
        database.write(tx -> {
            settings.set(tx, UPLOAD_BYTES_MAX, bounds.uploadBytesMax());
            settings.set(tx, CACHE_BYTES_MAX, bounds.cacheBytesMax());
            settings.set(tx, PER_POST_MAX, bounds.perPostMax());
            settings.set(tx, FOREIGN_KEPT, bounds.foreignKept());
            attic.shrinkLater(tx);
            return true;
        });
        pictures.clear();
    }

    /// Takes a picture for a post to come. The file stays the caller's; what is kept is made anew from it, without
    /// what cameras write into pictures.
    public Media upload(ActorId owner, Path file, String description, Optional<Focus> focus) throws Refusal {
        return uploads.take(
                file,
                new MediaStore.Upload(
                        owner, MediaStore.POST, MediaText.description(description), focus.orElse(Focus.MIDDLE)));
    }

    /// A picture to be worn from the next [org.allmende.activity.Activity.UpdateProfile] on.
    public MediaId avatar(ActorId owner, Path file) throws Refusal {
        return uploads.take(file, new MediaStore.Upload(owner, MediaStore.AVATAR, "", Focus.MIDDLE))
                .id();
    }

    public MediaId header(ActorId owner, Path file) throws Refusal {
        return uploads.take(file, new MediaStore.Upload(owner, MediaStore.HEADER, "", Focus.MIDDLE))
                .id();
    }

    /// What is to be sent of a medium, fetched first where it is foreign and not here yet, so this can take seconds.
    /// Empty for a wrong secret, for what cannot be passed on, and where it cannot be had.
    public Optional<Opened> open(MediaId id, String secret, Size size) {
        return find(id).filter(one -> Hashes.same(one.secret(), secret))
                .filter(Media::served)
                .flatMap(one -> open(one, size));
    }

    private Optional<Opened> open(Media one, Size size) {
        var here = shelf.file(one, size);
        if (here.isPresent() && one.foreign()) {
            attic.seen(one.id());
        }
        if (here.isPresent() || !one.foreign()) {
            return here.map(Function.identity());
        }
        if (one.film()) {
            // No film has a small copy.
            return size == Size.SMALL ? Optional.empty() : films.open(one);
        }
        return pictures.open(one, size);
    }

    /// Changes what an own upload says about itself. Where a post shows it already, an edit of the post must follow, or
    /// others never hear of it. Empty when there is no such upload of this owner.
    public Optional<Media> describe(ActorId owner, MediaId id, Optional<String> description, Optional<Focus> focus)
            throws Refusal {
        var text = description.isPresent() ? Optional.of(MediaText.description(description.get())) : description;
        return database.write(tx -> media.find(tx, id)
                .filter(one -> one.owner().equals(owner))
                .flatMap(one -> {
                    media.describe(
                            tx,
                            id,
                            text.orElse(one.description()),
                            focus.orElse(new Focus(one.focusX(), one.focusY())));
                    return media.find(tx, id);
                }));
    }

    /// The id of something attached to a foreign post. The same address on the same post keeps its id, so that an edit
    /// changes only what changed.
    public MediaId foreign(ForeignMedia foreign) {
        return database.write(tx -> {
            var known = media.foreign(tx, foreign);
            var id = known.orElseGet(ids::media);
            if (known.isPresent()) {
                media.describe(tx, id, foreign);
            } else {
                media.insert(tx, id, MediaStore.freshSecret(), foreign, clock.instant());
            }
            return id;
        });
    }

    /// The avatar of a stranger. A stranger has one: the id stays when the address changes.
    public MediaId foreignAvatar(ActorId owner, String url) {
        return faces.foreign(owner, MediaStore.AVATAR, url);
    }

    public MediaId foreignHeader(ActorId owner, String url) {
        return faces.foreign(owner, MediaStore.HEADER, url);
    }

    /// Makes these the media of the post, in this order; what it showed before and is not among them is let go. False,
    /// and nothing may be committed, when one is not this owner's, not ready, or shown by another post.
    public boolean attach(Tx tx, ActorId owner, PostId post, List<MediaId> wanted) {
        var distinct = new HashSet<>(wanted).size() == wanted.size();
        var position = 0;
        for (var id : wanted) {
            if (!distinct || !media.attach(tx, owner, post, id, position)) {
                return false;
            }
            position++;
        }
        loosen(
                tx,
                of(tx, List.of(post)).getOrDefault(post, List.of()).stream()
                        .filter(one -> !wanted.contains(one.id()))
                        .toList());
        return true;
    }

    /// Keeps these uploads for `holder`, whatever it is, and no others any longer: until then nobody forgets them.
    /// False,
    /// and nothing may be committed, when one is not this owner's, or shown by a post.
    public boolean hold(Tx tx, long holder, ActorId owner, List<MediaId> wanted) {
        media.unhold(tx, holder, clock.instant());
        return wanted.stream().allMatch(id -> media.hold(tx, holder, owner, id));
    }

    /// Lets go of everything that `holder` kept.
    public void release(Tx tx, long holder) {
        media.unhold(tx, holder, clock.instant());
    }

    /// Erases an own upload that nothing needs: no post, and nothing that is to become one. False where there is none.
    public boolean discard(ActorId owner, MediaId id) {
        return database.write(tx -> {
            var gone = media.discardable(tx, owner, id);
            erase(tx, gone);
            return !gone.isEmpty();
        });
    }

    /// Takes all media off a post. For a day they can be attached to it again.
    public void detach(Tx tx, PostId post) {
        loosen(tx, of(tx, List.of(post)).getOrDefault(post, List.of()));
    }

    private void loosen(Tx tx, List<Media> gone) {
        gone.forEach(one -> media.loosen(tx, one.id(), clock.instant()));
    }

    /// Gives the uploads of an erased post back to their owner, who may write the post anew with them within a day.
    /// Their old addresses are dead at once. Foreign media are erased.
    public void release(Tx tx, PostId post) {
        var all = media.everythingOf(tx, post);
        erase(tx, all.stream().filter(Media::foreign).toList());
        all.stream()
                .filter(one -> !one.foreign())
                .forEach(one -> media.release(tx, one.id(), MediaStore.freshSecret(), clock.instant()));
    }

    /// Erases the media of a post, files too where nobody else uses the same content.
    public void erase(Tx tx, PostId post) {
        erase(tx, media.everythingOf(tx, post));
    }

    /// Erases media of an owner, at most `limit` of them: a long life must not hold the writer. True when more are
    /// left.
    public boolean eraseOf(Tx tx, ActorId owner, int limit) {
        var gone = media.by(tx, owner, limit);
        erase(tx, gone);
        return gone.size() == limit;
    }

    /// Lets nobody see the foreign media of this owner any more, and keeps no copies; or shows them again. At most
    /// `limit` at once; true when more may be left.
    public boolean hideOf(Tx tx, ActorId owner, boolean hidden, int limit) {
        return attic.hide(tx, attic.of(tx, owner, hidden, limit), hidden) == limit;
    }

    private void erase(Tx tx, List<Media> gone) {
        media.delete(tx, gone);
        shelf.forget(tx, gone);
    }

    /// Forgets what nobody showed within a day, and what a crash left behind. For every night.
    public void tidy() {
        var before = clock.instant().minus(LOOSE_KEPT);
        List<Media> gone = new ArrayList<>();
        do {
            gone.clear();
            database.write(tx -> {
                gone.addAll(media.loose(tx, before, BATCH));
                erase(tx, gone);
                return true;
            });
        } while (gone.size() == BATCH);
        // A node that heard late of a smaller bound may have kept more.
        attic.shrink();
        shelf.tidy();
        try {
            folder.tidy(before);
        } catch (IOException e) {
            throw new UncheckedIOException("the media folder cannot be tidied", e);
        }
    }
}
