// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.mastodon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.allmende.base.Hashes;
import org.allmende.base.MediaId;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Upload;
import org.allmende.media.Media;
import org.allmende.media.MediaLibrary;
import org.allmende.media.Refusal;

/// Uploads, and what members say about them. Pictures are ready when the answer comes.
final class MediaApi {

    private static final int NAME_BYTES = 12;

    private final MediaLibrary library;
    private final Shapes shapes;
    private final RateLimits limits;
    private final Path spool;

    MediaApi(MediaLibrary library, Shapes shapes, RateLimits limits, Path spool) {
        this.library = library;
        this.shapes = shapes;
        this.limits = limits;
        this.spool = spool;
    }

    /// Does something with a file that came along, before it is gone.
    @FunctionalInterface
    interface Use<R> {

        R of(Path file) throws Refusal;
    }

    void mount(Endpoints on, Endpoints large) {
        large.member("POST /api/v1/media", "write:media", this::upload);
        large.member("POST /api/v2/media", "write:media", this::upload);
        on.member("GET /api/v1/media/{id}", "write:media", (request, member) -> shapes.media(own(request, member)));
        on.member("PUT /api/v1/media/{id}", "write:media", this::describe);
        on.member("DELETE /api/v1/media/{id}", "write:media", this::discard);
    }

    private Answer upload(Request request, Member member) {
        var form = request.form();
        var upload = form.upload("file").orElseThrow(() -> new Fault(422, "file must be an upload"));
        var words = DescriptionForm.read(form);
        var media = with(
                member,
                upload,
                file -> library.upload(member.id(), file, words.description().orElse(""), words.focus()));
        return shapes.media(media);
    }

    private Answer describe(Request request, Member member) {
        var media = own(request, member);
        var words = DescriptionForm.read(request.form());
        return shapes.media(describe(library, member, media.id(), words));
    }

    private Answer discard(Request request, Member member) {
        if (!library.discard(member.id(), own(request, member).id())) {
            throw new Fault(422, "A draft or a post that waits needs this.");
        }
        return Json.nothing();
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

    <R> R with(Member member, Upload upload, Use<R> use) {
        RateLimits.spend(limits.uploads(), member.id());
        var file = spool.resolve("upload-" + Hashes.secret(NAME_BYTES));
        try {
            upload.copyTo(file);
            return use.of(file);
        } catch (Refusal refusal) {
            throw new Fault(422, refusal.getMessage());
        } finally {
            remove(file);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
