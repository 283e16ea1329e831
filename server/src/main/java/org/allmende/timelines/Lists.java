// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.timelines;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.activity.Accomplished;
import org.allmende.activity.Activity;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.base.Page;
import org.allmende.base.PostId;
import org.allmende.base.Slice;
import org.allmende.database.Database;
import org.allmende.database.Job;
import org.allmende.database.JobEnd;
import org.allmende.database.Jobs;
import org.allmende.database.Tx;
import org.allmende.database.Work;
import org.allmende.people.FollowState;
import org.allmende.people.Follows;
import org.allmende.people.People;
import org.allmende.people.Person;
import org.allmende.posts.Post;
import org.allmende.posts.Posts;
import org.allmende.posts.Reader;

/// Lists of people whom somebody reads apart, followed or not; private to their owner.
///
/// Like homes they are written when something is published. People on lists are not followed by that: of somebody
/// whom nobody here follows, a list shows what is known here.
public final class Lists {

    /// More than anybody keeps in order by hand.
    public static final int LISTS_MAX = 50;

    /// Each place costs work when its person publishes.
    public static final int PEOPLE_MAX = 500;

    public static final int TITLE_MAX = 200;

    /// As homes.
    private static final int KEPT = 1_000;

    private static final int BACKFILL = 40;

    /// So many lists are reached while the author waits, and in one transaction of the job.
    private static final int AT_ONCE = 200;

    private static final int TRIMMED_AT_ONCE = 500;

    private static final String FAN_OUT = "list-fan-out";

    /// A post has reached lists.
    record Reached(PostId post) {}

    private final Database database;
    private final Ids ids;
    private final People people;
    private final Posts posts;
    private final Follows follows;
    private final ListStore store = new ListStore();
    private final HomeStore homes = new HomeStore();

    public Lists(Database database, Ids ids, People people, Posts posts, Follows follows) {
        this.database = database;
        this.ids = ids;
        this.people = people;
        this.posts = posts;
        this.follows = follows;
        database.within(Accomplished.class, this::hear);
        database.within(People.Leaving.class, (tx, leaving) -> leave(tx, leaving.actor()));
    }

    public void work(Jobs jobs) {
        jobs.does(FAN_OUT, Work.inside((payload, _) -> fanOut(payload)));
    }

    public List<PersonList> of(ActorId owner) {
        return database.read(tx -> store.of(tx, owner, LISTS_MAX));
    }

    /// The owner's lists with this person on them.
    public List<PersonList> with(ActorId owner, ActorId person) {
        return database.read(tx -> store.with(tx, owner, person, LISTS_MAX));
    }

    public Optional<PersonList> find(ActorId owner, long id) {
        return database.read(tx -> store.find(tx, owner, id));
    }

    /// Empty where there are enough.
    public Optional<PersonList> make(ActorId owner, String title, PersonList.Replies replies, boolean exclusive) {
        return database.write(tx -> {
            if (store.of(tx, owner, LISTS_MAX).size() == LISTS_MAX) {
                return Optional.empty();
            }
            var list = new PersonList(ids.next(), title, replies, exclusive);
            store.put(tx, owner, list);
            return Optional.of(list);
        });
    }

    /// Changes what the list is called and how it works; its people stay.
    public void change(ActorId owner, PersonList list) {
        database.write(tx -> {
            store.find(tx, owner, list.id()).ifPresent(before -> change(tx, owner, before, list));
            return true;
        });
    }

    private void change(Tx tx, ActorId owner, PersonList before, PersonList after) {
        store.put(tx, owner, after);
        var members = store.members(tx, after.id(), PEOPLE_MAX);
        if (before.replies() != after.replies()) {
            store.clear(tx, after.id());
            members.forEach(member -> store.backfill(tx, after.id(), member, BACKFILL));
        }
        if (before.exclusive() != after.exclusive()) {
            members.forEach(member -> settle(tx, owner, member));
        }
    }

    public void remove(ActorId owner, long id) {
        database.write(tx -> {
            store.find(tx, owner, id).ifPresent(list -> {
                var members = list.exclusive() ? store.members(tx, id, PEOPLE_MAX) : List.<ActorId>of();
                store.remove(tx, id);
                members.forEach(member -> settle(tx, owner, member));
            });
            return true;
        });
    }

    /// Who is on a list, the newest first.
    public Slice<Person> people(ActorId owner, long list, Page page) {
        return database.read(tx -> {
            if (store.find(tx, owner, list).isEmpty()) {
                return Slice.empty();
            }
            return Slice.of(store.members(tx, list, page), ListStore.Entry::id).map(entries -> {
                var known = people.find(
                        tx, entries.stream().map(ListStore.Entry::actor).toList());
                return entries.stream()
                        .map(entry -> known.get(entry.actor()))
                        .filter(person -> person != null && person.present())
                        .toList();
            });
        });
    }

