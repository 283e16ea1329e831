// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import org.allmende.base.MediaId;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.media.Media;
import org.allmende.media.MediaLibrary;
import org.allmende.media.Refusal;

/// Uploads, and what members say about them. Pictures are ready when the answer comes.
final class MediaApi {

    private final MediaLibrary library;
    private final Shapes shapes;

    MediaApi(MediaLibrary library, Shapes shapes) {
        this.library = library;
        this.shapes = shapes;
    }

    void mount(Endpoints on) {
        on.member("GET /api/v1/media/{id}", "write:media", (request, member) -> shapes.media(own(request, member)));
        on.member("PUT /api/v1/media/{id}", "write:media", this::describe);
    }

    private Answer describe(Request request, Member member) {
        var media = own(request, member);
        var words = DescriptionForm.read(request.form());
        return shapes.media(describe(library, member, media.id(), words));
    }

    static Media describe(MediaLibrary library, Member member, MediaId media, DescriptionForm words) {
        try {
            return library.describe(member.id(), media, words.description(), words.focus())
                    .orElseThrow(Finder::missing);
        } catch (Refusal refusal) {
            throw new Fault(422, refusal.getMessage());
        }
    }

    /// Only uploads that no post shows yet: those that do are part of the post.
    private Media own(Request request, Member member) {
        return MediaId.parse(request.path("id"))
                .flatMap(library::find)
                .filter(media -> media.owner().equals(member.id())
                        && !media.foreign()
                        && media.post().isEmpty())
                .orElseThrow(Finder::missing);
    }
}
