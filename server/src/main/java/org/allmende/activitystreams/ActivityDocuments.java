// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitystreams;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.activity.Reach;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.base.PostId;
import tools.jackson.databind.node.ObjectNode;

/// Writes what our actors do, as other servers expect to read it.
///
/// `id` is the address of the deed, from [Addresses]. An Undo speaks of the same activity under the same address, so
/// whoever undoes something must have kept its number.
public final class ActivityDocuments {

    private static final String CONTEXT = "@context";

    private final Addresses addresses;
    private final Documents documents;

    public ActivityDocuments(Addresses addresses, Documents documents) {
        this.addresses = addresses;
        this.documents = documents;
    }

    /// A post is born: its author tells it.
    public ObjectNode create(PostId post, ObjectNode note) {
        return about(addresses.birth(post), "Create", note.path("attributedTo").stringValue(), note)
                .put("published", note.path("published").stringValue());
    }

    /// The same post, said better.
    public ObjectNode update(ObjectNode note, Instant when) {
        var id = note.path("id").stringValue() + "#updates/" + when.toEpochMilli();
        return about(id, "Update", note.path("attributedTo").stringValue(), note)
                .put("published", Documents.time(when));
    }

    /// The same person, shown otherwise, or with another key.
    public ObjectNode update(ActorId actor, ObjectNode document, Instant when) {
        var id = addresses.actor(actor) + "#updates/" + when.toEpochMilli();
        var update = about(id, "Update", addresses.actor(actor), document).put("published", Documents.time(when));
        documents.address(update, actor, Reach.PUBLIC, List.of());
        return update;
    }

    /// The post is gone. Told to whom it was told, so that they forget it too.
    public ObjectNode delete(ActorId actor, PostId post, Reach reach, List<String> mentioned, String formerType) {
        var uri = addresses.post(post);
        var delete = Documents.object(reach.open() ? Contexts.proved() : Contexts.plain(), uri + "#delete", "Delete")
                .put("actor", addresses.actor(actor));
        documents.address(delete, actor, reach, mentioned);
        var tombstone = documents.tombstone(uri, formerType);
        tombstone.remove(CONTEXT);
        delete.set("object", tombstone);
        return delete;
    }

    /// The person is gone, and everything of theirs.
    public ObjectNode delete(ActorId actor) {
        var uri = addresses.actor(actor);
        var delete = plain(uri + "#delete", "Delete", uri).put("object", uri);
        documents.address(delete, actor, Reach.PUBLIC, List.of());
        return delete;
    }

    public ObjectNode follow(String id, ActorId actor, String target) {
        return toOne(id, "Follow", actor, target);
    }

    public ObjectNode block(String id, ActorId actor, String target) {
        return toOne(id, "Block", actor, target);
    }

    /// Asks the author of `quoted` to let `note` quote it. The note comes along: they may not be able to fetch it.
    public ObjectNode quoteRequest(String id, ActorId actor, String quoted, String author, ObjectNode note) {
        var request = Documents.object(Contexts.quoteRequest(), id, "QuoteRequest")
                .put("actor", addresses.actor(actor))
                .put("object", quoted);
        request.set("to", Documents.strings(List.of(author)));
        return request.set("instrument", inner(note));
    }

    /// A request of a stranger to quote one of ours.
    public record QuoteAsked(Optional<String> id, String asker, PostId quoted, String quoting) {}

    public ObjectNode acceptQuote(String id, ActorId actor, QuoteAsked asked, long stamp) {
        return answer(id, "Accept", actor, asked).put("result", addresses.stamp(stamp));
    }

    public ObjectNode rejectQuote(String id, ActorId actor, QuoteAsked asked) {
        return answer(id, "Reject", actor, asked);
    }

    private ObjectNode answer(String id, String type, ActorId actor, QuoteAsked asked) {
        var answer = Documents.object(Contexts.quoteRequest(), id, type).put("actor", addresses.actor(actor));
        answer.set("to", Documents.strings(List.of(asked.asker())));
        var object = answer.putObject("object");
        asked.id().ifPresent(address -> object.put("id", address));
        object.put("type", "QuoteRequest")
                .put("actor", asked.asker())
                .put("object", addresses.post(asked.quoted()))
                .put("instrument", asked.quoting());
        return answer;
    }

    /// Asks the author of `post` to let `instrument` happen to it. `kind` is Like, Reply or Announce.
    public ObjectNode request(
            String kind, String id, ActorId actor, String post, String author, ObjectNode instrument) {
        var request = Documents.object(Contexts.request(kind), id, kind + "Request")
                .put("actor", addresses.actor(actor))
                .put("object", post);
        request.set("to", Documents.strings(List.of(author)));
        return request.set("instrument", inner(instrument));
    }

