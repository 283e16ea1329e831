// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// Requests as bytes, made before anything is measured.
final class Ask {

    private final String domain;

    Ask(String domain) {
        this.domain = domain;
    }

    /// @param headers each a whole line without its end
    byte[] get(String path, String... headers) {
        return bytes("GET " + path, new byte[0], headers);
    }

    byte[] post(String path, String type, byte[] body, String... headers) {
        var all = new String[headers.length + 2];
        all[0] = "Content-Type: " + type;
        all[1] = "Content-Length: " + body.length;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return bytes("POST " + path, body, all);
    }

    private byte[] bytes(String start, byte[] body, String... headers) {
        var head = new StringBuilder(start)
                .append(" HTTP/1.1\r\nHost: ")
                .append(domain)
                .append("\r\n");
        for (var header : headers) {
            head.append(header).append("\r\n");
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
