// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.activitypub;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.allmende.base.ActorId;
import org.allmende.base.Addresses;
import org.allmende.base.Ids;
import org.allmende.database.Jobs;
import org.allmende.database.Tx;
import org.allmende.http.Outbound;
import org.allmende.http.Routes;
import org.allmende.media.Media;
import org.allmende.people.Elsewhere;
import org.allmende.people.Identities;
import org.allmende.posts.Gatherer;

/// The door to the Fediverse, put together: what is served, taken in, sent out and looked up.
public final class Federation {

    /// The kind of work that carries a letter; its lanes are the hosts that letters go to.
    public static final String DELIVERY = Outbox.DELIVER;

    private final Commons commons;
    private final Addresses addresses;
    private final InstanceActor instance;
    private final Hosts hosts;
    private final Outbox outbox;
    private final Refreshing refreshing;
    private final Arrivals arrivals;
    private final Distribution distribution;
    private final Synchronization synchronization;
    private final Reconciliation reconciliation;
    private final Delivery delivery;
    private final Stamps stamps;
    private final Relays relays;
    private final Lookup lookup;
    private final WaysElsewhere elsewhere;
    private final Statements statements;
    private final Gathering gathering;
    private final Inbox inbox;
    private final ActorRoutes actorRoutes;
    private final PostRoutes postRoutes;
    private final EmojiRoutes emojiRoutes;
    private final DiscoveryRoutes discoveryRoutes;

    /// `mediaUrl` gives the public address of a file of ours; `standing` what only the house as a whole knows.
    public Federation(
            Commons commons,
            Addresses addresses,
            Outbound outbound,
            Ids ids,
            Clock clock,
            Function<Media, String> mediaUrl,
            Supplier<Standing> standing) {
        this.commons = commons;
        this.addresses = addresses;
        this.instance = new InstanceActor(commons.database(), commons.people(), addresses);
        this.hosts = new Hosts(commons.database(), clock);
        this.outbox = new Outbox(commons.database(), addresses, clock);
        var signers = new Signers(commons.people(), addresses);
        var knocking = new Knocking(outbound, hosts, clock);
        var allowance = new Allowance(clock);
        this.statements = new Statements(clock);
        var webFinger = new WebFinger(addresses, commons.domains(), outbound, allowance);
        var fetching = new Fetching(addresses, commons.domains(), instance, signers, knocking, allowance);
        var actors = new ActorFetching(commons, addresses, fetching, webFinger, statements);
        var drafts = new Drafts(commons, addresses, clock);
        var posts = new PostFetching(commons, addresses, fetching, actors, drafts, ids, clock);
        var verifier = new SignatureVerifier(commons, addresses, actors, clock);
        var readers = new Readers(commons, addresses, verifier);
        var portraits = new Portraits(commons.people(), commons.moves(), commons.media(), addresses, mediaUrl);
        var letters = new Letters(commons.people(), commons.posts(), commons.previews(), addresses, portraits);
        this.refreshing = new Refreshing(commons, actors, clock);
        var leafing = new Leafing(fetching);
        this.gathering = new Gathering(
                commons,
                new ThreadGathering(commons, addresses, fetching, posts, leafing),
                new PersonGathering(commons, fetching, posts, leafing, ids),
                posts,
                clock);
        this.lookup = new Lookup(commons, addresses, webFinger, actors, posts, refreshing, clock);
        this.elsewhere = new WaysElsewhere(addresses, webFinger, clock);
        this.relays = new Relays(commons, addresses, instance, outbox, actors, posts, ids, clock);
        this.distribution = new Distribution(
                commons, outbox, new Writing(commons, addresses, instance, portraits, letters, relays), ids, clock);
        this.synchronization = new Synchronization(commons, addresses, readers);
        this.reconciliation = new Reconciliation(commons, addresses, leafing, distribution, ids, clock);
        this.delivery = new Delivery(commons, outbox, hosts, signers, knocking, refreshing, synchronization, clock);
        this.stamps = new Stamps(commons, fetching, ids, clock);
        var translator = new Translator(commons, addresses, drafts, ids, clock);
        this.arrivals = new Arrivals(
                commons,
                verifier,
                translator,
                posts,
                actors,
                refreshing,
                distribution,
                new Forwarding(commons, verifier, outbox, ids, clock),
                ids,
                clock);
        this.inbox = new Inbox(commons, addresses, verifier, arrivals, hosts, refreshing, reconciliation, relays);
        this.actorRoutes = new ActorRoutes(commons, addresses, portraits, letters, readers);
        this.postRoutes = new PostRoutes(commons, addresses, letters, readers);
        this.emojiRoutes = new EmojiRoutes(commons, addresses, portraits);
        this.discoveryRoutes = new DiscoveryRoutes(commons, addresses, instance, portraits, standing);
    }

    /// Says how this room's durable jobs are done.
    public void work(Jobs jobs) {
        refreshing.work(jobs);
        arrivals.work(jobs);
        distribution.work(jobs);
        reconciliation.work(jobs);
        stamps.work(jobs);
        relays.work(jobs);
        delivery.work(jobs);
        gathering.work(jobs);
    }

    public void mount(Routes routes) {
        inbox.mount(routes);
        synchronization.mount(routes);
        actorRoutes.mount(routes);
        postRoutes.mount(routes);
        emojiRoutes.mount(routes);
        discoveryRoutes.mount(routes);
    }

    /// The actor that speaks for the instance. Asked at every start, so that it is there before anybody else.
    public ActorId instanceActor() {
        return instance.id();
    }

    /// Finds people and posts elsewhere.
    public Lookup lookup() {
        return lookup;
    }

    /// Checks by which other names people prove to be known.
    public Identities identities() {
        return statements;
    }

    /// Finds the pages of other servers where their people go on.
    public Elsewhere elsewhere() {
        return elsewhere;
    }

    /// Looks elsewhere for what is missing here.
    public Gatherer gatherer() {
        return gathering;
    }

    /// Servers that do not answer, the longest silent first.
    public List<SilentHost> silentHosts(int limit) {
        return hosts.silent(limit);
    }

    /// Takes a silent server for one that may answer again.
    public void trust(String host) {
        hosts.anew(host);
    }

    /// Servers that pass on public posts.
    public Relays relays() {
        return relays;
    }

    /// To be put around the pages of people and posts.
    public PageFilter pages() {
        return new PageFilter(commons.people(), addresses);
    }

    /// Nightly: forgets what is no longer on its way.
    public void tidy(Tx tx) {
        outbox.tidy(tx);
        arrivals.tidy(tx);
        hosts.tidy(tx);
        gathering.tidy(tx);
    }
}
