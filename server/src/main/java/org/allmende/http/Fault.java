// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.http;

import java.util.LinkedHashMap;
import java.util.Map;

/// The request cannot be answered, and this is what people are told. Each door shows it in its own shape.
public final class Fault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Map<String, String> headers;

    public Fault(int status, String message) {
        this(status, message, Map.of());
    }

    private Fault(int status, String message, Map<String, String> headers) {
        // Faults are answers, thrown for the short way out: their stack says nothing that the message does not.
        super(message, null, false, false);
        this.status = status;
        this.headers = headers;
    }

    public static Fault malformed(String message) {
        return new Fault(400, message);
    }

    public static Fault missing() {
        return new Fault(404, "There is nothing here.");
    }

    public static Fault tooLarge(long bytesMax) {
        return new Fault(413, "That is too large: at most %,d bytes are taken here.".formatted(bytesMax));
    }

    public Fault header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Fault(status, getMessage(), Map.copyOf(more));
    }

    public int status() {
        return status;
    }

    public String message() {
        return getMessage();
    }

    public Map<String, String> headers() {
        return headers;
    }

    /// The shape without a door: plain text.
    public Answer plain() {
        return dress(Answer.text(status, getMessage() + "\n"));
    }

    /// Adds the headers of this fault to the answer that a door has made of it.
    public Answer dress(Answer answer) {
        var dressed = answer;
        for (var header : headers.entrySet()) {
            dressed = dressed.header(header.getKey(), header.getValue());
        }
        return dressed;
    }
}
