// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.allmende.activity.Activity;
import org.allmende.activity.Outcome;
import org.allmende.activity.Profile;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Tx;
import org.allmende.text.Handle;

/// Everybody this instance knows: members, and strangers it has met.
///
/// Who has applied and waits for approval is found by no question here.
public final class People {

    /// How many lines the table on a member's profile can have.
    public static final int FIELDS_MAX = ProfileRule.FIELDS_MAX;

    /// How many other names of theirs somebody can prove, and how long each statement can be.
    public static final int IDENTITIES_MAX = ProfileRule.IDENTITIES_MAX;

    public static final int STATEMENT_MAX = ProfileRule.STATEMENT_MAX;

    /// Somebody became a member: announced within the transaction.
    public record Joined(ActorId actor) {}

    /// Somebody asked to become a member: announced within the transaction.
    public record Applied(ActorId actor) {}

    /// Somebody is about to be erased: announced within the transaction while follows and profile still stand, for
    /// rooms that must let go of them, or need to know whom to tell.
    public record Leaving(ActorId actor, boolean local) {}

    /// Somebody else is now called as this stranger was: announced within the transaction.
    public record Displaced(ActorId actor) {}

    /// Somebody was suspended, or let in again: announced within the transaction.
    public record Suspended(ActorId actor, boolean suspended) {}

    /// The news that somebody left must still be signed, and is delivered for days.
    private static final Duration KEYS_KEPT = Duration.ofDays(14);

    private static final int AT_INBOX_MAX = 5;

    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final Set<String> localDomains;
    private final Function<ActorId, String> uriOf;
    private final Function<String, String> urlOf;
    private final PersonStore people = new PersonStore();
    private final ActorStore actors = new ActorStore();
    private final StrangerStore strangers = new StrangerStore();
    private final MemberKeyStore keys = new MemberKeyStore();
    private final FollowStore follows = new FollowStore();
    private final BlockStore blocks = new BlockStore();
    private final MuteStore mutes = new MuteStore();
    private final Search search = new Search();
    private final Meetings meetings;

    /// `uriOf` gives the address of a member by id, `urlOf` that of the page by name.
    public People(
            Database database,
            Ids ids,
            Clock clock,
            String localDomain,
            Function<ActorId, String> uriOf,
            Function<String, String> urlOf) {
        this(database, ids, clock, Set.of(localDomain), uriOf, urlOf);
    }

