// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Piece;
import org.allmende.media.Media;

/// Something that a post shows: a file, and the picture that stands for it until it is played.
public record Exhibit(Media file, Optional<Media> poster) {

    /// A film or sound that is a piece of its own comes first, followed by its picture.
    static List<Exhibit> of(Optional<Piece> piece, List<Media> media) {
        var exhibits = new ArrayList<Exhibit>();
        var played = piece.map(Piece::kind)
                .filter(kind -> kind == Piece.Kind.VIDEO || kind == Piece.Kind.AUDIO)
                .isPresent();
        var framed = played
                && media.size() > 1
                && media.getFirst().kind() != Media.Kind.IMAGE
                && media.get(1).kind() == Media.Kind.IMAGE;
        if (framed) {
            exhibits.add(new Exhibit(media.getFirst(), Optional.of(media.get(1))));
        }
        media.stream()
                .skip(framed ? 2 : 0)
                .map(file -> new Exhibit(file, Optional.empty()))
                .forEach(exhibits::add);
        return List.copyOf(exhibits);
    }
}
