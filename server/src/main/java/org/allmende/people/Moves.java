// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.ActivityId;
import org.allmende.activity.Outcome;
import org.allmende.base.ActorId;
import org.allmende.database.Database;
import org.allmende.database.Tx;

/// Who has moved where. A move counts only when the new account claims the old one as its alias: both have to say so.
public final class Moves {

    /// As many as somebody has had homes, and room for a forgetful one. Strangers may claim more.
    public static final int ALIASES_MAX = 10;

    /// Nobody moves house every day; who says so plays with their followers.
    static final Duration REST = Duration.ofDays(7);

    private static final int FOREIGN_ALIASES_MAX = 256;

    private static final int ADDRESS_LENGTH_MAX = 2_048;

    private final Database database;
    private final Clock clock;
    private final People people;
    private final AliasStore store = new AliasStore();
    private final BlockStore blocks = new BlockStore();
    private final MuteStore mutes = new MuteStore();

    public Moves(Database database, Clock clock, People people) {
        this.database = database;
        this.clock = clock;
        this.people = people;
        database.within(People.Leaving.class, (tx, leaving) -> store.forget(tx, leaving.actor()));
    }

    /// Under which other addresses somebody says they are known.
    public List<String> aliases(ActorId actor) {
        return database.read(tx -> store.aliases(tx, actor));
    }

    /// Where somebody has moved to, if that one is still there.
    public Optional<Person> target(ActorId actor) {
        return Optional.ofNullable(targets(List.of(actor)).get(actor));
    }

    public Map<ActorId, Person> targets(Collection<ActorId> actors) {
        return actors.isEmpty() ? Map.of() : database.read(tx -> targets(tx, actors));
    }

    private Map<ActorId, Person> targets(Tx tx, Collection<ActorId> actors) {
        var targets = store.targets(tx, actors);
        var found = people.find(tx, targets.values());
        var shown = new HashMap<ActorId, Person>();
        targets.forEach((actor, target) -> Optional.ofNullable(found.get(target))
                .filter(Person::present)
                .ifPresent(person -> shown.put(actor, person)));
        return shown;
    }

    /// Writes down what a stranger's home says about their aliases now.
    public void learn(ActorId stranger, List<String> addresses) {
        var kept = addresses.stream()
                .filter(address -> address.length() <= ADDRESS_LENGTH_MAX)
                .distinct()
                .limit(FOREIGN_ALIASES_MAX)
                .sorted()
                .toList();
        if (!kept.equals(aliases(stranger).stream().sorted().toList())) {
            database.write(tx -> {
                store.put(tx, stranger, kept);
                return true;
            });
        }
    }

    public Outcome claim(Tx tx, Activity.ClaimAliases claim) {
        var person = people.find(tx, claim.actor()).filter(Person::present);
        if (person.isEmpty()) {
            return Refusals.unknown(claim.id());
        }
        var addresses = claim.addresses().stream().distinct().toList();
        if (addresses.size() > ALIASES_MAX
                || addresses.stream().anyMatch(address -> address.length() > ADDRESS_LENGTH_MAX)) {
            return refused(claim.id(), "alias.too_many", "At most " + ALIASES_MAX + " other accounts can be named.");
        }
        if (addresses.contains(person.get().uri())) {
            return refused(claim.id(), "alias.self", "This is the account itself.");
        }
        store.put(tx, claim.actor(), addresses);
        return new Outcome.Done(claim.id(), claim.actor().value());
    }

    public Outcome move(Tx tx, Activity.Move move) {
        var actor = people.find(tx, move.actor()).filter(Person::present);
        var target = people.find(tx, move.target()).filter(Person::present);
        if (actor.isEmpty() || target.isEmpty()) {
            return Refusals.unknown(move.id());
        }
        var before = store.moved(tx, move.actor());
        if (before.filter(moved -> moved.target().equals(move.target())).isPresent()) {
            return new Outcome.AlreadyDone(move.id(), move.target().value());
        }
        if (!store.claims(tx, move.target(), actor.get().uri())) {
            return refused(move.id(), "move.unclaimed", "The new account must first name this one as its alias.");
        }
        if (store.moved(tx, move.target()).isPresent()) {
            return refused(move.id(), "move.chain", "The new account has moved away itself.");
        }
        if (before.filter(moved -> moved.since().plus(REST).isAfter(clock.instant()))
                .isPresent()) {
            return refused(move.id(), "move.too_soon", "This account has moved only a few days ago.");
        }
        store.move(tx, move.actor(), move.target(), clock.instant());
        return new Outcome.Done(move.id(), move.target().value());
    }

    /// Members who block somebody, by id, after `after`.
    public List<ActorId> blockedBy(ActorId target, ActorId after, int limit) {
        return database.read(tx -> blocks.localBlockers(tx, target, after, limit));
    }

    /// Mutes of the old account go over to the new one. Private, so no deed.
    public void takeMutes(Tx tx, ActorId from, ActorId to) {
        mutes.carry(tx, from, to);
    }

    private static Outcome refused(ActivityId id, String rule, String reason) {
        return new Outcome.Refused(id, Outcome.Cause.INVALID, rule, reason);
    }
}
