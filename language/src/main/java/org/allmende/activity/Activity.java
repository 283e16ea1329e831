// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activity;

import java.util.List;
import java.util.Optional;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;

/// One thing somebody does, whichever door it came through.
///
/// The list is closed: a new kind of deed makes the compiler name every place that must decide about it.
public sealed interface Activity {

    ActivityId id();

    ActorId actor();

    /// Says something. The door chooses the id: a new one, or one by the date of a foreign post.
    record Publish(ActivityId id, ActorId actor, PostId post, Draft draft) implements Activity {}

    /// Says it better. The audience stays what it was; what it was before is kept as history.
    record Edit(ActivityId id, ActorId actor, PostId post, Draft draft) implements Activity {}

    /// Takes a post back, for good. An own share is taken back with [Unshare].
    record Erase(ActivityId id, ActorId actor, PostId post) implements Activity {}

    /// Puts an own post on top of the profile.
    record Pin(ActivityId id, ActorId actor, PostId post) implements Activity {}

    record Unpin(ActivityId id, ActorId actor, PostId post) implements Activity {}

    /// Shows a hashtag on the own profile, by its key.
    record FeatureTag(ActivityId id, ActorId actor, String tag) implements Activity {}

    record UnfeatureTag(ActivityId id, ActorId actor, String tag) implements Activity {}

    /// Recommends somebody on the own profile.
    record Endorse(ActivityId id, ActorId actor, ActorId target) implements Activity {
        public Endorse {
            if (actor.equals(target)) {
                throw new IllegalArgumentException("nobody recommends themselves");
            }
        }
    }

    record Unendorse(ActivityId id, ActorId actor, ActorId target) implements Activity {}

    record Like(ActivityId id, ActorId actor, PostId post) implements Activity {}

    record Unlike(ActivityId id, ActorId actor, PostId post) implements Activity {}

    /// Answers a post with an emoji; several different ones of the same person stand side by side.
    record React(ActivityId id, ActorId actor, PostId post, Emoji emoji) implements Activity {}

    record Unreact(ActivityId id, ActorId actor, PostId post, Emoji emoji) implements Activity {}

    /// Says what others may do with an own post.
    record SetPolicy(ActivityId id, ActorId actor, PostId post, Policy policy) implements Activity {}

    /// Asks the author of `quoted` to let it be quoted. `quoting` is the address of the post that does: it need not be
    /// known here yet.
    record AskToQuote(ActivityId id, ActorId actor, PostId quoted, String quoting) implements Activity {}

    /// The author of `quoted` lets a post quote it. `stamp` is where their home confirms it; empty for ours.
    record AllowQuote(ActivityId id, ActorId actor, PostId quoted, String quoting, Optional<String> stamp)
            implements Activity {}

    /// The author of `quoted` does not.
    record RefuseQuote(ActivityId id, ActorId actor, PostId quoted, String quoting) implements Activity {}

    /// The author of `quoted` does no longer.
    record RevokeQuote(ActivityId id, ActorId actor, PostId quoted, String quoting) implements Activity {}

    /// Asks the author of a post to let `deed` happen to it: a like, a reaction, a share, an answer. Where the deed
    /// came
    /// without asking, both have the same id.
    record Ask(ActivityId id, ActorId actor, Activity deed) implements Activity {
        public Ask {
            if (!deed.actor().equals(actor)) {
                throw new IllegalArgumentException("everybody asks for themselves");
            }
            about(deed);
        }

        /// The post that it would happen to.
        public PostId post() {
            return about(deed);
        }

        /// Whether it was asked for before it was done.
        public boolean polite() {
            return !id.equals(deed.id());
        }

        // Of all that people do, these need an author's consent.
        private static PostId about(Activity deed) {
            if (deed instanceof Publish publish) {
                return publish.draft().inReplyTo().orElseThrow(Ask::unasked);
            }
            if (deed instanceof Like like) {
                return like.post();
            }
            if (deed instanceof React react) {
                return react.post();
            }
            if (deed instanceof Share share) {
                return share.post();
            }
            throw unasked();
        }

        private static IllegalArgumentException unasked() {
            return new IllegalArgumentException("nobody needs to ask for this");
        }
    }

    /// The author of `post` lets a deed happen to it. `deed` is the address of the like or share, or of the post that
    /// answers; `stamp` is where their home confirms it, empty for ours.
    record AllowDeed(ActivityId id, ActorId actor, PostId post, String deed, Optional<String> stamp)
            implements Activity {}

    /// The author of `post` does not.
    record RefuseDeed(ActivityId id, ActorId actor, PostId post, String deed) implements Activity {}

    /// The author of `post` does no longer.
    record RevokeDeed(ActivityId id, ActorId actor, PostId post, String deed) implements Activity {}

    /// Passes a post on (a boost). The share has an id of its own.
    record Share(ActivityId id, ActorId actor, PostId share, PostId post, Audience audience) implements Activity {}

    /// Takes back the own share of `post`.
    record Unshare(ActivityId id, ActorId actor, PostId post) implements Activity {}

    /// Votes in the poll of a post, by the positions of the options, from 0.
    record Vote(ActivityId id, ActorId actor, PostId post, List<Integer> choices) implements Activity {
        public Vote {
            choices = List.copyOf(choices);
        }
    }

    /// Asks to follow; who is not locked accepts at once.
    record Follow(ActivityId id, ActorId actor, ActorId target, FollowWish wish) implements Activity {
        public Follow {
            if (actor.equals(target)) {
                throw new IllegalArgumentException("nobody follows themselves");
            }
        }
    }

    /// Follows no longer, or asks no longer.
    record Unfollow(ActivityId id, ActorId actor, ActorId target) implements Activity {}

    /// Lets somebody who asked follow.
    record AcceptFollow(ActivityId id, ActorId actor, ActorId follower) implements Activity {}

    /// Refuses somebody who asked, or removes a follower.
    record RejectFollow(ActivityId id, ActorId actor, ActorId follower) implements Activity {}

    /// Wants nothing to do with somebody: follows end both ways.
    record Block(ActivityId id, ActorId actor, ActorId target) implements Activity {
        public Block {
            if (actor.equals(target)) {
                throw new IllegalArgumentException("nobody blocks themselves");
            }
        }
    }

    record Unblock(ActivityId id, ActorId actor, ActorId target) implements Activity {}

    /// Tells the moderators; `forward` also those of the reported person's instance.
    record Report(ActivityId id, ActorId actor, ActorId target, List<PostId> posts, String comment, boolean forward)
            implements Activity {
        public Report {
            posts = List.copyOf(posts);
        }
    }

    record UpdateProfile(ActivityId id, ActorId actor, Profile profile) implements Activity {}

    /// Says under which other addresses one is known. Who moves here says so first, so that nobody else can.
    record ClaimAliases(ActivityId id, ActorId actor, List<String> addresses) implements Activity {
        public ClaimAliases {
            addresses = List.copyOf(addresses);
        }
    }

    /// Moves to another account, which must claim this one as its alias; followers come along (FEP-7628).
    record Move(ActivityId id, ActorId actor, ActorId target) implements Activity {
        public Move {
            if (actor.equals(target)) {
                throw new IllegalArgumentException("nobody moves to where they are");
            }
        }
    }

    /// Leaves, and takes everything along: the own account and all its posts are erased.
    record EraseActor(ActivityId id, ActorId actor) implements Activity {}
}
