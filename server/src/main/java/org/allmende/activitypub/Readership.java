// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.people.Correspondence;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.posts.Posts;

/// Who elsewhere is told of what: to which inboxes it goes.
final class Readership {

    /// Whose answer, share or liking spread a post, or who voted in it. Beyond this everybody has heard.
    private static final int ECHOES_MAX = 500;

    private final Commons commons;
    private final Relays relays;

    Readership(Commons commons, Relays relays) {
        this.commons = commons;
        this.relays = relays;
    }

    /// Where a post goes. `again` where it is told of something that has been told before: then those too to whom it
    /// has spread.
    Set<String> readers(Post post, boolean again) {
        var named = Stream.concat(
                        post.mentions().stream(),
                        post.group().filter(_ -> post.audience().open()).stream())
                .map(Person::id)
                .toList();
        return inboxes(post.author().id(), post.id(), post.audience().reach(), named, post.inReplyToAuthor(), again);
    }

    /// The same for a post that is gone. `named` are those whom it mentioned.
    Set<String> readers(Posts.Buried buried, Collection<ActorId> named) {
        var told = new LinkedHashSet<>(named);
        buried.group().filter(_ -> buried.audience().open()).ifPresent(told::add);
        return inboxes(buried.author(), buried.id(), buried.audience().reach(), told, buried.inReplyToAuthor(), true);
    }

    private Set<String> inboxes(
            ActorId author,
            PostId post,
            Reach reach,
            Collection<ActorId> named,
            Optional<ActorId> answered,
            boolean again) {
        return commons.database().read(tx -> {
            var people = new LinkedHashSet<>(named);
            var inboxes = new LinkedHashSet<String>();
            switch (reach) {
                case PUBLIC, UNLISTED -> {
                    inboxes.addAll(commons.follows().followerInboxes(tx, author));
                    answered.ifPresent(people::add);
                    // Who follows a conversation's host reads the answers too.
                    answered.ifPresent(host -> inboxes.addAll(commons.follows().followerInboxes(tx, host)));
                    commons.posts()
                            .quotes()
                            .of(tx, post)
                            .flatMap(quote -> commons.posts().authorOf(tx, quote.quoted()))
                            .ifPresent(people::add);
                    if (again) {
                        people.addAll(commons.posts().echoed(tx, post, ECHOES_MAX));
                        people.addAll(commons.posts().foreignVoters(tx, post, ECHOES_MAX));
                    }
                }
                case FOLLOWERS -> inboxes.addAll(commons.follows().followerInboxes(tx, author));
                case MUTUALS -> inboxes.addAll(commons.follows().mutualInboxes(tx, author));
                // Not even whom it answers, if the author did not name them.
                case DIRECT -> {}
            }
            if (reach == Reach.PUBLIC) {
                inboxes.addAll(relays.inboxes(tx));
            }
            inboxes.addAll(commons.follows().inboxesOf(tx, people));
            return inboxes;
        });
    }

    List<String> followers(ActorId actor) {
        return commons.database().read(tx -> commons.follows().followerInboxes(tx, actor));
    }

    /// Where a share goes: to who follows the sharer, and to the author.
    Set<String> sharers(ActorId sharer, ActorId author) {
        return commons.database().read(tx -> {
            var inboxes = new LinkedHashSet<>(commons.follows().followerInboxes(tx, sharer));
            inboxes.addAll(commons.follows().inboxesOf(tx, List.of(author)));
            return inboxes;
        });
    }

    /// What concerns one post goes to its author, and to the group it is in, which tells its members.
    Set<String> concerned(Post post) {
        return Stream.concat(Stream.of(post.author()), post.group().stream())
                .flatMap(person -> inbox(person.id()).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// What concerns one person goes to their own inbox.
    Optional<String> inbox(ActorId stranger) {
        return commons.people().correspondence(stranger).map(Correspondence::inbox);
    }
}
