// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.moderation;

import java.util.Locale;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.Draft;
import org.allmende.activity.Outcome.Cause;
import org.allmende.activity.Reach;
import org.allmende.activity.Verified;
import org.allmende.base.ActorId;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.media.MediaLibrary;
import org.allmende.people.Blocks;
import org.allmende.people.People;
import org.allmende.people.Person;
import org.allmende.posts.Interaction;
import org.allmende.posts.Posts;
import org.allmende.posts.Reader;

/// The gate that every deed passes: may this person do this, here and now?
///
/// It only reads. What somebody may not see is refused with the same words as what does not exist.
public final class Gate {

    private final Database database;
    private final People people;
    private final Blocks blocks;
    private final Posts posts;
    private final Domains domains;
    private final Content content;
    private final QuoteRules quotes;

    public Gate(Database database, People people, Blocks blocks, Posts posts, MediaLibrary media, Domains domains) {
        this.database = database;
        this.people = people;
        this.blocks = blocks;
        this.posts = posts;
        this.domains = domains;
        this.content = new Content(media);
        this.quotes = new QuoteRules(posts);
    }

    public Judgement judge(Verified<? extends Activity> arrival) {
        var activity = arrival.activity();
        var actor = people.find(activity.actor());
        return actor.isEmpty()
                ? refuse(Cause.NOT_FOUND, "person.unknown", "There is no such person.")
                : unlessRefused(standing(actor.get(), activity), () -> deed(actor.get(), activity));
    }

    private interface Next {
        Judgement judge();
    }

    private static Judgement unlessRefused(Optional<Judgement> refusal, Next next) {
        return refusal.orElseGet(next::judge);
    }

    // Who is suspended may still take back what they did: it only makes less of them visible.
    private Optional<Judgement> standing(Person actor, Activity activity) {
        if (actor.erased() && !(activity instanceof Activity.EraseActor)) {
            return Optional.of(refuse(Cause.FORBIDDEN, "actor.erased", "This account was deleted."));
        }
        if (takesBack(activity)) {
            return Optional.empty();
        }
        if (actor.suspended()) {
            return Optional.of(refuse(Cause.FORBIDDEN, "actor.suspended", "This account is suspended."));
        }
        return !actor.local() && domains.suspended(actor.domain())
                ? Optional.of(refuse(Cause.FORBIDDEN, "domain.suspended", "This instance is suspended here."))
                : Optional.empty();
    }

    private static boolean takesBack(Activity activity) {
        return switch (activity) {
            case Activity.Erase _,
                    Activity.EraseActor _,
                    Activity.Unfollow _,
                    Activity.RejectFollow _,
                    Activity.Unlike _,
                    Activity.Unreact _,
                    Activity.Unshare _,
                    Activity.Unpin _,
                    Activity.UnfeatureTag _,
                    Activity.Unendorse _,
                    Activity.RefuseQuote _,
                    Activity.RevokeQuote _,
                    Activity.RefuseDeed _,
                    Activity.RevokeDeed _ -> true;
            case Activity.ClaimAliases _,
                    Activity.Move _,
                    Activity.Publish _,
                    Activity.Edit _,
                    Activity.SetPolicy _,
                    Activity.AskToQuote _,
                    Activity.AllowQuote _,
                    Activity.Ask _,
                    Activity.AllowDeed _,
                    Activity.Pin _,
                    Activity.FeatureTag _,
                    Activity.Endorse _,
                    Activity.Like _,
                    Activity.React _,
                    Activity.Share _,
                    Activity.Vote _,
                    Activity.Follow _,
                    Activity.AcceptFollow _,
                    Activity.Block _,
                    Activity.Unblock _,
                    Activity.Report _,
                    Activity.UpdateProfile _ -> false;
        };
    }

