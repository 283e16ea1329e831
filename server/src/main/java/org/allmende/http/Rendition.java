// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// Fits an answer to what the client has already and what it takes: not again, in part, compressed (RFC 9110,
/// sections 12 to 14).
final class Rendition {

    /// Below this, gzip saves no packet.
    private static final int GZIP_BYTES_MIN = 1024;

    private static final Pattern TEXTS = Pattern.compile("text/.*|application/(.*\\+)?(json|xml)|application/javascript"
            + "|application/jrd\\+json|image/svg\\+xml|application/manifest\\+json");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    private final Function<String, List<String>> headers;
    private final boolean reading;

    Rendition(String method, Function<String, List<String>> headers) {
        this.headers = headers;
        this.reading = method.equals("GET") || method.equals("HEAD");
    }

    Answer of(Answer answer) {
        var whole = switch (answer.body()) {
            case AnswerBody.File(var file) -> measured(answer, file);
            case AnswerBody.Wound(var reel) -> answer.body(measured(reel));
            case AnswerBody.None _,
                    AnswerBody.Bytes _,
                    AnswerBody.Stretch _,
                    AnswerBody.Unwound _,
                    AnswerBody.Stream _,
                    AnswerBody.Events _,
                    AnswerBody.Upgraded _ -> answer;
        };
        if (reading && whole.status() == 200 && known(whole)) {
            return whole.status(304).body(new AnswerBody.None());
        }
        return switch (whole.body()) {
            case AnswerBody.Stretch(var file, var _, var size)
            when reading && whole.status() == 200 ->
                ranged(
                        whole.header("Accept-Ranges", "bytes"),
                        size,
                        (from, length) -> new AnswerBody.Stretch(file, from, length));
            case AnswerBody.Unwound(var reel, var _, var size)
            when reading && whole.status() == 200 ->
                ranged(
                        whole.header("Accept-Ranges", "bytes"),
                        size,
                        (from, length) -> new AnswerBody.Unwound(reel, from, length));
            case AnswerBody.Bytes(var bytes) -> compressed(whole, bytes);
            case AnswerBody.None _,
                    AnswerBody.File _,
                    AnswerBody.Stretch _,
                    AnswerBody.Wound _,
                    AnswerBody.Unwound _,
                    AnswerBody.Stream _,
                    AnswerBody.Events _,
                    AnswerBody.Upgraded _ -> whole;
        };
    }

    private static Answer measured(Answer answer, Path file) {
        try {
            var size = Files.size(file);
            var changed = Files.getLastModifiedTime(file).toMillis();
            var whole = answer.body(new AnswerBody.Stretch(file, 0, size));
            return whole.header("ETag").isPresent()
                    ? whole
                    : whole.etag(Long.toHexString(size) + "-" + Long.toHexString(changed));
        } catch (NoSuchFileException _) {
            throw Fault.missing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AnswerBody measured(Reel reel) {
        var length = reel.length();
        return length.isPresent()
                ? new AnswerBody.Unwound(reel, 0, length.getAsLong())
                : new AnswerBody.Stream(out -> reel.copy(0, Long.MAX_VALUE, out));
    }

    private boolean known(Answer answer) {
        return answer.header("ETag").filter(this::known).isPresent();
    }

    private boolean known(String etag) {
        return headers.apply("If-None-Match").stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || weak(tag).equals(weak(etag)));
    }

    private static String weak(String etag) {
        return etag.startsWith("W/") ? etag.substring(2) : etag;
    }

    private interface Cutter {
        AnswerBody cut(long from, long length);
    }

    private Answer ranged(Answer whole, long size, Cutter cutter) {
        var asked = first("Range").map(RANGE::matcher).filter(Matcher::matches);
        var outdated = first("If-Range")
                .filter(tag -> !whole.header("ETag").equals(Optional.of(tag)))
                .isPresent();
        // Several ranges at once, other units and nonsense are ignored, as the standard allows.
        if (asked.isEmpty()
                || outdated
                || asked.get().group(1).isEmpty() && asked.get().group(2).isEmpty()) {
            return whole;
        }
        var suffix = asked.get().group(1).isEmpty();
        var last = asked.get().group(2).isEmpty()
                ? size - 1
                : Long.parseLong(asked.get().group(2));
        var from =
                suffix ? Math.max(0, size - last) : Long.parseLong(asked.get().group(1));
        var to = suffix ? size - 1 : Math.min(last, size - 1);
        if (!suffix && last < from && !asked.get().group(2).isEmpty()) {
            return whole;
        }
        if (from >= size) {
            return Answer.text(416, "The file ends before that.\n").header("Content-Range", "bytes */" + size);
        }
        return whole.status(206)
                .header("Content-Range", "bytes " + from + "-" + to + "/" + size)
                .body(cutter.cut(from, to - from + 1));
    }

    private Answer compressed(Answer whole, byte[] bytes) {
        var type =
                whole.header("Content-Type").orElse("").replaceFirst(";.*", "").strip();
        if (bytes.length < GZIP_BYTES_MIN
                || !TEXTS.matcher(type).matches()
                || whole.header("Content-Encoding").isPresent()) {
            return whole;
        }
        var varied = whole.also("Vary", "Accept-Encoding");
        if (!takesGzip()) {
            return varied;
        }
        var etag = whole.header("ETag").filter(tag -> !tag.startsWith("W/"));
        var marked = etag.map(tag -> varied.header("ETag", "W/" + tag)).orElse(varied);
        return marked.header("Content-Encoding", "gzip").body(new AnswerBody.Bytes(gzip(bytes)));
    }

    private boolean takesGzip() {
        return headers.apply("Accept-Encoding").stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
                .anyMatch(coding ->
                        coding.equals("gzip") || coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?"));
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length / 3);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private Optional<String> first(String name) {
        return headers.apply(name).stream().findFirst();
    }
}
