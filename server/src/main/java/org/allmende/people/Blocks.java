// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.people;

import java.util.Optional;
import org.allmende.activity.Activity;
import org.allmende.activity.Outcome;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Tx;

/// Who wants nothing to do with whom.
public final class Blocks {

    /// A block was lifted: announced within the transaction, with the name of the activity that had made it.
    public record Lifted(ActorId actor, ActorId target, String activity) {}

    private final Database database;
    private final Ids ids;
    private final People people;
    private final Follows follows;
    private final ActorStore actors = new ActorStore();
    private final BlockStore blocks = new BlockStore();
    private final AvoidedDomains domains;

    public Blocks(Database database, Ids ids, People people, Follows follows) {
        this.database = database;
        this.ids = ids;
        this.people = people;
        this.follows = follows;
        this.domains = new AvoidedDomains(database, ids, follows);
    }

    /// Which domains members avoid.
    public AvoidedDomains domains() {
        return domains;
    }

    /// Blocks, and ends follows and requests both ways.
    public Outcome block(Tx tx, Activity.Block block) {
        actors.hold(tx, block.actor(), block.target());
        var actor = people.find(tx, block.actor());
        var target = people.find(tx, block.target());
        if (actor.isEmpty() || target.isEmpty() || target.get().erased()) {
            return Refusals.unknown(block.id());
        }
        if (!actor.get().local() && !target.get().local()) {
            return Refusals.strangersOnly(block.id());
        }
        if (!blocks.add(
                tx, ids.next(), block.actor(), block.target(), block.id().value())) {
            return new Outcome.AlreadyDone(block.id(), block.target().value());
        }
        follows.sever(tx, block.actor(), block.target());
        return new Outcome.Done(block.id(), block.target().value());
    }

    public Outcome unblock(Tx tx, Activity.Unblock unblock) {
        var activity = blocks.activityOf(tx, unblock.actor(), unblock.target());
        if (activity.isEmpty() || !blocks.remove(tx, unblock.actor(), unblock.target())) {
            return new Outcome.AlreadyDone(unblock.id(), unblock.target().value());
        }
        tx.announce(new Lifted(unblock.actor(), unblock.target(), activity.get()));
        return new Outcome.Done(unblock.id(), unblock.target().value());
    }

    public Slice<Person> blocked(ActorId actor, Page page) {
        return database.read(tx -> people.slice(tx, blocks.of(tx, actor, page)));
    }

    /// Whether either blocks the other, or avoids where the other lives.
    public boolean between(Tx tx, ActorId one, ActorId other) {
        return blocks.between(tx, one, other);
    }

    public Optional<String> activityOf(Tx tx, ActorId actor, ActorId target) {
        return blocks.activityOf(tx, actor, target);
    }
}
