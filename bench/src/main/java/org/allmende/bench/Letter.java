// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.allmende.base.Hashes;
import org.allmende.base.RsaHash;

/// A delivery from elsewhere, signed as most servers do it: draft-cavage-http-signatures with RSA and SHA-256.
///
/// @param path the inbox
record Letter(Elsewhere.Stranger from, String path, String domain) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    byte[] sealed(String json) {
        var body = json.getBytes(UTF_8);
        var date = DATE.format(Instant.now());
        var digest = "SHA-256=" + Hashes.sha256Base64(body);
        var signed = "(request-target): post %s\nhost: %s\ndate: %s\ndigest: %s".formatted(path, domain, date, digest);
        var signature = Base64.getEncoder().encodeToString(from.keys().sign(RsaHash.SHA256, signed.getBytes(UTF_8)));
        return new Ask(domain)
                .post(
                        path,
                        "application/activity+json",
                        body,
                        "Date: " + date,
                        "Digest: " + digest,
                        "Signature: keyId=\"%s\",algorithm=\"rsa-sha256\",headers=\"(request-target) host date digest\",signature=\"%s\""
                                .formatted(from.keyId(), signature));
    }

    /// A new post that names a member here.
    byte[] post(int number, String member, String handle) {
        var note = "http://localhost:" + from.port() + "/notes/" + number;
        return sealed("""
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%1$s/activity","type":"Create","actor":"%2$s",
                "published":"%3$s","to":["https://www.w3.org/ns/activitystreams#Public"],"cc":["%2$s/followers","%4$s"],
                "object":{"id":"%1$s","type":"Note","attributedTo":"%2$s","published":"%3$s","url":"%1$s",
                "to":["https://www.w3.org/ns/activitystreams#Public"],"cc":["%2$s/followers","%4$s"],
                "content":"<p><a href=\\"%4$s\\" class=\\"u-url mention\\">@%5$s</a> the plums are ripe, number %6$d</p>",
                "tag":[{"type":"Mention","href":"%4$s","name":"@%5$s"}]}}""".formatted(note, from.uri(), Instant.now(), member, handle, number));
    }

    byte[] follow(String member) {
        return sealed("""
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%1$s/follows/1","type":"Follow",
                "actor":"%1$s","object":"%2$s"}""".formatted(from.uri(), member));
    }

    /// Somebody nobody here knows has left: what servers hear most of all day.
    byte[] leaving(int number) {
        var gone = from.uri() + "-gone-" + number;
        return sealed("""
                {"@context":"https://www.w3.org/ns/activitystreams","id":"%1$s#delete","type":"Delete","actor":"%1$s",
                "object":"%1$s","to":["https://www.w3.org/ns/activitystreams#Public"]}""".formatted(gone));
    }
}
