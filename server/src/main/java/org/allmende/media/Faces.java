// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.MediaId;
import org.allmende.database.Database;
import org.allmende.database.Tx;

/// Avatars and headers: one of each for everybody, shown by the profile instead of a post.
final class Faces {

    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final Shelf shelf;
    private final MediaStore media = new MediaStore();

    Faces(Database database, Ids ids, Clock clock, Shelf shelf) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.shelf = shelf;
    }

    /// The face of a stranger. Most often it is the one that is known: then nothing is written.
    MediaId foreign(ActorId owner, String purpose, String url) {
        if (!ForeignMedia.usable(url)) {
            throw new IllegalArgumentException("no usable address of a picture");
        }
        var known = database.read(tx -> media.faces(tx, owner, purpose)).stream()
                .filter(one -> one.remoteUrl().equals(Optional.of(url)))
                .findFirst();
        return known.map(Media::id)
                .orElseGet(() -> database.write(tx -> {
                    var before = media.faces(tx, owner, purpose);
                    media.face(tx, ids.media(), MediaStore.freshSecret(), owner, purpose, url, clock.instant());
                    shelf.forget(tx, before);
                    return media.faces(tx, owner, purpose).getFirst().id();
                }));
    }

    /// A profile shows its avatar and header; those it showed before are gone.
    void onAccomplished(Tx tx, Accomplished news) {
        if (news.local() && news.activity() instanceof Activity.UpdateProfile update) {
            wear(tx, update.actor(), MediaStore.AVATAR, update.profile().avatar());
            wear(tx, update.actor(), MediaStore.HEADER, update.profile().header());
        }
    }

    private void wear(Tx tx, ActorId owner, String purpose, Optional<MediaId> worn) {
        worn.ifPresent(id -> media.wear(tx, owner, id, purpose));
        List<Media> before = media.faces(tx, owner, purpose).stream()
                .filter(one -> !worn.equals(Optional.of(one.id())))
                .toList();
        media.delete(tx, before);
        shelf.forget(tx, before);
    }
}
