// SPDX-License-Identifier: AGPL-3.0-or-later
package org.allmende.web;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.allmende.base.ActorId;
import org.allmende.base.Ids;
import org.allmende.http.Answer;
import org.allmende.http.Fault;
import org.allmende.http.Request;
import org.allmende.http.Routes;
import org.allmende.text.Tags;
import org.allmende.timelines.Channel;

/// Tells open pages that there is news, and never what it is: the reader fetches it when they want it.
final class LivePages {

    /// Browsers keep six connections to a host; whoever has more pages open learns of news when they load them.
    private static final int PER_MEMBER_MAX = 12;

    private final Hall hall;
    private final Set<LiveListener> listeners = ConcurrentHashMap.newKeySet();

    LivePages(Hall hall) {
        this.hall = hall;
    }

    void mount(Routes pages) {
        pages.get("/live", this::listen);
    }

    private Answer listen(Request request) {
        var visit = Visit.of(request);
        // A redirect to the login would make browsers try forever.
        var member = visit.visitor().orElseThrow(() -> new Fault(204, ""));
        if (listeners.stream()
                        .filter(one -> one.member().id().equals(member.id()))
                        .count()
                >= PER_MEMBER_MAX) {
            throw new Fault(204, "");
        }
        var of = request.query("of").orElse("");
        var list = list(of, request, member.id());
        return Answer.events(stream -> {
            var listener = new LiveListener(hall, member, of.equals("notifications"), stream);
            listeners.add(listener);
            stream.onClose(() -> listeners.remove(listener));
            var channels = new HashSet<Channel>();
            channels.add(new Channel.Concerning(member.id()));
            list.ifPresent(channels::add);
            listener.start(channels);
        });
    }

    private Optional<Channel> list(String of, Request request, ActorId me) {
        return switch (of) {
            case "home" -> Optional.of(new Channel.AtHome(me));
            case "letters" -> Optional.of(new Channel.Conversing(me));
            case "local" -> Optional.of(new Channel.Public(true, false));
            case "federated" -> Optional.of(new Channel.Public(false, false));
            case "tag" -> request.query("tag").flatMap(Tags::parse).map(tag -> new Channel.Tagged(tag, false));
            case "list" ->
                request.query("list")
                        .flatMap(Ids::parse)
                        .flatMap(id -> hall.rooms().lists().find(me, id))
                        .map(list -> new Channel.OfList(list.id()));
            default -> Optional.empty();
        };
    }

    void sessionEnded(long session) {
        listeners.stream().filter(one -> one.member().session().id() == session).forEach(LiveListener::hangUp);
    }

    void gone(ActorId actor) {
        listeners.stream().filter(one -> one.member().id().equals(actor)).forEach(LiveListener::hangUp);
    }
}
