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
/// together.
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
        /// It lies at its home, and is fetched when first looked at.
        FOREIGN,
        /// Foreign, and not shown here because of a decision about its home. Nobody finds it.
        HIDDEN
    }

    /// Can be had from us: it is ours, or foreign and of a kind that can be passed on. To anything else pages link.
    public boolean served() {
        return remoteUrl.isEmpty() || kind != Kind.UNKNOWN;
    }

    /// A film or sound, which is passed on as it is.
    boolean film() {
        return switch (kind) {
            case GIFV, VIDEO, AUDIO -> true;
            case IMAGE, UNKNOWN -> false;
        };
    }

    public boolean foreign() {
        return remoteUrl.isPresent();
    }
}
