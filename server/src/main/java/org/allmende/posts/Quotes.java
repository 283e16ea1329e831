// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.posts;

import java.util.Optional;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Outcome;
import org.allmende.activity.Quote;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.PostId;
import org.allmende.database.Database;
import org.allmende.database.Tx;

/// Who quotes what, and whether its author agrees.
///
/// The author of the quoted post alone decides, by their policy or one by one: what the quoting side claims shows
/// nothing.
public final class Quotes {

    /// What comes to mind when somebody is blocked; the rest is not shown to them anyway.
    private static final int PARTED_MAX = 500;

    private final Database database;
    private final PostStore store;
    private final QuoteStore quotes;
    private final Permissions permissions;
    private final Ids ids;

    Quotes(Database database, PostStore store, QuoteStore quotes, Permissions permissions, Ids ids) {
        this.database = database;
        this.store = store;
        this.quotes = quotes;
        this.permissions = permissions;
        this.ids = ids;
    }

    // Questions

    /// What a post quotes.
    public Optional<QuoteFacts> of(PostId quoting) {
        return database.read(tx -> of(tx, quoting));
    }

    public Optional<QuoteFacts> of(Tx tx, PostId quoting) {
        return quotes.of(tx, quoting);
    }

    public Optional<QuoteFacts> find(long id) {
        return database.read(tx -> find(tx, id));
    }

    public Optional<QuoteFacts> find(Tx tx, long id) {
        return quotes.find(tx, id);
    }

    public Optional<QuoteFacts> find(PostId quoted, String quotingUri) {
        return database.read(tx -> find(tx, quoted, quotingUri));
    }

    public Optional<QuoteFacts> find(Tx tx, PostId quoted, String quotingUri) {
        return quotes.find(tx, quoted, quotingUri);
    }

    /// The quote that `quotedBy` has confirmed at this address.
    public Optional<QuoteFacts> stamped(String stamp, ActorId quotedBy) {
        return database.read(tx -> quotes.stamped(tx, stamp, quotedBy));
    }

    /// Whether the author of a post lets `actor` do this with it. Who may see it is another question.
    public Permission may(ActorId actor, PostId post, Interaction what) {
        return database.read(tx -> store.find(tx, post)
                .filter(row -> !row.deleted())
                .map(row -> permissions.of(tx, actor, row, what))
                .orElse(Permission.DENIED));
    }

    // Activities

    /// Strangers ask about posts of members. The answer is in the state of the quote, whose number is the subject.
    public Outcome ask(Tx tx, Activity.AskToQuote ask) {
        var quoted = store.find(tx, ask.quoted()).filter(row -> alive(row) && row.home());
        if (quoted.isEmpty()) {
            return Publishing.unknown(ask.id());
        }
        var before = quotes.find(tx, ask.quoted(), ask.quoting());
        var state = decided(tx, ask.actor(), quoted.get(), before.map(QuoteFacts::state));
        var request = Optional.of(ask.id().value());
        var now = before.map(facts -> new QuoteFacts(
                        facts.id(),
                        facts.quoted(),
                        facts.quotingUri(),
                        facts.quoting(),
                        state,
                        Optional.empty(),
                        request,
                        false))
                .orElseGet(() -> new QuoteFacts(
                        ids.next(),
                        ask.quoted(),
                        ask.quoting(),
                        Optional.empty(),
                        state,
                        Optional.empty(),
                        request,
                        false));
        if (before.isPresent()) {
            settle(tx, before.get(), now);
        } else {
            quotes.insert(tx, now);
        }
        return new Outcome.Done(ask.id(), now.id());
    }

    // What the author has said about this very quote stands, and a no to one who had to ask.
    private QuoteState decided(Tx tx, ActorId asker, PostRow quoted, Optional<QuoteState> before) {
        var said = before.filter(state -> state == QuoteState.ACCEPTED || state == QuoteState.REVOKED);
        if (said.isPresent()) {
            return said.get();
        }
        return switch (permissions.of(tx, asker, quoted, Interaction.QUOTE)) {
            case FREE -> QuoteState.ACCEPTED;
            case ASK -> before.orElse(QuoteState.PENDING);
            case UNKNOWN, DENIED -> QuoteState.REJECTED;
        };
    }

    public Outcome allow(Tx tx, Activity.AllowQuote allow) {
        return say(tx, allow.id(), allow.actor(), allow.quoted(), allow.quoting(), QuoteState.ACCEPTED, allow.stamp());
    }

    public Outcome refuse(Tx tx, Activity.RefuseQuote refuse) {
        return say(
                tx,
                refuse.id(),
                refuse.actor(),
                refuse.quoted(),
                refuse.quoting(),
                QuoteState.REJECTED,
                Optional.empty());
    }

    public Outcome revoke(Tx tx, Activity.RevokeQuote revoke) {
        return say(
                tx,
                revoke.id(),
                revoke.actor(),
                revoke.quoted(),
                revoke.quoting(),
                QuoteState.REVOKED,
                Optional.empty());
    }

    private Outcome say(
            Tx tx,
            ActivityId id,
            ActorId author,
            PostId quoted,
            String quoting,
            QuoteState state,
            Optional<String> stamp) {
        var own = store.find(tx, quoted).filter(row -> row.author().equals(author));
        var before = own.flatMap(_ -> quotes.find(tx, quoted, quoting));
        if (before.isEmpty()) {
            return Publishing.refused(id, Outcome.Cause.NOT_FOUND, "quote.unknown", "There is no such quote.");
        }
        var now = with(before.get(), state, stamp);
        if (before.get().equals(now)) {
            return new Outcome.AlreadyDone(id, now.id());
        }
        settle(tx, before.get(), now);
        return new Outcome.Done(id, now.id());
    }