    /// Puts people on a list; nobody is told, and nobody is followed. False where they would be too many.
    public boolean add(ActorId owner, long list, Collection<ActorId> wanted) {
        return database.write(tx -> {
            var found = store.find(tx, owner, list);
            if (found.isEmpty()) {
                return false;
            }
            var known = people.find(tx, wanted);
            for (var actor : Set.copyOf(wanted)) {
                if (known.containsKey(actor) && store.add(tx, ids.next(), list, actor)) {
                    store.backfill(tx, list, actor, BACKFILL);
                    if (found.get().exclusive()) {
                        settle(tx, owner, actor);
                    }
                }
            }
            if (store.size(tx, list) > PEOPLE_MAX) {
                tx.undo();
                return false;
            }
            return true;
        });
    }

    public void drop(ActorId owner, long list, Collection<ActorId> unwanted) {
        database.write(tx -> {
            store.find(tx, owner, list).ifPresent(found -> {
                for (var actor : unwanted) {
                    if (store.drop(tx, list, actor)) {
                        store.removeAllBy(tx, list, actor);
                        if (found.exclusive()) {
                            settle(tx, owner, actor);
                        }
                    }
                }
            });
            return true;
        });
    }

    // Brings the owner's home in line with whether they read somebody apart.
    private void settle(Tx tx, ActorId owner, ActorId author) {
        if (store.apart(tx, owner, author)) {
            if (!owner.equals(author)) {
                homes.removeAllBy(tx, owner, author);
            }
        } else {
            follows.between(tx, owner, author)
                    .filter(facts -> facts.state() == FollowState.ACCEPTED)
                    .ifPresent(_ -> homes.backfill(tx, owner, author));
        }
    }

    /// What the people of a list say. Empty where the reader has no such list.
    public Slice<Post> read(ActorId owner, long list, Page page) {
        var listed = database.read(
                tx -> store.find(tx, owner, list).isEmpty() ? List.<PostId>of() : store.page(tx, list, page));
        return Slice.of(listed, PostId::value).map(found -> posts.onTimeline(found, Reader.member(owner)));
    }

    List<Long> reached(PostId post, Collection<Long> lists) {
        return lists.isEmpty() ? List.of() : database.read(tx -> store.reached(tx, post, lists));
    }

    private void hear(Tx tx, Accomplished news) {
        switch (news.activity()) {
            case Activity.Publish publish -> {
                if (!publish.draft().late()) {
                    published(tx, publish.post(), publish.actor());
                }
            }
            case Activity.Share share -> published(tx, share.share(), share.actor());
            // What is erased or may not be seen any more is left out when a list is read.
            case Activity.Edit _, Activity.Erase _, Activity.Pin _, Activity.Unpin _, Activity.Like _ -> {}
            case Activity.Unlike _, Activity.React _, Activity.Unreact _, Activity.Unshare _, Activity.Vote _ -> {}
            case Activity.Follow _, Activity.AcceptFollow _, Activity.Unfollow _, Activity.RejectFollow _ -> {}
            case Activity.Block _, Activity.Unblock _, Activity.SetPolicy _, Activity.AskToQuote _ -> {}
            case Activity.AllowQuote _, Activity.RefuseQuote _, Activity.RevokeQuote _ -> {}
            case Activity.Ask _, Activity.AllowDeed _, Activity.RefuseDeed _, Activity.RevokeDeed _ -> {}
            case Activity.ClaimAliases _, Activity.Move _, Activity.Report _ -> {}
            case Activity.UpdateProfile _, Activity.EraseActor _ -> {}
            case Activity.FeatureTag _, Activity.UnfeatureTag _, Activity.Endorse _, Activity.Unendorse _ -> {}
        }
    }

    private void published(Tx tx, PostId post, ActorId author) {
        store.next(tx, author, 0, AT_ONCE).ifPresent(last -> {
            store.fanOut(tx, post, author, 0, last);
            tx.afterCommit(new Reached(post));
            if (store.next(tx, author, last, 1).isPresent()) {
                tx.later(Job.of(FAN_OUT, post + " " + author + " " + last));
            }
        });
    }

    // The payload is "post author after". After a crash it starts again; what is there already is left alone.
    private JobEnd fanOut(String payload) {
        var parts = payload.split(" ", 3);
        var post = new PostId(Long.parseLong(parts[0]));
        var author = new ActorId(Long.parseLong(parts[1]));
        var after = Optional.of(Long.parseLong(parts[2]));
        while (after.isPresent()) {
            var from = after.get();
            after = database.write(tx -> {
                var last = store.next(tx, author, from, AT_ONCE);
                last.ifPresent(until -> store.fanOut(tx, post, author, from, until));
                tx.afterCommit(new Reached(post));
                return last;
            });
        }
        return JobEnd.DONE;
    }

    private void leave(Tx tx, ActorId actor) {
        store.of(tx, actor, LISTS_MAX).forEach(list -> store.remove(tx, list.id()));
        store.forget(tx, actor);
    }

    /// Nightly: lets go of what is far down.
    public void tidy() {
        for (var list : database.read(tx -> store.longer(tx, KEPT, TRIMMED_AT_ONCE))) {
            database.write(tx -> {
                store.trim(tx, list, KEPT);
                return true;
            });
        }
    }
}
