// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.server.Request;

/// Reads a multipart body. Parts above 64 KB wait in the spool folder until the request has been answered.
final class MultipartForm {

    private static final int MEMORY_BYTES = 64 * 1024;

    /// A post with four pictures, a poll and twenty profile fields stays under a hundred.
    private static final int PARTS_MAX = 500;

    private static final int PART_HEADER_BYTES = 4 * 1024;

    /// Texts are held in memory, so they are bounded even where files may be large.
    private static final long TEXT_BYTES = RouteOptions.BODY_BYTES;

    private final Exchange exchange;
    private final Path spool;

    MultipartForm(Exchange exchange, Path spool) {
        this.exchange = exchange;
        this.spool = spool;
    }

    Map<String, Value> read(String contentType, long bytesMax) {
        exchange.refuseAnnounced(bytesMax);
        var config = new MultiPartConfig.Builder()
                .location(spool)
                .maxParts(PARTS_MAX)
                .maxSize(bytesMax)
                .maxPartSize(bytesMax)
                .maxMemoryPartSize(MEMORY_BYTES)
                .maxHeadersSize(PART_HEADER_BYTES)
                .build();
        var tree = new ParamTree();
        for (var part : parts(contentType, config, bytesMax)) {
            tree.add(FormPair.clean(part.getName() == null ? "" : part.getName()), value(part));
        }
        return tree.values();
    }

    private MultiPartFormData.Parts parts(String contentType, MultiPartConfig config, long bytesMax) {
        try {
            var parts = MultiPartFormData.getParts(exchange.content(), exchange.wire(), contentType, config);
            exchange.afterwards(parts::close);
            return parts;
        } catch (RuntimeException e) {
            // Jetty says all that can be wrong by one exception; only the count tells too large from malformed.
            var tooLarge = Request.getContentBytesRead(exchange.wire()) > bytesMax;
            var fault = tooLarge ? Fault.tooLarge(bytesMax) : Exchange.unread(e);
            // The rest of the body stays unread, so nothing can follow on this connection.
            throw fault.header("Connection", "close");
        }
    }

    private static Value value(MultiPart.Part part) {
        if (part.getFileName() != null) {
            return new Value.File(new Upload(part));
        }
        if (part.getLength() > TEXT_BYTES) {
            throw Fault.tooLarge(TEXT_BYTES);
        }
        var bytes = part.getContentAsString(StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        return new Value.Text(FormPair.utf8(bytes, bytes.length));
    }
}