    /// What a stranger wants to do to a post: `request` is where they asked, where they did.
    public record Wanted(String kind, Optional<String> request, String asker, String post, String deed) {}

    /// Where it is a matter of others too (`openly`), they are told as well: they may have heard of the deed already.
    public ObjectNode acceptDeed(String id, ActorId actor, Wanted wanted, long stamp, boolean openly) {
        var accept = answer(id, "Accept", actor, wanted).put("result", addresses.stamp(stamp));
        if (openly) {
            accept.set("cc", Documents.strings(List.of(Vocabulary.PUBLIC, addresses.followers(actor))));
        }
        return accept;
    }

    public ObjectNode rejectDeed(String id, ActorId actor, Wanted wanted) {
        return answer(id, "Reject", actor, wanted);
    }

    // Who did not ask is answered about what they did.
    private ObjectNode answer(String id, String type, ActorId actor, Wanted wanted) {
        var answer = Documents.object(Contexts.request(wanted.kind()), id, type).put("actor", addresses.actor(actor));
        answer.set("to", Documents.strings(List.of(wanted.asker())));
        if (wanted.request().isEmpty()) {
            return answer.put("object", wanted.deed()).put("target", wanted.post());
        }
        answer.putObject("object")
                .put("id", wanted.request().get())
                .put("type", wanted.kind() + "Request")
                .put("actor", wanted.asker())
                .put("object", wanted.post())
                .put("instrument", wanted.deed());
        return answer;
    }

    /// The consent to a quote is taken back.
    public ObjectNode deleteStamp(ActorId actor, long stamp, List<String> to) {
        var address = addresses.stamp(stamp);
        var delete =
                plain(address + "#delete", "Delete", addresses.actor(actor)).put("object", address);
        documents.address(delete, actor, Reach.UNLISTED, to);
        return delete;
    }

    /// `follow` is the address under which the other asked, where it had one.
    public ObjectNode accept(String id, ActorId actor, String follower, Optional<String> follow) {
        return answer(id, "Accept", actor, follower, follow);
    }

    public ObjectNode reject(String id, ActorId actor, String follower, Optional<String> follow) {
        return answer(id, "Reject", actor, follower, follow);
    }

    public ObjectNode like(String id, ActorId actor, String post, String author) {
        var like = plain(id, "Like", addresses.actor(actor)).put("object", post);
        like.set("to", Documents.strings(List.of(author)));
        return like;
    }

    /// A Like that says with what: whoever knows no more than likes still understands that much, and those who know
    /// reactions read one or the other of its words.
    public ObjectNode react(String id, ActorId actor, String post, String author, String content, List<WireEmoji> tag) {
        var like = reaction(id, "Like", actor, post, author, content, tag);
        return like.put("_misskey_reaction", content);
    }

    /// The same for what nobody should take for a like.
    public ObjectNode reactOnly(
            String id, ActorId actor, String post, String author, String content, List<WireEmoji> tag) {
        return reaction(id, "EmojiReact", actor, post, author, content, tag);
    }

    /// A vote against, where votes are counted.
    public ObjectNode dislike(String id, ActorId actor, String post, String author) {
        var dislike = plain(id, "Dislike", addresses.actor(actor)).put("object", post);
        dislike.set("to", Documents.strings(List.of(author)));
        return dislike;
    }

    private ObjectNode reaction(
            String id, String type, ActorId actor, String post, String author, String content, List<WireEmoji> tag) {
        var reaction = Documents.object(Contexts.reaction(), id, type)
                .put("actor", addresses.actor(actor))
                .put("object", post);
        reaction.set("to", Documents.strings(List.of(author)));
        reaction.put("content", content);
        if (!tag.isEmpty()) {
            var list = reaction.putArray("tag");
            tag.forEach(emoji -> list.add(Documents.plain(emoji)));
        }
        return reaction;
    }

    public ObjectNode announce(
            PostId share, ActorId actor, String post, String author, Reach reach, Instant published) {
        var announce = plain(addresses.birth(share), "Announce", addresses.actor(actor))
                .put("published", Documents.time(published))
                .put("object", post);
        documents.address(announce, actor, reach, List.of(author));
        return announce;
    }

    /// The same with the consent that is confirmed at this address.
    public ObjectNode announce(ObjectNode announce, String stamp) {
        announce.set("@context", Contexts.sharing());
        return announce.put("announceAuthorization", stamp).put("approvedBy", stamp);
    }

