// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.media;

import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.MediaId;
import org.allmende.base.PostId;

/// A picture, sound or film, as it is known here.
///
/// `secret` belongs into every address under which the file is served: it is what makes the address of a picture in a
/// direct message unguessable. `post` is present once a post shows it. `bytes` is what file and small copy take
/// together. Foreign films and sounds are not kept here: pages link to `remoteUrl`.
public record Media(
        MediaId id,
        ActorId owner,
        String secret,
        Optional<PostId> post,
        Kind kind,
        State state,
        String mime,
        String description,
        double focusX,
        double focusY,
        int width,
        int height,
        int smallWidth,
        int smallHeight,
        Optional<String> smallMime,
        Optional<String> blurhash,
        long bytes,
        Optional<String> file,
        Optional<String> smallFile,
        Optional<String> remoteUrl) {

    public enum Kind {
        IMAGE,
        /// A film without sound that plays in a loop.
        GIFV,
        VIDEO,
        AUDIO,
        UNKNOWN
    }

    public enum State {
        READY,
        WORKING,
        FAILED,
        /// It lies at its home; pictures are fetched when first looked at.
        FOREIGN
    }

    /// Can be had from us: it is ours, or a foreign picture.
    public boolean served() {
        return remoteUrl.isEmpty() || kind == Kind.IMAGE;
    }

    public boolean foreign() {
        return remoteUrl.isPresent();
    }
}
