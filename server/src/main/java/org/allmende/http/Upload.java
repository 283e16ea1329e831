// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;

/// A file that came with a form. It is gone when the request has been answered.
public final class Upload {

    private final MultiPart.Part part;

    Upload(MultiPart.Part part) {
        this.part = part;
    }

    /// What the client calls the file. Never a place to write to.
    public String filename() {
        return Optional.ofNullable(part.getFileName()).orElse("");
    }

    /// What the client says it is; to be checked by looking inside.
    public Optional<String> contentType() {
        return Optional.ofNullable(part.getHeaders().get(HttpHeader.CONTENT_TYPE));
    }

    public long bytes() {
        return part.getLength();
    }

    /// Opens the content from its beginning, as often as wanted.
    public InputStream open() {
        return Content.Source.asInputStream(part.newContentSource(null, 0, -1));
    }

    /// Writes the content to a file that does not exist yet.
    public void copyTo(Path file) {
        try (var in = open()) {
            Files.copy(in, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
