// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.util.Optional;
import org.allmende.text.Urls;

/// The confirmation of a foreign author that something may be done to a post (FEP-044f QuoteAuthorization, and what
/// GoToSocial has made of it). `quoting` is the post, like or share that does it, `quoted` the post it is done to.
public record WireStamp(String id, String author, String quoting, Optional<String> quoted) {

    public static Optional<WireStamp> read(WireJson json) {
        return read(json, "QuoteAuthorization").filter(stamp -> stamp.quoted().isPresent());
    }

    /// The same of an answer: before there were stamps, the Accept itself was one.
    public static Optional<WireStamp> ofReply(WireJson json) {
        return json.is("Accept")
                ? accept(json)
                : read(json, "ReplyAuthorization").or(() -> earlier(json));
    }

    private static Optional<WireStamp> accept(WireJson json) {
        return stamp(json.id(), json.address("actor"), json.address("object"), json.address("target"));
    }

    private static Optional<WireStamp> earlier(WireJson json) {
        return json.is("ReplyApproval")
                ? stamp(json.id(), json.address("attributedTo"), json.address("object"), json.address("target"))
                : Optional.empty();
    }

    private static Optional<WireStamp> read(WireJson json, String type) {
        return json.is(type)
                ? stamp(
                        json.id(),
                        json.address("attributedTo"),
                        json.address("interactingObject"),
                        json.address("interactionTarget"))
                : Optional.empty();
    }

    private static Optional<WireStamp> stamp(
            Optional<String> id, Optional<String> author, Optional<String> doing, Optional<String> done) {
        return id.isPresent() && author.isPresent() && doing.isPresent() && Urls.sameOrigin(id.get(), author.get())
                ? Optional.of(new WireStamp(id.get(), author.get(), doing.get(), done))
                : Optional.empty();
    }
}