    /// A vote is a note without content that answers the poll with the name of an option.
    public ObjectNode vote(String id, ActorId actor, String option, String poll, String author) {
        var create = plain(id + "/activity", "Create", addresses.actor(actor));
        create.set("to", Documents.strings(List.of(author)));
        create.putObject("object")
                .put("id", id)
                .put("type", "Note")
                .put("name", option)
                .put("attributedTo", addresses.actor(actor))
                .put("inReplyTo", poll)
                .set("to", Documents.strings(List.of(author)));
        return create;
    }

    /// Comes from an actor of the instance, never from who reported: they may fear whom they report.
    public ObjectNode flag(String id, ActorId instance, String target, List<String> posts, String comment) {
        var flag = plain(id, "Flag", addresses.actor(instance)).put("content", comment);
        var object = flag.putArray("object").add(target);
        posts.forEach(object::add);
        return flag;
    }

    public ObjectNode pin(String id, ActorId actor, PostId post) {
        return featured(id, "Add", actor, post);
    }

    public ObjectNode unpin(String id, ActorId actor, PostId post) {
        return featured(id, "Remove", actor, post);
    }

    /// Most servers look for hashtags in the list of pins as well, and some nowhere else: it is what is named.
    public ObjectNode featureTag(String id, ActorId actor, String tag) {
        return featured(id, "Add", actor, tag);
    }

    public ObjectNode unfeatureTag(String id, ActorId actor, String tag) {
        return featured(id, "Remove", actor, tag);
    }

    /// Takes back an activity exactly as it was written.
    public ObjectNode undo(ObjectNode activity) {
        var undo = Documents.object(
                        activity.path(CONTEXT).deepCopy(), activity.path("id").stringValue() + "#undo", "Undo")
                .put("actor", activity.path("actor").stringValue());
        for (var name : List.of("to", "cc")) {
            if (activity.has(name)) {
                undo.set(name, activity.get(name).deepCopy());
            }
        }
        var object = activity.deepCopy();
        object.remove(CONTEXT);
        undo.set("object", object);
        return undo;
    }

    public ObjectNode move(String id, ActorId actor, String target) {
        var move = plain(id, "Move", addresses.actor(actor))
                .put("object", addresses.actor(actor))
                .put("target", target);
        move.set("to", Documents.strings(List.of(addresses.followers(actor))));
        return move;
    }

    private ObjectNode toOne(String id, String type, ActorId actor, String target) {
        var activity = plain(id, type, addresses.actor(actor)).put("object", target);
        activity.set("to", Documents.strings(List.of(target)));
        return activity;
    }

    // Some find the question by its address, some by who asked whom: both are there.
    private ObjectNode answer(String id, String type, ActorId actor, String follower, Optional<String> follow) {
        var answer = plain(id, type, addresses.actor(actor));
        answer.set("to", Documents.strings(List.of(follower)));
        var object = answer.putObject("object");
        follow.ifPresent(address -> object.put("id", address));
        object.put("type", "Follow").put("actor", follower).put("object", addresses.actor(actor));
        return answer;
    }

    private ObjectNode featured(String id, String type, ActorId actor, PostId post) {
        var activity = plain(id, type, addresses.actor(actor))
                .put("object", addresses.post(post))
                .put("target", addresses.featured(actor));
        documents.address(activity, actor, Reach.PUBLIC, List.of());
        return activity;
    }

    private ObjectNode featured(String id, String type, ActorId actor, String tag) {
        var activity = Documents.object(Contexts.hashtags(), id, type)
                .put("actor", addresses.actor(actor))
                .put("target", addresses.featured(actor));
        documents.address(activity, actor, Reach.PUBLIC, List.of());
        activity.set("object", documents.hashtag(tag));
        return activity;
    }

    // An object with a proof keeps its own context: it was signed with it.
    private static ObjectNode about(String id, String type, String actor, ObjectNode object) {
        var activity =
                Documents.object(object.path(CONTEXT).deepCopy(), id, type).put("actor", actor);
        for (var name : List.of("to", "cc")) {
            if (object.has(name)) {
                activity.set(name, object.get(name).deepCopy());
            }
        }
        return activity.set("object", inner(object));
    }

    private static ObjectNode inner(ObjectNode object) {
        var inner = object.deepCopy();
        if (!inner.has("proof")) {
            inner.remove(CONTEXT);
        }
        return inner;
    }

    private static ObjectNode plain(String id, String type, String actor) {
        return Documents.object(Contexts.plain(), id, type).put("actor", actor);
    }
}
