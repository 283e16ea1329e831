// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.app;

import java.util.List;
import java.util.Locale;
import org.allmende.activitypub.Federation;
import org.allmende.activitypub.SilentHost;
import org.allmende.database.Jobs;
import org.allmende.web.Caretaker;

/// Tells the pages about work that waits or was given up, and about servers that do not answer.
final class Janitor implements Caretaker {

    private final Jobs jobs;
    private final Federation federation;

    Janitor(Jobs jobs, Federation federation) {
        this.jobs = jobs;
        this.federation = federation;
    }

    @Override
    public long waiting() {
        return jobs.waiting();
    }

    @Override
    public List<GivenUp> givenUp(int limit) {
        return jobs.deadLanes(limit).stream()
                .map(lane -> new GivenUp(
                        lane.kind(),
                        lane.lane(),
                        lane.kind().equals(Federation.DELIVERY),
                        lane.count(),
                        lane.reason(),
                        lane.first(),
                        lane.last()))
                .toList();
    }

    @Override
    public void tryAgain(String kind, String lane) {
        if (kind.equals(Federation.DELIVERY)) {
            federation.trust(lane);
        }
        jobs.revive(kind, lane);
    }

    @Override
    public void tryAllAgain() {
        jobs.reviveAll();
    }

    @Override
    public void discard(String kind, String lane) {
        jobs.discard(kind, lane);
    }

    @Override
    public void discardAll() {
        jobs.discardAll();
    }

    @Override
    public List<Silent> silent(int limit) {
        var hosts = federation.silentHosts(limit);
        var waiting = jobs.waiting(
                Federation.DELIVERY, hosts.stream().map(SilentHost::name).toList());
        return hosts.stream()
                .map(host -> new Silent(
                        host.name(),
                        host.failingSince(),
                        host.deadSince().isPresent(),
                        host.trouble(),
                        waiting.getOrDefault(host.name(), 0L)))
                .toList();
    }

    @Override
    public void knockAgain(String host) {
        federation.trust(host);
        jobs.hurry(Federation.DELIVERY, host);
    }

    @Override
    public List<Relay> relays() {
        return federation.relays().list().stream()
                .map(relay -> new Relay(
                        relay.id(),
                        relay.actor().orElse(relay.inbox()),
                        relay.state().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    @Override
    public boolean addRelay(String address) {
        return federation.relays().add(address);
    }

    @Override
    public void removeRelay(long id) {
        var _ = federation.relays().remove(id);
    }

    @Override
    public String version() {
        return Version.NUMBER;
    }
}
