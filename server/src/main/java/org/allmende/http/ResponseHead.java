// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What an answer says before its body (RFC 9112 §4, §5): read strictly, because whoever writes something else may mean
/// something else, too.
record ResponseHead(int status, boolean lasting, List<Header> headers) {

    private static final int BYTES_MAX = 32 * 1024;

    /// `HTTP/1.1 200`, after which a reason may follow.
    private static final int STATUS_LINE = 12;

    private static final int SWITCHING = 101;
    private static final int OK = 200;

    static ResponseHead read(OutboundLine line) throws IOException {
        var left = BYTES_MAX;
        while (true) {
            var first = line.text(left);
            var status = status(first);
            left -= first.length();
            var headers = new ArrayList<Header>();
            for (var text = line.text(left); !text.isEmpty(); text = line.text(left)) {
                left -= text.length();
                headers.add(header(text));
            }
            if (status >= OK) {
                return new ResponseHead(status, first.charAt("HTTP/1.".length()) == '1', headers);
            }
            // Others are hints of what will come.
            if (status == SWITCHING) {
                throw new IOException("speaks another protocol from now on, which was not asked for");
            }
        }
    }

    private static int status(String line) throws IOException {
        var known = (line.startsWith("HTTP/1.1 ") || line.startsWith("HTTP/1.0 "))
                && line.length() >= STATUS_LINE
                && (line.length() == STATUS_LINE || line.charAt(STATUS_LINE) == ' ');
        var number = known ? line.substring(STATUS_LINE - 3, STATUS_LINE) : "";
        if (number.isEmpty() || number.charAt(0) == '0' || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IOException("does not answer in HTTP/1.1");
        }
        return Integer.parseInt(number);
    }

    private static Header header(String line) throws IOException {
        var colon = line.indexOf(':');
        if (colon <= 0) {
            throw new IOException("answers with malformed headers");
        }
        try {
            return new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip());
        } catch (IllegalArgumentException e) {
            throw new IOException("answers with malformed headers", e);
        }
    }

    /// All values of a header that is a list.
    Stream<String> words(String name) {
        return headers.stream()
                .filter(header -> header.named(name))
                .flatMap(header -> Stream.of(header.value().split(",", -1)))
                .map(word -> word.strip().toLowerCase(Locale.ROOT));
    }

    /// How long the body is, as far as it is told. Two who understand two lengths differently would see two answers.
    Optional<Long> length() throws IOException {
        var lengths = words("Content-Length").distinct().toList();
        if (lengths.isEmpty()) {
            return Optional.empty();
        }
        if (lengths.size() > 1 || !lengths.getFirst().matches("[0-9]{1,18}")) {
            throw new IOException("does not say how long its answer is");
        }
        return Optional.of(Long.parseLong(lengths.getFirst()));
    }

    /// The connection may be used again, once the body has been read.
    boolean reusable() {
        return lasting && words("Connection").noneMatch("close"::equals);
    }
}
