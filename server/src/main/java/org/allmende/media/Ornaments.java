// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.MediaId;
import org.allmende.database.Tx;

/// Pictures that belong to no post and to nobody: of custom emoji, and of the previews of links.
///
/// Each belongs to the room that asked for it. That room writes down the id, finds the rest of it by
/// [MediaLibrary#find], and gives it back with [#erase] when it no longer shows it. Foreign ones are fetched when
/// somebody first looks at them, like all foreign pictures: [Size#ORIGINAL] may move, [Size#SMALL] stands still.
public final class Ornaments {

    /// What such a picture is for.
    public enum Kind {
        EMOJI,
        PREVIEW
    }

    /// Owner of what belongs to nobody.
    static final ActorId NOBODY = new ActorId(0);

    private final Ids ids;
    private final Clock clock;
    private final Shelf shelf;
    private final Attic attic;
    private final Uploads uploads;
    private final MediaStore media = new MediaStore();
    private final OrnamentStore ornaments = new OrnamentStore();

    Ornaments(Ids ids, Clock clock, Shelf shelf, Attic attic, Uploads uploads) {
        this.ids = ids;
        this.clock = clock;
        this.shelf = shelf;
        this.attic = attic;
        this.uploads = uploads;
    }

    /// A foreign picture under a fresh id. Nothing is fetched yet.
    ///
    /// @param domain the server that told us of it, whose policy decides about it; not where the picture lies
    /// @param url must be [ForeignMedia#usable]
    public MediaId foreign(Tx tx, Kind kind, String domain, String url) {
        if (!ForeignMedia.usable(url)) {
            throw new IllegalArgumentException("no usable address of a picture");
        }
        var id = ids.media();
        ornaments.insert(tx, id, MediaStore.freshSecret(), kind, domain, url, clock.instant());
        return id;
    }

    /// A picture of our own, made anew from the file, which stays the caller's. Forgotten after a day unless [#keep]
    /// follows.
    public MediaId own(Kind kind, Path file) throws Refusal {
        return uploads.take(file, new MediaStore.Upload(NOBODY, kind.name(), "", Focus.MIDDLE))
                .id();
    }

    /// From now on it is shown.
    public void keep(Tx tx, MediaId id) {
        ornaments.keep(tx, id);
    }

    public void erase(Tx tx, Collection<MediaId> gone) {
        erase(
                tx,
                media.find(tx, gone).stream()
                        .filter(one -> one.owner().equals(NOBODY))
                        .toList());
    }

    /// Lets nobody see any more what a domain, or one below it, brought, and keeps no copies; or shows it again. At
    /// most `limit` at once; true when more may be left.
    public boolean hideFrom(Tx tx, String domain, boolean hidden, int limit) {
        return attic.hide(tx, attic.of(tx, domain, hidden, limit), hidden) == limit;
    }

    private void erase(Tx tx, List<Media> gone) {
        media.delete(tx, gone);
        shelf.forget(tx, gone);
    }
}