    private static QuoteFacts with(QuoteFacts facts, QuoteState state, Optional<String> stamp) {
        return new QuoteFacts(
                facts.id(),
                facts.quoted(),
                facts.quotingUri(),
                facts.quoting(),
                state,
                stamp,
                facts.request(),
                facts.plain() && state != QuoteState.ACCEPTED);
    }

    public Outcome setPolicy(Tx tx, Activity.SetPolicy set) {
        var row = store.find(tx, set.post())
                .filter(found -> alive(found) && found.author().equals(set.actor()));
        if (row.isEmpty()) {
            return Publishing.unknown(set.id());
        }
        store.rule(tx, set.post(), Optional.of(set.policy()));
        return new Outcome.Done(set.id(), set.post().value());
    }

    /// Who is blocked no longer quotes the one who blocks them.
    void part(Tx tx, Activity.Block block) {
        for (var facts : quotes.between(tx, block.actor(), block.target(), PARTED_MAX)) {
            settle(tx, facts, with(facts, QuoteState.REVOKED, Optional.empty()));
            var revoke = new Activity.RevokeQuote(
                    ActivityId.of(ids.next()), block.actor(), facts.quoted(), facts.quotingUri());
            tx.announce(new Accomplished(revoke, new Outcome.Done(revoke.id(), facts.id()), true));
        }
    }

    // A part of publishing and editing

    /// A post that quotes has been written down.
    void begin(Tx tx, PostRow quoting, PostRow quoted, Quote said) {
        var asked = quotes.find(tx, quoted.id(), quoting.uri());
        // Only what was asked of us before counts for our own; for others their word is looked for.
        var state = asked.map(QuoteFacts::state).orElseGet(() -> first(tx, quoting, quoted));
        var now = new QuoteFacts(
                asked.map(QuoteFacts::id).orElseGet(ids::next),
                quoted.id(),
                quoting.uri(),
                Optional.of(quoting.id()),
                state,
                quoted.home() ? Optional.empty() : said.stamp(),
                asked.flatMap(QuoteFacts::request),
                said.plain() && state != QuoteState.ACCEPTED);
        if (asked.isPresent()) {
            quotes.settle(tx, now);
        } else {
            quotes.insert(tx, now);
        }
        quotes.recount(tx, quoted.id());
        if (now.accepted()) {
            tx.announce(new QuoteAccepted(quoting.id(), quoted.id()));
        }
    }

    private QuoteState first(Tx tx, PostRow quoting, PostRow quoted) {
        if (quoting.author().equals(quoted.author())) {
            return QuoteState.ACCEPTED;
        }
        return quoting.home()
                        && quoted.home()
                        && permissions.of(tx, quoting.author(), quoted, Interaction.QUOTE) == Permission.FREE
                ? QuoteState.ACCEPTED
                : QuoteState.PENDING;
    }

    /// A foreign post that may quote has been written anew.
    void again(Tx tx, PostRow quoting, Optional<PostRow> quoted, Optional<Quote> said) {
        var before = quotes.of(tx, quoting.id());
        if (before.isPresent()
                && quoted.filter(row -> row.id().equals(before.get().quoted())).isPresent()) {
            quoted.filter(row -> !row.home() && !row.author().equals(quoting.author()))
                    .ifPresent(_ -> claimed(tx, before.get(), said.flatMap(Quote::stamp)));
            return;
        }
        before.ifPresent(facts -> part(tx, facts));
        quoted.ifPresent(row -> begin(tx, quoting, row, said.orElseThrow()));
        store.quote(tx, quoting.id(), quoted.map(PostRow::id));
    }

    // Another stamp than the one that we have seen is looked at anew; none at all is a consent that is no longer there.
    private void claimed(Tx tx, QuoteFacts before, Optional<String> stamp) {
        if (!before.stamp().equals(stamp)) {
            settle(tx, before, with(before, QuoteState.PENDING, stamp));
        }
    }

    /// The post that quotes is gone, or quotes something else now.
    void part(Tx tx, QuoteFacts facts) {
        if (facts.state() == QuoteState.REJECTED || facts.state() == QuoteState.REVOKED) {
            // A no is remembered, or it could be shaken off by quoting something else for a moment.
            quotes.settle(tx, without(facts));
        } else {
            quotes.forget(tx, facts.id());
        }
        quotes.recount(tx, facts.quoted());
    }

    private static QuoteFacts without(QuoteFacts facts) {
        return new QuoteFacts(
                facts.id(),
                facts.quoted(),
                facts.quotingUri(),
                Optional.empty(),
                facts.state(),
                Optional.empty(),
                facts.request(),
                facts.plain());
    }

    private void settle(Tx tx, QuoteFacts before, QuoteFacts now) {
        quotes.settle(tx, now);
        quotes.recount(tx, now.quoted());
        if (now.accepted() && !before.accepted()) {
            now.quoting().ifPresent(quoting -> tx.announce(new QuoteAccepted(quoting, now.quoted())));
        }
    }

    private static boolean alive(PostRow row) {
        return !row.deleted() && row.shareOf().isEmpty();
    }
}