    // No default branch: a new kind of activity must not compile until somebody decides here.
    private Judgement deed(Person actor, Activity activity) {
        return switch (activity) {
            case Activity.Publish publish -> publish(actor, publish);
            case Activity.Edit edit -> unlessRefused(content.wrong(actor, edit.draft()), () -> own(actor, edit.post()));
            case Activity.Erase erase -> own(actor, erase.post());
            case Activity.Pin pin -> own(actor, pin.post());
            case Activity.Unpin unpin -> own(actor, unpin.post());
            case Activity.React react -> touch(actor, react.post(), Interaction.LIKE);
            case Activity.SetPolicy set -> own(actor, set.post());
            // Its author's policy gives the answer, which is sent.
            case Activity.AskToQuote ask -> touch(actor, ask.quoted());
            case Activity.AllowQuote allow -> own(actor, allow.quoted());
            case Activity.RefuseQuote refuse -> own(actor, refuse.quoted());
            case Activity.RevokeQuote revoke -> own(actor, revoke.quoted());
            case Activity.Ask ask -> ask(actor, ask);
            case Activity.AllowDeed allow -> decide(actor, allow.post());
            case Activity.RefuseDeed refuse -> decide(actor, refuse.post());
            case Activity.RevokeDeed revoke -> decide(actor, revoke.post());
            case Activity.Like like -> touch(actor, like.post(), Interaction.LIKE);
            case Activity.Share share -> touch(actor, share.post(), Interaction.SHARE);
            case Activity.Vote vote -> touch(actor, vote.post());
            case Activity.Follow follow -> approach(actor, follow.target());
            case Activity.Endorse endorse -> approach(actor, endorse.target());
            case Activity.Block block -> exists(block.target());
            case Activity.Move move -> approach(actor, move.target());
            case Activity.ClaimAliases _ -> Judgement.ALLOW;
            case Activity.Report report -> unlessRefused(content.wrong(actor, report), () -> exists(report.target()));
            case Activity.UpdateProfile update ->
                content.wrong(actor, update.profile()).orElse(Judgement.ALLOW);
            case Activity.Unlike _,
                    Activity.Unreact _,
                    Activity.Unshare _,
                    Activity.Unfollow _,
                    Activity.AcceptFollow _,
                    Activity.RejectFollow _,
                    Activity.Unblock _,
                    Activity.FeatureTag _,
                    Activity.UnfeatureTag _,
                    Activity.Unendorse _,
                    Activity.EraseActor _ -> Judgement.ALLOW;
        };
    }

    private Judgement publish(Person actor, Activity.Publish publish) {
        var parent = publish.draft().inReplyTo();
        return unlessRefused(
                content.wrong(actor, publish.draft()),
                () -> unlessRefused(
                        unwanted(actor, publish.draft()),
                        () -> unlessRefused(
                                quotes.wrong(actor, publish.draft()),
                                () -> parent.isEmpty()
                                        ? Judgement.ALLOW
                                        : elsewhere(actor, parent.get())
                                                ? elsewhere(actor.id(), parent.get())
                                                : touch(actor, parent.get(), Interaction.REPLY))));
    }

    // Nobody here has to agree. But who lets only some answer, and says so, is heard here as well.
    private Judgement elsewhere(ActorId actor, PostId parent) {
        return switch (posts.interactions().stance(actor, parent, Interaction.REPLY)) {
            case FREE -> Judgement.ALLOW;
            case ASK, DENIED -> new Judgement.Ask();
        };
    }

    // Its author's policy gives the answer, which is sent.
    private Judgement ask(Person actor, Activity.Ask ask) {
        var wrong = ask.deed() instanceof Activity.Publish publish
                ? content.wrong(actor, publish.draft()).or(() -> quotes.wrong(actor, publish.draft()))
                : Optional.<Judgement>empty();
        return unlessRefused(wrong, () -> touch(actor, ask.post()));
    }

    // Whether anything was asked of them at all, they find out when they answer.
    private Judgement decide(Person actor, PostId post) {
        return posts.authorOf(post).equals(Optional.of(actor.id()))
                        || visible(actor, post).isPresent()
                ? Judgement.ALLOW
                : noSuchPost();
    }

