// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Optional;
import java.util.function.Function;
import org.allmende.activitystreams.Documents;
import org.allmende.base.Addresses;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.base.Slice;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.posts.InteractionFacts;
import org.allmende.posts.Post;
import org.allmende.posts.QuoteFacts;
import org.allmende.posts.QuoteState;
import org.allmende.posts.Reader;
import tools.jackson.databind.JsonNode;

/// Serves our posts: to anybody what anybody may see, to a stranger whose server asks with a signature what that
/// stranger may see. What somebody may not see does not exist (CVE-2025-67500).
final class PostRoutes {

    /// Addresses are short, and who reads them fetches each.
    private static final int PAGE_LENGTH = 40;

    private final Commons commons;
    private final Addresses addresses;
    private final Letters letters;
    private final Readers readers;
    private final Documents documents;

    PostRoutes(Commons commons, Addresses addresses, Letters letters, Readers readers) {
        this.commons = commons;
        this.addresses = addresses;
        this.letters = letters;
        this.readers = readers;
        this.documents = new Documents(addresses);
    }

    void mount(Routes routes) {
        routes.get("/ap/posts/{id}", this::post);
        routes.get("/ap/posts/{id}/activity", this::activity);
        routes.get("/ap/posts/{id}/replies", this::replies);
        routes.get("/ap/threads/{id}", this::thread);
        routes.get("/ap/posts/{id}/likes", this::likes);
        routes.get("/ap/posts/{id}/shares", this::shares);
        routes.get("/ap/stamps/{id}", this::stamp);
    }

    private Answer post(Request request) {
        var id = id(request);
        var tombstone = tombstone(id);
        if (tombstone.isPresent()) {
            return tombstone.get();
        }
        // Pages are for everybody; who may see this one, it decides itself.
        if (Asked.byBrowser(request)) {
            return Asked.toPage(ours(commons.posts().find(id, Reader.ANYONE)).url());
        }
        var post = seen(request, id);
        if (post.shared().isPresent()) {
            return Answer.redirect(302, addresses.birth(id)).header("Vary", "Accept");
        }
        if (!post.audience().open() || readers.mustSign()) {
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
        return ours(found(request, id));
    }

    private static Post ours(Optional<Post> found) {
        return found.filter(post -> post.author().local() && !post.audience().localOnly())
                .orElseThrow(Fault::missing);
    }

    private Optional<Post> found(Request request, PostId id) {
        if (readers.mustSign()) {
            var reader = readers.of(request).orElseThrow(Readers::unsigned);
            return commons.posts().find(id, Reader.stranger(reader.id()));
        }
        return commons.posts()
                .find(id, Reader.ANYONE)
                .or(() ->
                        readers.of(request).flatMap(person -> commons.posts().find(id, Reader.stranger(person.id()))));
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

    // Oldest first: whoever read up to some page goes on from there.
    private Answer replies(Request request) {
        var post = seen(request, id(request));
        var address = addresses.replies(post.id());
        if (request.query("page").isPresent()) {
            return page(request, post, address, page -> commons.posts().answers(post.id(), page, Reader.ANYONE));
        }
        var total = commons.posts().countAnswers(post.id(), Reader.ANYONE);
        return shown(post, documents.collection(address, total, Optional.of(address + "?page=true")));
    }

    /// What everybody may see of a conversation that began here.
    private Answer thread(Request request) {
        var first = commons.posts()
                .find(id(request), Reader.ANYONE)
                .filter(post -> post.author().local() && post.shared().isEmpty())
                .filter(post -> post.thread().equals(post.id()))
                .orElseThrow(Fault::missing);
        readers.admit(request, first.author().id());
        var address = addresses.thread(first.id());
        if (request.query("page").isPresent()) {
            return page(request, first, address, page -> commons.posts().conversation(first.id(), page, Reader.ANYONE));
        }
        var total = commons.posts().countConversation(first.id(), Reader.ANYONE);
        return shown(first, documents.thread(address, first.author().uri(), total, address + "?page=true"));
    }

    private Answer page(Request request, Post post, String collection, Function<Page, Slice<Post>> list) {
        var after = request.query("after").flatMap(Ids::parse).orElse(0L);
        var slice = list.apply(new Page(Optional.empty(), Optional.empty(), Optional.of(after), PAGE_LENGTH));
        var items = slice.items().reversed().stream()
                .map(answer -> Documents.string(answer.uri()))
                .toList();
        var next = slice.newest()
                .filter(_ -> slice.items().size() == PAGE_LENGTH)
                .map(last -> collection + "?page=true&after=" + last);
        var own = collection + "?page=true" + (after > 0 ? "&after=" + after : "");
        return shown(post, documents.page(own, collection, items, next, Optional.empty()));
    }

    // Nobody keeps it: it may be taken back in the next moment.
    private Answer stamp(Request request) {
        var deed = Ids.parse(request.path("id"))
                .flatMap(id -> commons.posts().interactions().find(id))
                .filter(InteractionFacts::accepted);
        return deed.isPresent() ? stamp(request, deed.get()) : quoteStamp(request);
    }

    private Answer stamp(Request request, InteractionFacts facts) {
        var post = commons.posts()
                .find(facts.post(), Reader.ANYONE)
                .filter(found -> found.author().local() && found.audience().open())
                .orElseThrow(Fault::missing);
        readers.admit(request, post.author().id());
        var stamp = documents.stamp(
                facts.id(), post.author().id(), InteractionWriting.kindOf(facts), facts.address(), post.uri());
        return readers.mustSign() ? Asked.letter(stamp) : Asked.document(stamp).header("Cache-Control", "no-cache");
    }

    private Answer quoteStamp(Request request) {
        var quote = Ids.parse(request.path("id"))
                .flatMap(id -> commons.posts().quotes().find(id))
                .filter(found -> found.state() == QuoteState.ACCEPTED && leaves(found))
                .orElseThrow(Fault::missing);
        var quoted = commons.posts()
                .find(quote.quoted(), Reader.ANYONE)
                .filter(post -> post.author().local() && post.audience().open())
                .orElseThrow(Fault::missing);
        readers.admit(request, quoted.author().id());
        var stamp = documents.stamp(quote.id(), quoted.author().id(), quote.quotingUri(), quoted.id());
        return readers.mustSign() ? Asked.letter(stamp) : Asked.document(stamp).header("Cache-Control", "no-cache");
    }

    private boolean leaves(QuoteFacts quote) {
        return !addresses.ours(quote.quotingUri())
                || quote.quoting()
                        .flatMap(post -> commons.posts()
                                .authorOf(post)
                                .flatMap(author -> commons.posts().find(post, Reader.member(author))))
                        .filter(post -> !post.audience().localOnly())
                        .isPresent();
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
    private Answer shown(Post post, JsonNode document) {
        return post.audience().open() ? readers.document(document) : Asked.letter(document);
    }
}