    /// An instance whose members are called by several domains.
    public People(
            Database database,
            Ids ids,
            Clock clock,
            Set<String> localDomains,
            Function<ActorId, String> uriOf,
            Function<String, String> urlOf) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.localDomains = Set.copyOf(localDomains);
        this.uriOf = uriOf;
        this.urlOf = urlOf;
        this.meetings = new Meetings(database, ids, clock);
    }

    public Optional<Person> find(ActorId id) {
        return database.read(tx -> people.find(tx, id));
    }

    public Optional<Person> find(Tx tx, ActorId id) {
        return people.find(tx, id);
    }

    public Map<ActorId, Person> find(Collection<ActorId> ids) {
        return ids.isEmpty() ? Map.of() : database.read(tx -> people.find(tx, ids));
    }

    public Map<ActorId, Person> find(Tx tx, Collection<ActorId> ids) {
        return people.find(tx, ids);
    }

    /// A member by name, in upper or lower case.
    public Optional<Person> named(String localName) {
        return database.read(tx -> people.named(tx, localName, ""));
    }

    /// Whoever is known by this handle; a handle of this instance's own domain is a member's.
    public Optional<Person> byHandle(Handle handle) {
        var seen = handle.seenFrom(localDomains);
        return database.read(tx -> people.named(tx, seen.name(), seen.domain()));
    }

    public Optional<Person> byUri(String uri) {
        return database.read(tx -> people.byUri(tx, uri));
    }

    /// Strangers of a domain and its subdomains, by id, after `after`.
    public List<Person> ofDomain(Tx tx, String domain, ActorId after, int limit) {
        return people.ofDomain(tx, domain, after, limit);
    }

    /// People whose name begins with the text or whose displayed name contains it; `ann@b.ex` narrows the domain too.
    ///
    /// Who lives where the reader wants nothing to do with is found only by who names that place.
    public List<Person> search(String text, int limit, Optional<ActorId> onlyFollowedBy, Optional<ActorId> reader) {
        return search.run(
                text,
                localDomains,
                (name, anywhere, domain) -> database.read(tx -> people.search(
                        tx,
                        name,
                        anywhere,
                        domain,
                        onlyFollowedBy.map(ActorId::value).orElse(0L),
                        domain.isPresent() ? 0L : reader.map(ActorId::value).orElse(0L),
                        Math.clamp(limit, 1, Page.LIMIT_MAX))));
    }

    /// Who wants to be found, without those whom the reader does not want to meet.
    public List<Person> directory(Listing listing, Optional<ActorId> reader) {
        return database.read(
                tx -> people.directory(tx, listing, reader.map(ActorId::value).orElse(0L), clock.instant()));
    }

    Slice<Person> slice(Tx tx, List<ListStore.Entry> entries) {
        var found = people.find(tx, entries.stream().map(ListStore.Entry::actor).toList());
        return Slice.of(entries, ListStore.Entry::id)
                .map(list -> list.stream()
                        .map(entry -> Optional.ofNullable(found.get(entry.actor())))
                        .flatMap(Optional::stream)
                        .toList());
    }

    public Counts counts() {
        return database.read(people::counts);
    }

    /// Where the strangers live that this instance has met.
    public List<String> domains(int limit) {
        return database.read(tx -> people.domains(tx, limit));
    }

    /// Whether somebody may still take the name. Names of people who left stay taken.
    public boolean nameFree(String name) {
        return NameRule.problem(name).isEmpty() && database.read(tx -> !actors.taken(tx, name));
    }

    /// Makes a new member. Reserved names are the caller's business: the operator may take them.
    ///
    /// @throws NameTaken when somebody has the name
    public Person join(Tx tx, String name, Profile profile, MemberKeys memberKeys) {
        var id = add(tx, name, ActorKind.PERSON, profile, memberKeys, false);
        tx.announce(new Joined(id));
        return people.find(tx, id).orElseThrow();
    }

    /// Keeps a name for somebody who waits for approval, seen by nobody until [#admit] or [#turnAway].
    ///
    /// @throws NameTaken when somebody has the name
    public ActorId apply(Tx tx, String name, Profile profile, MemberKeys memberKeys) {
        var id = add(tx, name, ActorKind.PERSON, profile, memberKeys, true);
        tx.announce(new Applied(id));
        return id;
    }

    /// Makes the actor that speaks for the instance itself. It is no member and is not counted.
    ///
    /// @throws NameTaken when somebody has the name
    public Person joinAsInstance(Tx tx, String name, Profile profile, MemberKeys memberKeys) {
        return people.find(tx, add(tx, name, ActorKind.APPLICATION, profile, memberKeys, false))
                .orElseThrow();
    }

    private ActorId add(Tx tx, String name, ActorKind kind, Profile profile, MemberKeys memberKeys, boolean applied) {
        var problem = NameRule.shapeProblem(name).filter(_ -> kind != ActorKind.APPLICATION);
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get());
        }
        var id = ids.actor();
        var now = clock.instant();
        if (!actors.add(tx, id, uriOf.apply(id), name, "", kind, profile, urlOf.apply(name), now, applied)) {
            throw new NameTaken(name);
        }
        keys.add(tx, id, memberKeys);
        return id;
    }

    public void admit(Tx tx, ActorId applicant) {
        actors.admit(tx, applicant);
        tx.announce(new Joined(applicant));
    }

    /// Forgets an applicant, whose name is free again: nobody has ever seen it.
    public void turnAway(Tx tx, ActorId applicant) {
        if (actors.removeApplicant(tx, applicant)) {
            keys.remove(tx, applicant);
        }
    }

    /// Writes down what a stranger's home says about them now. Who was known by the same handle before loses it: the
    /// newest verified word wins. They stay who they are, with their posts and follows, under a name with a number
    /// behind it. Erased people stay erased.
    public ActorId meet(ForeignPerson foreign) {
        if (foreign.domain().isEmpty() || localDomains.contains(foreign.domain())) {
            throw new IllegalArgumentException(foreign.uri() + " claims a name of this instance");
        }
        return meetings.meet(foreign);
    }

    public Outcome update(Tx tx, Activity.UpdateProfile update) {
        var person = people.find(tx, update.actor());
        if (person.isEmpty() || person.get().erased()) {
            return Refusals.unknown(update.id());
        }
        var local = person.get().local();
        var problem = local ? ProfileRule.problem(update.profile()) : Optional.<String>empty();
        if (problem.isPresent()) {
            return new Outcome.Refused(update.id(), Outcome.Cause.INVALID, "profile.too_long", problem.get());
        }
        var kind = local
                ? kindOf(update.profile(), person.get().kind())
                : person.get().kind();
        actors.rewrite(tx, update.actor(), kind, local ? update.profile() : ProfileRule.bounded(update.profile()));
        return new Outcome.Done(update.id(), update.actor().value());
    }

    private static ActorKind kindOf(Profile profile, ActorKind before) {
        if (before != ActorKind.PERSON && before != ActorKind.SERVICE) {
            return before;
        }
        return profile.bot() ? ActorKind.SERVICE : ActorKind.PERSON;
    }

    /// Leaves a tombstone: the name stays taken, everything else goes.
    public Outcome erase(Tx tx, Activity.EraseActor erase) {
        var id = erase.actor();
        actors.hold(tx, id, id);
        var person = people.find(tx, id);
        if (person.isEmpty()) {
            return Refusals.unknown(erase.id());
        }
        if (person.get().erased()) {
            return new Outcome.AlreadyDone(erase.id(), id.value());
        }
        tx.announce(new Leaving(id, person.get().local()));
        follows.endAll(tx, id);
        blocks.forget(tx, id);
        mutes.forget(tx, id);
        actors.erase(tx, id, clock.instant());
        return new Outcome.Done(erase.id(), id.value());
    }

    /// The keys of a member, for signing. Those of who left are kept for some days, to sign the farewell.
    public Optional<MemberKeys> keys(ActorId member) {
        return database.read(tx -> keys.find(tx, member));
    }

    public Optional<Correspondence> correspondence(ActorId stranger) {
        return database.read(tx -> strangers.find(tx, stranger));
    }

    /// Whose key this is.
    public Optional<Correspondence> byKey(String keyId) {
        return database.read(tx -> strangers.byKey(tx, keyId));
    }

    /// Where all strangers live whom we know, in portions: one inbox a server, where it has a shared one. `after` is
    /// the last one of the portion before.
    public List<String> inboxes(Tx tx, String after, int limit) {
        return strangers.addresses(tx, after, limit);
    }

    /// Strangers who get their letters there by themselves; a few, where many share it.
    public List<ActorId> atInbox(String inbox) {
        return database.read(tx -> strangers.atInbox(tx, inbox, AT_INBOX_MAX));
    }

    /// `by` is 1 for a new post and -1 for one that was erased.
    public void countPost(Tx tx, ActorId author, int by, PostTraits traits, Instant when) {
        actors.countPost(tx, author, by, traits, when);
    }

    /// How many posts and shares of a member everybody may see.
    public long openPosts(ActorId member) {
        return database.read(tx -> people.openPosts(tx, member));
    }

    /// A limited person is seen only by who looks for them, and their follows wait for consent.
    public void limit(Tx tx, ActorId actor, boolean limited) {
        actors.limit(tx, actor, limited ? Optional.of(clock.instant()) : Optional.empty());
    }

    /// Whether a stranger is suspended by their own home alone.
    public boolean suspendedThere(Tx tx, ActorId actor) {
        return actors.suspendedThere(tx, actor);
    }

    /// What a stranger's home says: who is suspended there is hidden here until it says otherwise. What moderators here
    /// have decided stays.
    public void heardOfSuspension(ActorId actor, boolean suspended) {
        database.write(tx -> {
            var person = find(tx, actor).filter(one -> !one.local() && !one.erased());
            var there = suspendedThere(tx, actor);
            if (person.filter(one -> suspended ? !one.suspended() : there).isPresent()) {
                actors.suspendThere(tx, actor, suspended ? Optional.of(clock.instant()) : Optional.empty());
                tx.announce(new Suspended(actor, suspended));
            }
            return true;
        });
    }

    public void suspend(Tx tx, ActorId actor, boolean suspended) {
        actors.suspend(tx, actor, suspended ? Optional.of(clock.instant()) : Optional.empty());
        tx.announce(new Suspended(actor, suspended));
    }

    /// Nightly: forgets what need not be kept any longer.
    public void tidy(Tx tx) {
        keys.forgetErasedBefore(tx, clock.instant().minus(KEYS_KEPT));
    }
}
