// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.allmende.http.Answer;

/// What stands for a person without a picture, and for a profile without a header.
///
/// Some apps look for `missing.png` at the end of an address to know that there is none. It is no SVG, because apps on
/// phones show none.
final class MissingPictures {

    static final String AVATAR = "/avatars/original/missing.png";
    static final String HEADER = "/headers/original/missing.png";

    private MissingPictures() {}

    static void mount(Endpoints on) {
        on.open("GET " + AVATAR, _ -> picture("avatar.png"));
        on.open("GET " + HEADER, _ -> picture("header.png"));
    }

    private static Answer picture(String name) {
        try (var in = MissingPictures.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the program");
            }
            return Answer.bytes(200, "image/png", in.readAllBytes()).header("Cache-Control", "public, max-age=86400");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
