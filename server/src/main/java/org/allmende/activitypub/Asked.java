// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Locale;
import org.allmende.activitystreams.Documents;
import org.allmende.base.Addresses;
import org.allmende.base.Hashes;
import org.allmende.http.Answer;
import org.allmende.http.Request;
import org.allmende.signatures.HttpSignature;
import org.allmende.signatures.SignedRequest;
import tools.jackson.databind.JsonNode;

/// How requests to this door are read and answered.
final class Asked {

    private static final String HTML = "text/html";

    /// Long enough to take the edge off a crowd, short enough that edits are seen.
    private static final String FOR_A_WHILE = "public, max-age=180";

    private static final int ETAG_LENGTH = 24;

    private Asked() {}

    static SignedRequest signed(Request request, Addresses addresses, byte[] body) {
        return new SignedRequest(request.method(), addresses.base(), request.target(), request.headers(), body);
    }

    /// A browser, and no program that reads ActivityPub.
    static boolean byBrowser(Request request) {
        return accept(request).contains(HTML) && !byProgram(request);
    }

    /// A program that reads ActivityPub and says so.
    static boolean byProgram(Request request) {
        var accept = accept(request);
        var document = first(accept.indexOf("application/activity+json"), accept.indexOf("application/ld+json"));
        var page = accept.indexOf(HTML);
        // Who names both prefers what comes first.
        return document >= 0 && (page < 0 || document < page);
    }

    private static int first(int one, int other) {
        return one < 0 ? other : other < 0 ? one : Math.min(one, other);
    }

    private static String accept(Request request) {
        return String.join(",", request.headers("Accept")).toLowerCase(Locale.ROOT);
    }

    static Answer document(JsonNode document) {
        return document(Documents.bytes(document));
    }

    static Answer document(byte[] bytes) {
        return Answer.bytes(200, HttpSignature.CONTENT_TYPE + "; charset=utf-8", bytes)
                .etag(Hashes.sha256Hex(bytes).substring(0, ETAG_LENGTH))
                .header("Cache-Control", FOR_A_WHILE)
                .header("Vary", "Accept");
    }

    /// For one reader alone.
    static Answer letter(JsonNode document) {
        return document(document)
                .header("Cache-Control", "private, no-store")
                .header("Vary", "Accept, Signature, Signature-Input");
    }

    static Answer gone(JsonNode tombstone) {
        return document(tombstone).status(410);
    }

    static Answer toPage(String url) {
        return Answer.redirect(302, url).header("Vary", "Accept");
    }
}