    // A letter to people who want none of this sender's is not kept for nobody to read.
    private Optional<Judgement> unwanted(Person author, Draft draft) {
        if (author.local() || draft.audience().reach() != Reach.DIRECT) {
            return Optional.empty();
        }
        var readers = people.find(draft.mentions()).values().stream()
                .filter(Person::local)
                .toList();
        return !readers.isEmpty() && readers.stream().allMatch(reader -> apart(author.id(), reader.id()))
                ? Optional.of(refuse(Cause.FORBIDDEN, "blocked", "Nobody here receives this."))
                : Optional.empty();
    }

    // Whether a stranger may see another stranger's post is for their own instances to say: we do not know all of
    // their followers.
    private boolean elsewhere(Person actor, PostId post) {
        return !actor.local()
                && posts.authorOf(post)
                        .flatMap(people::find)
                        .map(one -> !one.local())
                        .orElse(false);
    }

    private Judgement own(Person actor, PostId post) {
        var author = posts.authorOf(post);
        if (author.equals(Optional.of(actor.id()))) {
            return Judgement.ALLOW;
        }
        return visible(actor, post).isPresent()
                ? refuse(Cause.FORBIDDEN, "post.not_yours", "This post is not yours.")
                : noSuchPost();
    }

    private Judgement touch(Person actor, PostId post, Interaction what) {
        var seen = touch(actor, post);
        return seen instanceof Judgement.Allow
                ? switch (posts.interactions().stance(actor.id(), post, what)) {
                    case FREE -> seen;
                    case ASK -> new Judgement.Ask();
                    case DENIED ->
                        refuse(Cause.FORBIDDEN, "policy." + what.name().toLowerCase(Locale.ROOT), reason(what));
                }
                : seen;
    }

    private static String reason(Interaction what) {
        return switch (what) {
            case QUOTE -> "The author does not let you quote this post.";
            case REPLY -> "The author does not let you answer this post.";
            case LIKE -> "The author does not let you like this post.";
            case SHARE -> "The author does not let you share this post.";
        };
    }

    private Judgement touch(Person actor, PostId post) {
        var author = visible(actor, post);
        return author.isEmpty() || apart(actor.id(), author.get()) ? noSuchPost() : Judgement.ALLOW;
    }

    /// Who wrote it, if this actor may see it.
    private Optional<ActorId> visible(Person actor, PostId post) {
        return posts.authorSeenBy(actor.local() ? Reader.member(actor.id()) : Reader.stranger(actor.id()), post);
    }

    private Judgement approach(Person actor, ActorId target) {
        var found = people.find(target);
        if (found.isEmpty() || gone(found.get())) {
            return noSuchPerson();
        }
        if (!found.get().local() && domains.suspended(found.get().domain())) {
            return refuse(Cause.FORBIDDEN, "domain.suspended", "The instance of this person is suspended here.");
        }
        return apart(actor.id(), target)
                ? refuse(Cause.FORBIDDEN, "blocked", "This is not possible, because one of you blocks the other.")
                : Judgement.ALLOW;
    }

    private Judgement exists(ActorId target) {
        return people.find(target).filter(person -> !person.erased()).isPresent() ? Judgement.ALLOW : noSuchPerson();
    }

    private boolean apart(ActorId one, ActorId other) {
        return !one.equals(other) && database.read(tx -> blocks.between(tx, one, other));
    }

    private static boolean gone(Person person) {
        return person.erased() || person.suspended();
    }

    private static Judgement noSuchPost() {
        return refuse(Cause.NOT_FOUND, "post.unknown", "There is no such post.");
    }

    private static Judgement noSuchPerson() {
        return refuse(Cause.NOT_FOUND, "person.unknown", "There is no such person.");
    }

    private static Judgement refuse(Cause cause, String rule, String reason) {
        return new Judgement.Refuse(cause, rule, reason);
    }
}
