// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activitystreams.Unreadable;
import org.allmende.activitystreams.Vocabulary;
import org.allmende.activitystreams.WireActivity;
import org.allmende.activitystreams.WireJson;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.http.RateLimit;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.posts.Posts;
import org.allmende.posts.Reader;
import org.allmende.text.Urls;

/// Passes on what strangers say in conversations that began here, to who follows the member who began them
/// (ActivityPub §7.1.2): they would see half of it otherwise.
///
/// Only what everybody may see, and only with a proof that those who get it can check, byte for byte as it came. All
/// else they find in the list of the conversation.
final class Forwarding {

    /// Each is sent to all servers of the followers: who makes noise must not make us a megaphone.
    static final int PER_THREAD = 60;

    private static final int PER_SENDER = 30;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final Commons commons;
    private final SignatureVerifier verifier;
    private final Outbox outbox;
    private final Ids ids;
    private final RateLimit perThread;
    private final RateLimit perSender;

    Forwarding(Commons commons, SignatureVerifier verifier, Outbox outbox, Ids ids, Clock clock) {
        this.commons = commons;
        this.verifier = verifier;
        this.outbox = outbox;
        this.ids = ids;
        this.perThread = new RateLimit(PER_THREAD, WINDOW, clock);
        this.perSender = new RateLimit(PER_SENDER, WINDOW, clock);
    }

    /// A deed of a stranger that has just been done, and the bytes that brought it.
    void done(Activity deed, Person actor, byte[] body) {
        if (deed instanceof Activity.Publish publish) {
            said(publish.post(), actor, body);
        }
        if (deed instanceof Activity.Edit edit) {
            said(edit.post(), actor, body);
        }
        if (deed instanceof Activity.Erase erase) {
            commons.posts()
                    .buried(erase.post())
                    .filter(buried -> buried.audience().open())
                    .map(Posts.Buried::thread)
                    .ifPresent(thread -> pass(thread, actor, body));
        }
    }

    private void said(PostId said, Person actor, byte[] body) {
        commons.posts()
                .find(said, Reader.ANYONE)
                .filter(post -> post.audience().open())
                .map(Post::thread)
                .ifPresent(thread -> pass(thread, actor, body));
    }

    private void pass(PostId thread, Person actor, byte[] body) {
        var starter = commons.posts()
                .find(thread, Reader.ANYONE)
                .filter(first -> first.audience().open())
                .map(Post::author)
                .filter(person -> person.local() && person.present());
        if (starter.isEmpty() || actor.limited() || !provable(body, actor)) {
            return;
        }
        if (!perThread.take(thread.toString()).allowed()
                || !perSender.take(actor.domain()).allowed()) {
            return;
        }
        commons.database().write(tx -> {
            var inboxes = new ArrayList<>(
                    commons.follows().followerInboxes(tx, starter.get().id()));
            inboxes.removeIf(inbox -> Urls.sameOrigin(inbox, actor.uri()));
            outbox.forward(tx, ids.next(), starter.get().id(), new String(body, UTF_8), inboxes);
            return true;
        });
    }

    private boolean provable(byte[] body, Person actor) {
        // What we keep is text: what is none could not be passed on byte for byte.
        if (!Arrays.equals(new String(body, UTF_8).getBytes(UTF_8), body)) {
            return false;
        }
        return read(body)
                .filter(wire -> open(wire) && verifier.travels(wire, actor))
                .isPresent();
    }

    private static Optional<WireActivity> read(byte[] body) {
        try {
            return Optional.of(WireActivity.read(WireJson.parse(body)));
        } catch (Unreadable _) {
            return Optional.empty();
        }
    }

    private static boolean open(WireActivity wire) {
        return wire.audience().to().contains(Vocabulary.PUBLIC)
                || wire.audience().cc().contains(Vocabulary.PUBLIC);
    }
}
