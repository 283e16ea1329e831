// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import org.allmende.base.Addresses;
import org.allmende.media.Media;
import org.allmende.media.Size;

/// Where things are found in the browser: what apps show, open and hand on.
///
/// `files` is filled by the wiring, because files are served by another door.
public record Links(Addresses addresses, MediaLinks files) {

    /// Makes the address under which a file may be fetched without logging in.
    @FunctionalInterface
    public interface MediaLinks {

        String url(Media media, Size size);
    }

    /// What we cannot pass on stays where it is.
    String file(Media media, Size size) {
        return media.served() ? files.url(media, size) : media.remoteUrl().orElseThrow();
    }

    String avatar() {
        return addresses.at(MissingPictures.AVATAR);
    }

    String header() {
        return addresses.at(MissingPictures.HEADER);
    }

    /// The same host over WebSocket.
    String streaming() {
        return addresses.at("").replaceFirst("^http", "ws");
    }
}
