// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.util.Optional;
import org.allmende.base.MediaId;
import org.allmende.http.Fault;
import org.allmende.http.Params;
import org.allmende.media.Focus;

/// What an app says about a picture: the text for who cannot see it, and the point that matters.
record DescriptionForm(Optional<MediaId> media, Optional<String> description, Optional<Focus> focus) {

    static DescriptionForm read(Params form) {
        return new DescriptionForm(
                form.string("id")
                        .map(text -> MediaId.parse(text)
                                .orElseThrow(() -> new Fault(422, "media_attributes[][id] must be an id"))),
                form.string("description"),
                form.string("focus").filter(text -> !text.isBlank()).map(DescriptionForm::focus));
    }

    private static Focus focus(String text) {
        var parts = text.split(",", -1);
        try {
            if (parts.length == 2) {
                return new Focus(Double.parseDouble(parts[0].strip()), Double.parseDouble(parts[1].strip()));
            }
        } catch (NumberFormatException _) {
            // Told below, like any other wrong shape.
        }
        throw new Fault(422, "focus must be two numbers from -1 to 1, with a comma between");
    }
}
