// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Optional;
import org.allmende.activitystreams.Documents;
import org.allmende.base.Addresses;
import org.allmende.base.PostId;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.posts.Reader;
import tools.jackson.databind.JsonNode;

/// Serves our posts: to anybody what anybody may see, to a stranger whose server asks with a signature what that
/// stranger may see. What somebody may not see does not exist (CVE-2025-67500).
final class PostRoutes {

    /// The first answers; the rest is on the page.
    private static final int REPLIES_MAX = 40;

    private final Commons commons;
    private final Addresses addresses;
    private final Letters letters;
    private final SignatureVerifier verifier;
    private final Documents documents;

    PostRoutes(Commons commons, Addresses addresses, Letters letters, SignatureVerifier verifier) {
        this.commons = commons;
        this.addresses = addresses;
        this.letters = letters;
        this.verifier = verifier;
        this.documents = new Documents(addresses);
    }

    void mount(Routes routes) {
        routes.get("/ap/posts/{id}", this::post);
        routes.get("/ap/posts/{id}/activity", this::activity);
        routes.get("/ap/posts/{id}/replies", this::replies);
        routes.get("/ap/posts/{id}/likes", this::likes);
        routes.get("/ap/posts/{id}/shares", this::shares);
    }

    private Answer post(Request request) {
        var id = id(request);
        var tombstone = tombstone(id);
        if (tombstone.isPresent()) {
            return tombstone.get();
        }
        var post = seen(request, id);
        if (Asked.byBrowser(request)) {
            return Asked.toPage(post.url());
        }
        if (post.shared().isPresent()) {
            return Answer.redirect(302, addresses.birth(id)).header("Vary", "Accept");
        }
        if (!post.audience().open()) {
            return Asked.letter(letters.note(post));
        }
        // Counts of a poll change without an edit; everything else is served exactly as it was signed.
        return post.poll().isPresent()
                ? Asked.document(letters.note(post))
                : commons.posts().object(id).map(Asked::document).orElseGet(() -> Asked.document(letters.note(post)));
    }

    private static PostId id(Request request) {
        return PostId.parse(request.path("id")).orElseThrow(Fault::missing);
    }

    // That something was there is told only of what everybody could see.
    private Optional<Answer> tombstone(PostId id) {
        return commons.posts()
                .buried(id)
                .filter(buried -> addresses.post(id).equals(buried.uri()))
                .filter(buried -> buried.audience().open())
                .map(buried -> Asked.gone(
                        documents.tombstone(buried.uri(), buried.shareOf().isPresent() ? "Announce" : "Note")));
    }

    /// The post, if it is ours and who asks may see it.
    private Post seen(Request request, PostId id) {
        return commons.posts()
                .find(id, Reader.ANYONE)
                .or(() -> reader(request).flatMap(person -> commons.posts().find(id, Reader.stranger(person.id()))))
                .filter(post -> post.author().local() && !post.audience().localOnly())
                .orElseThrow(Fault::missing);
    }

    private Optional<Person> reader(Request request) {
        return request.header("Signature").isEmpty()
                ? Optional.empty()
                : verifier.reader(Asked.signed(request, addresses, new byte[0]))
                        .filter(Person::present)
                        .filter(person -> !commons.domains().suspended(person.domain()));
    }

    private Answer activity(Request request) {
        var id = id(request);
        var tombstone = tombstone(id);
        if (tombstone.isPresent()) {
            return tombstone.get();
        }
        var post = seen(request, id);
        return shown(post, letters.birth(post));
    }

    private Answer replies(Request request) {
        var post = seen(request, id(request));
        var items = commons.posts().thread(post.id(), Reader.ANYONE).stream()
                .flatMap(thread -> thread.descendants().stream())
                .filter(answer -> answer.inReplyTo().equals(Optional.of(post.id())))
                .limit(REPLIES_MAX)
                .map(answer -> Documents.string(answer.uri()))
                .toList();
        return shown(post, documents.collection(addresses.replies(post.id()), items));
    }

    private Answer likes(Request request) {
        var post = seen(request, id(request));
        return count(post, addresses.likes(post.id()), post.likes());
    }

    private Answer shares(Request request) {
        var post = seen(request, id(request));
        return count(post, addresses.shares(post.id()), post.shares());
    }

    private Answer count(Post post, String address, long total) {
        return shown(post, documents.collection(address, total, Optional.empty()));
    }

    // No cache may keep for everybody what only some may see.
    private static Answer shown(Post post, JsonNode document) {
        return post.audience().open() ? Asked.document(document) : Asked.letter(document);
    }
}
